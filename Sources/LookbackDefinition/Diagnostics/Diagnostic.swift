package import LookbackTime

/// Something wrong with a definition: the place, a message, and a code that stays the same between releases.
package struct Diagnostic: Hashable, Sendable, Error {
  /// Whether a finding refuses the definition (`error`) or only warns its author.
  package enum Severity: String, Sendable, Hashable { case error, warning }
  package var severity: Severity
  package var code: String
  /// The message in English: what was found, what was expected and what to do.
  package var message: String
  package var file: String
  package var location: SourceLocation
  /// The message in Chinese; nil if there is none.
  package var chinese: String?
  /// The shortest course of events that was found to show it; empty if no course is needed.
  package var course: [CourseStep] = []

  package init(
    _ severity: Severity = .error, code: String, _ message: String, file: String, at location: SourceLocation
  ) {
    self.severity = severity
    self.code = code
    self.message = message.shortened
    self.file = file
    self.location = location
  }
}

extension String {
  /// The text without its middle, if a file's text has made it longer than people read.
  fileprivate var shortened: String {
    guard utf8.count > 2_000 else { return self }
    let scalars = unicodeScalars
    guard scalars.count > 1_000 else { return self }
    return String(scalars.prefix(700)) + " … " + String(scalars.suffix(200))
  }
}

/// Everything that is wrong with a definition, which is at least one error.
package struct InvalidDefinition: Error, Sendable {
  package let diagnostics: [Diagnostic]
  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic {
  /// Returns the message in this language, or in English if there is no Chinese.
  package func message(in language: Language) -> String {
    language == .chinese ? chinese ?? message : message
  }
}
