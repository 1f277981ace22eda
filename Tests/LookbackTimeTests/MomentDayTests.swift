import LookbackTime
import Testing

@Suite("days by UTC")
struct MomentDayTests {
  @Test(
    "a moment lies in the day whose midnight was last, before 1970 too",
    arguments: [(0, "1970-01-01"), (-1, "1969-12-31"), (86_399_999_999, "1970-01-01"), (86_400_000_000, "1970-01-02")])
  func days(microseconds: Int64, day: String) {
    #expect(Moment(microseconds: microseconds).utcDay.description == day)
  }

  @Test(
    "a day begins at its own midnight",
    arguments: [CivilDate.first, CivilDate(days: -1), CivilDate(days: 18_000), .last])
  func midnights(day: CivilDate) {
    #expect(day.utcMidnight == Moment(microseconds: Int64(day.days) * Moment.microsecondsPerDay))
    #expect(day.utcMidnight.utcDay == day)
  }

  @Test("moments beyond the years 1 to 9999 lie in the first or the last day")
  func beyond() {
    #expect(Moment(microseconds: .min).utcDay == .first)
    #expect(Moment(microseconds: .max).utcDay == .last)
  }
}
