/// Why bytes are not the JSON that is accepted here.
package struct MalformedJSON: Error, Hashable {
  package let reason: String
  /// The byte at which it was noticed.
  package let offset: Int
}
