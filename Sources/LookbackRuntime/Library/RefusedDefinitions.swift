import LookbackCore
package import LookbackDefinition
package import LookbackTime

/// Definitions that cannot be published, with what is wrong with them.
package struct RefusedDefinitions: Error, Sendable, CustomStringConvertible {
  /// The largest number of diagnostics that are reported at once; the others follow when these are corrected.
  static let most = 200

  /// The diagnostics in the order of files and locations, at most `most`.
  package let diagnostics: [Diagnostic]
  /// The texts of the files by name, to show the lines.
  package let sources: [String: SourceText]

  init(_ diagnostics: [Diagnostic], sources: [String: SourceText]) {
    self.diagnostics = Array(diagnostics.sorted().prefix(Self.most))
    self.sources = sources
  }

  /// Each diagnostic with its line, a caret under the location, and the counterexample where there is one.
  package func findings(in language: Language) -> [String] {
    diagnostics.map { $0.rendered(source: sources[$0.file], in: language) }
  }

  package var description: String { findings(in: .english).joined(separator: "\n") }
}
