import LookbackCore
import LookbackTime

/// Reads a calendar file. The top of `workflows/calendars/cn.yaml` describes its form.
package struct CalendarReader {
  var log: DiagnosticLog
  var places: CalendarPlaces
  private var isWeekendReadable = true

  static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// Returns what the file says, with everything that was found wrong. The reading is nil if the file is no mapping or
  /// names no calendar.
  package static func read(_ root: SourceNode, file: String) -> (reading: CalendarReading?, diagnostics: [Diagnostic]) {
    var reader = CalendarReader(file: file, location: root["calendar"]?.location ?? root.location)
    guard let source = reader.calendar(root) else { return (nil, reader.log.diagnostics) }
    let reading = reader.checked(source)
    return (source.name.isEmpty ? nil : reading, reading.diagnostics)
  }

  private init(file: String, location: SourceLocation) {
    log = DiagnosticLog(file: file)
    places = CalendarPlaces(calendar: location)
  }

  private mutating func calendar(_ root: SourceNode) -> CalendarSource? {
    let allowed = [
      "notation", "calendar", "version", "title", "extends", "weekend", "hours", "recess", "years",
    ]
    guard let keys = log.keys(of: root, allowed: allowed, in: "a calendar") else { return nil }
    for key in allowed { places.keys[key] = keys[key]?.location }
    log.checkNotation(keys)
    let name = log.required("calendar", of: keys, in: "the file").flatMap { log.name($0, "a calendar's name") }
    let version = log.required("version", of: keys, in: "the file").flatMap {
      log.count($0, "a version", in: 1...Int(Int32.max))
    }
    return CalendarSource(
      name: name ?? "", version: version ?? 1, title: calendarName(keys["title"], "a title"),
      extends: keys["extends"].flatMap { log.name($0, "`extends`") }, weekend: weekend(keys["weekend"]),
      years: years(log.required("years", of: keys, in: "the file")), workingHours: hours(keys["hours"]),
      hoursOfDays: hoursOfDays(keys["hours"]),
      recess: recess(keys["recess"]))
  }

  mutating func calendarName(_ node: SourceNode?, _ what: String) -> CalendarName {
    let label = log.label(node, what)
    return CalendarName(english: label.english, chinese: label.chinese)
  }

  private mutating func weekend(_ node: SourceNode?) -> Set<Int>? {
    guard let node else { return nil }
    let errors = log.diagnostics.count
    var days: Set<Int> = []
    for (text, location) in log.texts(node, "`weekend`") {
      if let index = Self.weekdays.firstIndex(of: text) {
        days.insert(index + 1)
      } else {
        log.unknown("unknown-word", "day of the week", text, among: Self.weekdays, at: location)
      }
    }
    isWeekendReadable = log.diagnostics.count == errors
    return days
  }

  /// Returns the reading with the errors that the calendar's days have together.
  private func checked(_ source: CalendarSource) -> CalendarReading {
    var reading = CalendarReading(
      source: source, file: log.file, places: places, diagnostics: log.diagnostics,
      isWeekendReadable: isWeekendReadable)
    reading.add(source.contradictions(over: nil))
    return reading
  }
}
