import LookbackCore
package import LookbackDefinition
package import LookbackTime

/// Definitions that are not taken into use, with what is wrong with them.
package struct RefusedDefinitions: Error, Sendable, CustomStringConvertible {
  /// Findings that are told at once: whoever offers many files with many faults mends these first.
  static let most = 200

  /// In the order of the files and places, `most` at most.
  package let diagnostics: [Diagnostic]
  /// The texts of the files, to show the lines.
  package let sources: [String: SourceText]

  init(_ diagnostics: [Diagnostic], sources: [String: SourceText]) {
    self.diagnostics = Array(diagnostics.sorted().prefix(Self.most))
    self.sources = sources
  }

  /// Each finding with its line, a caret under the place and the course that shows it.
  package func findings(in language: Language) -> [String] {
    diagnostics.map { $0.rendered(source: sources[$0.file], in: language) }
  }

  package var description: String { findings(in: .english).joined(separator: "\n") }
}
