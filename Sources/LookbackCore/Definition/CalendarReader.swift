package import LookbackTime

/// Reads a calendar file; its shape is described at the top of `workflows/calendars/cn.yaml`.
package struct CalendarReader {
  /// What a calendar file says, and where it says it.
  package struct Reading: Sendable {
    package var source: CalendarSource
    package var file: String
    package var location: SourceLocation
    /// The place at which each day is named.
    package var days: [CivilDate: SourceLocation]
    package init(source: CalendarSource, file: String, location: SourceLocation, days: [CivilDate: SourceLocation]) {
      self.source = source
      self.file = file
      self.location = location
      self.days = days
    }

    /// A contradiction that was found later, at the place of the day it is about.
    package func diagnostic(_ error: CalendarError) -> Diagnostic {
      let place =
        switch error {
        case .outsideYear(let day, _), .bothHolidayAndWorking(let day), .duplicatedDay(let day),
          .alreadyWorking(let day):
          days[day] ?? location
        case .badYear, .badVersion, .badWeekend, .missingWeekend, .wrongParent: location
        }
      return Diagnostic(code: "bad-calendar", "\(error)", file: file, at: place)
    }
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  /// No holiday of one notice is longer.
  private static let longestHoliday = 60

  private var log: DiagnosticLog
  private var days: [CivilDate: SourceLocation] = [:]

  /// The source, if there is no error, and everything that was found wrong.
  package static func read(_ root: SourceNode, file: String) -> (reading: Reading?, diagnostics: [Diagnostic]) {
    var reader = CalendarReader(log: DiagnosticLog(file: file))
    let source = reader.calendar(root)
    guard let source, reader.log.diagnostics.isEmpty else { return (nil, reader.log.diagnostics) }
    let location = root["calendar"]?.location ?? root.location
    return (Reading(source: source, file: file, location: location, days: reader.days), [])
  }

  private init(log: DiagnosticLog) { self.log = log }

  private mutating func calendar(_ root: SourceNode) -> CalendarSource? {
    let allowed = ["notation", "calendar", "version", "title", "extends", "weekend", "years"]
    guard let keys = log.keys(of: root, allowed: allowed, in: "a calendar") else { return nil }
    log.checkNotation(keys)
    let name = log.required("calendar", of: keys, in: "the file").flatMap { log.name($0, "a calendar's name") }
    let version = log.required("version", of: keys, in: "the file").flatMap {
      log.count($0, "a version", in: 1...Int(Int32.max))
    }
    var years: [Int: CalendarSource.Year] = [:]
    for (key, value) in log.pairs(log.required("years", of: keys, in: "the file"), "`years`") {
      guard let number = log.count(key, "a year", in: 1...9999), let year = year(value) else { continue }
      years[number] = year
    }
    guard let name, let version else { return nil }
    return CalendarSource(
      name: name, version: version, title: calendarName(keys["title"], "a title"),
      extends: keys["extends"].flatMap { log.name($0, "`extends`") }, weekend: weekend(keys["weekend"]), years: years)
  }

  private mutating func calendarName(_ node: SourceNode?, _ what: String) -> CalendarName {
    let label = log.label(node, what)
    return CalendarName(english: label.english, chinese: label.chinese)
  }

  private mutating func weekend(_ node: SourceNode?) -> Set<Int>? {
    guard let node else { return nil }
    var days: Set<Int> = []
    for (text, location) in log.texts(node, "`weekend`") {
      if let index = Self.weekdays.firstIndex(of: text) {
        days.insert(index + 1)
      } else {
        log.unknown("unknown-word", "day of the week", text, among: Self.weekdays, at: location)
      }
    }
    return days
  }

  private mutating func year(_ node: SourceNode) -> CalendarSource.Year? {
    let allowed = ["source", "sources", "holidays", "working"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "a year") else { return nil }
    let sources = (log.texts(keys["source"], "`source`") + log.texts(keys["sources"], "`sources`")).map(\.text)
    if sources.isEmpty {
      log.error("missing-key", "a year names no notice: add `source`", at: keys.location)
    }
    let holidays = log.list(keys["holidays"], "`holidays`").compactMap { self.holiday($0) }
    let makeUp = log.list(keys["working"], "`working`").compactMap { self.makeUp($0) }
    return CalendarSource.Year(sources: sources, holidays: holidays, makeUp: makeUp)
  }

  private mutating func holiday(_ node: SourceNode) -> CalendarSource.Holiday? {
    guard let keys = log.keys(of: node, allowed: ["name", "days", "from", "to"], in: "a holiday") else { return nil }
    let name = calendarName(log.required("name", of: keys, in: "a holiday"), "a holiday's name")
    let dates: [CivilDate]
    switch (keys["days"], keys["from"], keys["to"]) {
    case (let days?, nil, nil): dates = log.list(days, "`days`").compactMap { day($0) }
    case (nil, let from?, let to?): dates = range(from, to)
    default:
      log.error("missing-key", "a holiday has either `days`, or `from` and `to`", at: keys.location)
      return nil
    }
    return CalendarSource.Holiday(name: name, dates: dates)
  }

  private mutating func range(_ from: SourceNode, _ to: SourceNode) -> [CivilDate] {
    guard let first = day(from), let last = log.date(to, "`to`") else { return [] }
    guard first <= last, last.days - first.days < Self.longestHoliday else {
      log.error("bad-range", "a holiday from \(first) cannot end on \(last)", at: to.location)
      return []
    }
    return (first.days...last.days).map { number in
      let date = CivilDate(days: number)
      if days[date] == nil { days[date] = from.location }
      return date
    }
  }

  private mutating func makeUp(_ node: SourceNode) -> CalendarSource.MakeUp? {
    if node.pairs == nil { return day(node).map { CalendarSource.MakeUp(date: $0) } }
    guard let keys = log.keys(of: node, allowed: ["date", "for"], in: "a make-up day"),
      let date = log.required("date", of: keys, in: "a make-up day").flatMap({ day($0) })
    else { return nil }
    let holiday = keys["for"].map { calendarName($0, "`for`") }
    return CalendarSource.MakeUp(date: date, holiday: holiday)
  }

  private mutating func day(_ node: SourceNode) -> CivilDate? {
    let date = log.date(node, "a day")
    if let date { days[date] = node.location }
    return date
  }
}
