import LookbackTime

/// Days that a published package names, from a table in `Tests/Fixtures/calendars`; the head of each says which package
/// and version, and `dump.py` beside them how they were written.
struct CalendarFixture {
  /// Dates by kind, such as `off`, `working`, a holiday's name or a part of the country.
  let days: [String: Set<CivilDate>]

  init(_ name: String) throws {
    let bytes = try Workbench.bytes("\(Workbench.root)/Tests/Fixtures/calendars/\(name)")
    var days: [String: Set<CivilDate>] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t")
      for day in columns[2].split(separator: " ") {
        days[String(columns[1]), default: []].insert(try CivilDate(parsing: "\(columns[0])-\(day)"))
      }
    }
    self.days = days
  }

  subscript(kind: String) -> Set<CivilDate> { days[kind] ?? [] }

  /// Whether people work on a day of a Monday-to-Friday week with these exceptions.
  func isWorking(_ date: CivilDate) -> Bool {
    date.weekday <= 5 ? !self["off"].contains(date) : self["working"].contains(date)
  }
}
