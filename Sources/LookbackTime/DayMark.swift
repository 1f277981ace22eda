/// What a calendar says of one day that is not like its weekday.
struct DayMark: Hashable, Sendable {
  var isWorking: Bool
  /// Of a holiday, its name; of a make-up day, the holiday that it makes up for, where that is known.
  var name: CalendarName?

  func text(in language: Language) -> String {
    let name = name?.text(in: language)
    guard isWorking else { return name ?? "" }
    switch language {
    case .english: return name.map { "make-up day for \($0)" } ?? "make-up working day"
    case .chinese: return name.map { "\($0)调休上班" } ?? "调休上班"
    }
  }
}

extension CalendarSource {
  /// The marks of the parent with those of this source over them, or the first contradiction in date order.
  func marks(over parent: [Int: DayMark], week: WeekPattern) throws(CalendarError) -> [Int: DayMark] {
    guard version >= 1 else { throw .badVersion(version) }
    var own: [Int: DayMark] = [:]
    for (year, content) in years.sorted(by: { $0.key < $1.key }) {
      guard (1...9999).contains(year) else { throw .badYear(year) }
      for (date, mark) in content.days {
        guard date.year == year else { throw .outsideYear(date, year: year) }
        try Self.add(mark, on: date, to: &own)
        guard !mark.isWorking || !(parent[Int(date.days)]?.isWorking ?? week.isWorking(Int(date.days))) else {
          throw .alreadyWorking(date)
        }
      }
    }
    return parent.merging(own) { $1 }
  }

  private static func add(
    _ mark: DayMark, on date: CivilDate, to marks: inout [Int: DayMark]
  ) throws(CalendarError) {
    guard let other = marks.updateValue(mark, forKey: Int(date.days)) else { return }
    throw other.isWorking == mark.isWorking ? .duplicatedDay(date) : .bothHolidayAndWorking(date)
  }
}

extension CalendarSource.Year {
  /// All named days in date order.
  fileprivate var days: [(CivilDate, DayMark)] {
    let rest = holidays.flatMap { holiday in
      holiday.dates.map { ($0, DayMark(isWorking: false, name: holiday.name)) }
    }
    let work = makeUp.map { ($0.date, DayMark(isWorking: true, name: $0.holiday)) }
    return (rest + work).sorted { $0.0 < $1.0 }
  }
}
