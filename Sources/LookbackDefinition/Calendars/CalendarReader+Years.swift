import LookbackTime

/// Reads the published years: holidays, make-up days and the place of each.
extension CalendarReader {
  /// The most days of one holiday of a notice. A longer one is taken for a mistake.
  private static let longestHoliday = 60

  mutating func years(_ node: SourceNode?) -> [Int: CalendarSource.Year] {
    let errors = log.diagnostics.count
    var years: [Int: CalendarSource.Year] = [:]
    var places: [Int: SourceLocation] = [:]
    for (key, value) in log.pairs(node, "`years`") {
      guard let number = log.count(key, "a year", in: 1...9999) else { continue }
      places[number] = key.location
      years[number] = year(value, number)
    }
    if log.diagnostics.count == errors || places.count == node?.pairs?.count { reportGaps(places) }
    return years
  }

  /// Reports years that are missing between published ones, since years are published in order and none is removed.
  private mutating func reportGaps(_ places: [Int: SourceLocation]) {
    let years = places.keys.sorted()
    for (year, next) in zip(years, years.dropFirst()) where next > year + 1 {
      let gap = next == year + 2 ? "\(year + 1) is" : "\(year + 1) to \(next - 1) are"
      log.error(
        "missing-year", "\(gap) missing before \(next): add what was published, or leave out the years before",
        at: places[next] ?? self.places.calendar)
    }
  }

  private mutating func year(_ node: SourceNode, _ year: Int) -> CalendarSource.Year? {
    let allowed = ["source", "sources", "holidays", "working"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "a year") else { return nil }
    let sources = (log.texts(keys["source"], "`source`") + log.texts(keys["sources"], "`sources`")).map(\.text)
    if sources.isEmpty {
      log.error("missing-key", "a year names no notice: add `source`", at: keys.location)
    }
    var content = CalendarSource.Year(sources: sources)
    for node in log.list(keys["holidays"], "`holidays`") { addHoliday(node, year, to: &content) }
    content.makeUp += log.list(keys["working"], "`working`").compactMap { self.makeUp($0, year) }
    return content
  }

  private mutating func addHoliday(_ node: SourceNode, _ year: Int, to content: inout CalendarSource.Year) {
    let allowed = ["name", "days", "from", "to", "working"]
    guard let keys = log.keys(of: node, allowed: allowed, in: "a holiday") else { return }
    let name = calendarName(log.required("name", of: keys, in: "a holiday"), "a holiday's name")
    let dates = dates(keys, year)
    if !dates.isEmpty { content.holidays.append(CalendarSource.Holiday(name: name, dates: dates)) }
    content.makeUp += log.list(keys["working"], "`working`").compactMap { node in
      day(node, year).map { CalendarSource.MakeUp(date: $0, holiday: name) }
    }
  }

  private mutating func dates(_ keys: KeyedValues, _ year: Int) -> [CivilDate] {
    switch (keys["days"], keys["from"], keys["to"]) {
    case (let days?, nil, nil): return log.list(days, "`days`").compactMap { day($0, year) }
    case (nil, let from?, let to?): return range(from, to, year)
    case (nil, nil, nil) where keys["working"] != nil: return []
    default:
      log.error("missing-key", "a holiday has either `days`, or `from` and `to`", at: keys.location)
      return []
    }
  }

  private mutating func range(_ from: SourceNode, _ to: SourceNode, _ year: Int) -> [CivilDate] {
    guard let first = log.date(from, "`from`"), let last = log.date(to, "`to`") else { return [] }
    guard first <= last, last.days - first.days < Self.longestHoliday else {
      log.error("bad-range", "a holiday from \(first) cannot end on \(last)", at: to.location)
      return []
    }
    return (first.days...last.days).map { number in
      let date = CivilDate(days: number)
      places.days[date, default: []].append((year, from.location))
      return date
    }
  }

  private mutating func makeUp(_ node: SourceNode, _ year: Int) -> CalendarSource.MakeUp? {
    if node.pairs == nil { return day(node, year).map { CalendarSource.MakeUp(date: $0) } }
    guard let keys = log.keys(of: node, allowed: ["date", "for"], in: "a make-up day"),
      let date = log.required("date", of: keys, in: "a make-up day").flatMap({ day($0, year) })
    else { return nil }
    let holiday = keys["for"].map { calendarName($0, "`for`") }
    return CalendarSource.MakeUp(date: date, holiday: holiday)
  }

  private mutating func day(_ node: SourceNode, _ year: Int) -> CivilDate? {
    let date = log.date(node, "a day")
    if let date { places.days[date, default: []].append((year, node.location)) }
    return date
  }
}
