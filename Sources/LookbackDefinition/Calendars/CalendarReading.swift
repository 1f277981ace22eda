package import LookbackTime

/// What a calendar file says, the places of it, and what was found wrong with it so far.
package struct CalendarReading: Sendable {
  package let source: CalendarSource
  package let file: String
  package let places: CalendarPlaces
  package private(set) var diagnostics: [Diagnostic]
  /// Whether the file's own weekend could be read. If not, errors that depend on it are not reported.
  private let isWeekendReadable: Bool

  init(
    source: CalendarSource, file: String, places: CalendarPlaces, diagnostics: [Diagnostic], isWeekendReadable: Bool
  ) {
    self.source = source
    self.file = file
    self.places = places
    self.diagnostics = diagnostics
    self.isWeekendReadable = isWeekendReadable
  }

  /// Adds errors, each at its place, and returns those that are new. A holiday of several days has one place, so an
  /// error is reported for its first day only.
  @discardableResult
  package mutating func add(_ errors: [CalendarError]) -> [Diagnostic] {
    var new: [Diagnostic] = []
    for error in errors where isWeekendReadable || !error.isAboutTheWeek {
      let diagnostic = diagnostic(error)
      guard !holds(diagnostic) else { continue }
      diagnostics.append(diagnostic)
      new.append(diagnostic)
    }
    return new
  }

  private func holds(_ diagnostic: Diagnostic) -> Bool {
    diagnostics.contains { $0.code == diagnostic.code && $0.location == diagnostic.location }
  }

  private func diagnostic(_ error: CalendarError) -> Diagnostic {
    var message = "\(error)"
    if let first = places.earlierPlace(of: error) { message += " (first in line \(first.line))" }
    return Diagnostic(code: error.code, message, file: file, at: places.place(of: error))
  }
}

extension CalendarError {
  fileprivate var isAboutTheWeek: Bool {
    switch self {
    case .alreadyWorking, .missingHours, .badWeekend, .missingWeekend: true
    default: false
    }
  }
}
