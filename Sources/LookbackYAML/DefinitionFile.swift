/// The bytes of a definition, calendar or scheme, under the name that diagnostics give.
package struct DefinitionFile: Sendable, Hashable {
  package var name: String
  package var bytes: [UInt8]
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
