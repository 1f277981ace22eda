/// Bytes that are not what the canonical encoding makes.
package struct MalformedBytes: Error, Hashable, Sendable, CustomStringConvertible {
  package let expected: String
  package var description: String { "these bytes are not canonical: expected \(expected)" }
}
