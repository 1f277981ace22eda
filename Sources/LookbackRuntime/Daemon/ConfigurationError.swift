/// The daemon cannot run as configured: everything that is wrong, at once.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  package let problems: [String]

  package init(_ problems: [String]) { self.problems = problems }

  package var description: String { problems.joined(separator: "\n") }
}
