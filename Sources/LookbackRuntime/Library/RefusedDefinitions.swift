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

  /// What is wrong at one place.
  package struct Finding: Sendable {
    package let code: String
    package let file: String
    package let line: Int
    package let column: Int
    package let message: String
    /// The message with its line, a caret under the location, and the counterexample where there is one.
    package let rendered: String
  }

  package func findings(in language: Language) -> [Finding] {
    diagnostics.map { one in
      Finding(
        code: one.code, file: one.file, line: one.location.line, column: one.location.column,
        message: one.message(in: language), rendered: one.rendered(source: sources[one.file], in: language))
    }
  }

  package var description: String { findings(in: .english).map(\.rendered).joined(separator: "\n") }
}
