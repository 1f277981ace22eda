/// Why the private database server could not be made, started or kept running.
package struct EmbeddedPostgresError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what to do, in English.
  package let description: String

  init(_ description: String) { self.description = description }
}
