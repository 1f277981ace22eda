import LookbackTime
import SeededTesting

/// A calendar of the size of twenty Chinese years: about thirty days of rest and seven make-up days in each.
enum TwentyYears {
  static func calendar() throws -> WorkCalendar {
    var dice = SplitMix64(seed: 20)
    var years: [Int: CalendarSource.Year] = [:]
    for year in 2005...2024 {
      var days: Set<CivilDate> = []
      var makeUp: [CalendarSource.MakeUp] = []
      for _ in 0..<6 {
        let first = try CivilDate(year: year, month: dice.below(12) + 1, day: dice.below(22) + 1)
        for offset in 0..<5 { days.insert(try first.adding(days: offset)) }
      }
      for month in 1...7 {
        let date = try CivilDate(year: year, month: month + 4, day: 7)
        if date.weekday > 5, !days.contains(date) { makeUp.append(.init(date: date)) }
      }
      let holiday = CalendarSource.Holiday(
        name: CalendarName(english: "holiday", chinese: "假日"), dates: days.filter { $0.year == year }.sorted())
      years[year] = CalendarSource.Year(sources: ["made up"], holidays: [holiday], makeUp: makeUp)
    }
    return try WorkCalendar(
      CalendarSource(name: "bench", version: 1, weekend: [6, 7], years: years), parent: nil)
  }

  static func starts(count: Int) -> [CivilDate] {
    var dice = SplitMix64(seed: 7)
    return (0..<count).map { _ in CivilDate(days: Int32(12_800 + dice.below(7_200))) }
  }

  /// The yardstick: what a wall calendar and a finger do.
  static func walk(_ count: Int, from start: CivilDate, _ calendar: WorkCalendar) throws -> CivilDate {
    var day = start
    var left = count
    while left > 0 {
      day = try day.adding(days: 1)
      if calendar.isWorking(day) { left -= 1 }
    }
    return day
  }
}

extension SplitMix64 {
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
