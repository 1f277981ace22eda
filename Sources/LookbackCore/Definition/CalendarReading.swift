package import LookbackTime

/// What a calendar file says, where it says it, and what was found wrong with it so far.
package struct CalendarReading: Sendable {
  package let source: CalendarSource
  package let file: String
  package let places: CalendarPlaces
  package private(set) var diagnostics: [Diagnostic]
  /// The contradictions among the diagnostics, so that none is reported twice.
  private var known: Set<CalendarError> = []

  init(source: CalendarSource, file: String, places: CalendarPlaces, diagnostics: [Diagnostic]) {
    self.source = source
    self.file = file
    self.places = places
    self.diagnostics = diagnostics
  }

  /// Adds contradictions, each at the place that it is about, and gives those that are new.
  @discardableResult
  package mutating func add(_ errors: [CalendarError]) -> [Diagnostic] {
    let new = errors.filter { known.insert($0).inserted }.map(diagnostic)
    diagnostics += new
    return new
  }

  private func diagnostic(_ error: CalendarError) -> Diagnostic {
    var message = "\(error)"
    if let first = places.earlierPlace(of: error) { message += " (first in line \(first.line))" }
    return Diagnostic(code: error.code, message, file: file, at: places.place(of: error))
  }
}
