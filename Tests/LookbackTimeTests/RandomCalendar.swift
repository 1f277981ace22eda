import LookbackTime
import SeededTesting

/// Calendars with any weekend, holidays and make-up days in some of the years 2015 to 2024.
enum RandomCalendar {
  static func make(_ random: inout SplitMix64) throws -> WorkCalendar {
    try WorkCalendar(source(&random), parent: nil)
  }

  /// A day in or near those years.
  static func date(_ random: inout SplitMix64) -> CivilDate {
    CivilDate(days: .random(in: 15_000...21_500, using: &random))
  }

  static func source(_ random: inout SplitMix64) throws -> CalendarSource {
    let weekend = Set((0..<Int.random(in: 0...4, using: &random)).map { _ in Int.random(in: 1...7, using: &random) })
    var years: [Int: CalendarSource.Year] = [:]
    for year in 2015...2024 where Int.random(in: 0..<4, using: &random) > 0 {
      years[year] = try self.year(year, weekend, &random)
    }
    return CalendarSource(name: "random", version: 1, weekend: weekend, years: years)
  }

  private static func year(
    _ year: Int, _ weekend: Set<Int>, _ random: inout SplitMix64
  ) throws -> CalendarSource.Year {
    let newYear = try CivilDate(year: year, month: 1, day: 1)
    var holidays: [CivilDate] = []
    var makeUp: [CalendarSource.MakeUp] = []
    for day in 0..<365 {
      let date = try newYear.adding(days: day)
      switch Int.random(in: 0..<24, using: &random) {
      case 0: holidays.append(date)
      case 1 where weekend.contains(date.weekday): makeUp.append(.init(date: date))
      default: break
      }
    }
    let name = CalendarName(english: "Holiday")
    return CalendarSource.Year(
      sources: ["random"], holidays: [.init(name: name, dates: holidays)], makeUp: makeUp)
  }
}
