package import LookbackTime

/// Something wrong with a definition: where, what, and a code that stays the same between releases.
package struct Diagnostic: Hashable, Sendable, Error {
  package enum Severity: String, Sendable, Hashable { case error, warning }
  package var severity: Severity
  package var code: String
  package var message: String
  package var file: String
  package var location: SourceLocation
  /// The message in Chinese; nil where there is none but English.
  package var chinese: String?
  /// What shows it: the shortest course of events that was found.
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
  /// A message that quotes what a file says is as long as people read: of a longer one the middle is left out.
  fileprivate var shortened: String {
    guard utf8.count > 2_000 else { return self }
    let scalars = unicodeScalars
    guard scalars.count > 1_000 else { return self }
    return String(scalars.prefix(700)) + " … " + String(scalars.suffix(200))
  }
}

/// All that is wrong with a definition, at once; holds at least one error.
package struct InvalidDefinition: Error, Sendable {
  package let diagnostics: [Diagnostic]
  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic {
  package func message(in language: Language) -> String {
    language == .chinese ? chinese ?? message : message
  }
}
