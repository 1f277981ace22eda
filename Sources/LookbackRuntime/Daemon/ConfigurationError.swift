/// Why the daemon cannot run as configured: all problems at once.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  package let problems: [String]

  package init(_ problems: [String]) { self.problems = problems }

  package var description: String { problems.joined(separator: "\n") }
}
