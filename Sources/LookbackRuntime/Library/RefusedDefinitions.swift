package import LookbackCore

/// Definitions that are not taken into use, with everything that is wrong with them.
package struct RefusedDefinitions: Error, Sendable, CustomStringConvertible {
  package let diagnostics: [Diagnostic]
  /// The texts of the files, to show the lines.
  package let sources: [String: SourceText]

  /// Each finding with its line and a caret under the place.
  package var findings: [String] { diagnostics.map { $0.rendered(source: sources[$0.file]) } }

  package var description: String { findings.joined(separator: "\n") }
}
