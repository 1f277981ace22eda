package import LookbackCore
package import LookbackTime

/// Definitions that are not taken into use, with everything that is wrong with them.
package struct RefusedDefinitions: Error, Sendable, CustomStringConvertible {
  package let diagnostics: [Diagnostic]
  /// The texts of the files, to show the lines.
  package let sources: [String: SourceText]

  /// Each finding with its line, a caret under the place and the course that shows it.
  package func findings(in language: Language) -> [String] {
    diagnostics.map { $0.rendered(source: sources[$0.file], in: language) }
  }

  package var description: String { findings(in: .english).joined(separator: "\n") }
}
