import LookbackTime
import SeededTesting
import Testing

@Suite("properties of working-day calendars")
struct WorkCalendarProperties {
  @Test("adding working days and counting them gives the number back", arguments: 0..<200)
  func addThenCount(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let calendar = try RandomCalendar.make(&random)
    for _ in 0..<20 {
      let date = RandomCalendar.date(&random)
      let count = Int.random(in: 1...2000, using: &random)
      let end = try calendar.adding(workingDays: count, to: date)
      #expect(calendar.isWorking(end))
      #expect(calendar.workingDays(from: date, to: end) == count)
      #expect(try calendar.adding(workingDays: -count, to: end) <= date.adding(days: calendar.isWorking(date) ? 0 : 7))
      let back = try calendar.adding(workingDays: -count, to: date)
      #expect(calendar.isWorking(back))
      #expect(calendar.workingDays(from: try back.adding(days: -1), to: try date.adding(days: -1)) == count)
    }
  }

  @Test("counting is the same as walking day by day", arguments: 0..<200)
  func walking(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let calendar = try RandomCalendar.make(&random)
    let start = RandomCalendar.date(&random)
    var worked = 0
    var date = start
    for _ in 0..<400 {
      date = try date.adding(days: 1)
      if calendar.isWorking(date) {
        worked += 1
        #expect(try calendar.adding(workingDays: worked, to: start) == date)
      } else {
        let next = try calendar.rolling(date, .nextWorkingDay)
        let previous = try calendar.rolling(date, .previousWorkingDay)
        #expect(previous < date && date < next && calendar.workingDays(from: previous, to: next) == 1)
      }
      #expect(calendar.workingDays(from: start, to: date) == worked)
    }
  }

  @Test("a day is worked unless it is a holiday, or a weekend without make-up", arguments: 0..<100)
  func marks(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let source = try RandomCalendar.source(&random)
    let calendar = try WorkCalendar(source, parent: nil)
    let rest = Set(source.years.values.flatMap { $0.holidays.flatMap(\.dates) })
    let work = Set(source.years.values.flatMap { $0.makeUp.map(\.date) })
    for _ in 0..<2000 {
      let date = RandomCalendar.date(&random)
      let isWeekend = source.weekend?.contains(date.weekday) ?? false
      let expected = work.contains(date) || (!isWeekend && !rest.contains(date))
      #expect(calendar.isWorking(date) == expected)
      #expect((calendar.dayName(date) != nil) == (rest.contains(date) || work.contains(date)))
    }
  }
}
