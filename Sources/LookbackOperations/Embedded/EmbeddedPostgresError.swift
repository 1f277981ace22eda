/// The private database server could not be made, started or kept.
package struct EmbeddedPostgresError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what to do.
  package let description: String

  init(_ description: String) { self.description = description }
}
