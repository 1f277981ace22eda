import LookbackTime
import SeededTesting
import Testing

@Suite("working hours")
struct WorkingHoursTests {
  private static func interval(_ from: Int, _ to: Int) -> WorkingHours.Interval {
    .init(start: from * 1800, end: to * 1800)
  }

  /// 09:00-12:00 and 13:30-17:30, Monday to Friday, in China.
  static func office() throws -> WorkCalendar {
    var calendar = try China.calendar()
    let day = [interval(18, 24), interval(27, 35)]
    calendar.workingHours = try WorkingHours([1: day, 2: day, 3: day, 4: day, 5: day])
    return calendar
  }

  @Test(
    "a span of working hours runs while the office is open",
    arguments: [
      ("2020-08-12T01:00:00Z", "3 working hours", "2020-08-12T04:00:00Z"),  // Wednesday 09:00 to the lunch break
      ("2020-08-12T01:00:00Z", "4 working hours", "2020-08-12T06:30:00Z"),  // one hour into the afternoon
      ("2020-08-12T04:30:00Z", "1 working hour", "2020-08-12T06:30:00Z"),  // from the break on
      ("2020-08-12T00:00:00Z", "7 working hours", "2020-08-12T09:30:00Z"),  // the whole day ends at its close
      ("2020-08-12T09:00:00.500000Z", "1 working hour", "2020-08-13T01:30:00.500000Z"),  // the rest on Thursday
      ("2020-08-14T09:30:00Z", "4 working hours", "2020-08-17T06:30:00Z"),  // Friday's close to Monday
      ("2020-08-15T03:00:00Z", "1 working hour", "2020-08-17T02:00:00Z"),  // Saturday counts nothing
      ("2020-09-26T03:00:00Z", "1 working hour", "2020-09-27T02:00:00Z"),  // Sunday 27 September is a make-up day
      ("2020-09-30T09:30:00Z", "1 working hour", "2020-10-09T02:00:00Z"),  // over National Day
      ("2020-08-12T01:00:00Z", "0 working hours", "2020-08-12T01:00:00Z"),
      ("2020-08-14T09:30:00Z", "90 minutes", "2020-08-14T11:00:00Z"),  // minutes are exact
      ("2020-08-14T09:30:00Z", "48 hours", "2020-08-16T09:30:00Z"),
    ])
  func runs(from: String, span: String, until: String) throws {
    let zone = try TimeZoneRules.load("Asia/Shanghai")
    let end = try Self.office().moment(adding: Span(parsing: span), to: Moment(parsing: from), in: zone)
    #expect(end.description == until)
  }

  @Test("counted in two parts, working hours come to the same moment", arguments: 0..<200)
  func splits(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let zone = try TimeZoneRules.load("Asia/Shanghai")
    let office = try Self.office()
    let start = Moment(microseconds: .random(in: 1_577_000_000_000_000...1_600_000_000_000_000, using: &random))
    let (first, second) = (Int.random(in: 1...40, using: &random), Int.random(in: 1...40, using: &random))
    let middle = try office.moment(adding: Span(first, .workingHours), to: start, in: zone)
    let apart = try office.moment(adding: Span(second, .workingHours), to: middle, in: zone)
    #expect(try office.moment(adding: Span(first + second, .workingHours), to: start, in: zone) == apart)
  }

  @Test("longer units, calendars without hours and the year 10000 are refused")
  func refused() throws {
    let zone = try TimeZoneRules.load("Asia/Shanghai")
    let start = try Moment(parsing: "2020-08-12T01:00:00Z")
    #expect(throws: DateError.notPartOfDay(Span(1, .days))) {
      try Self.office().moment(adding: Span(1, .days), to: start, in: zone)
    }
    #expect(throws: DateError.noWorkingHours(calendar: "cn")) {
      try China.calendar().moment(adding: Span(1, .workingHours), to: start, in: zone)
    }
    let late = try Moment(parsing: "9999-12-30T01:00:00Z")
    #expect(throws: DateError.self) {
      try Self.office().moment(adding: Span(1_000, .workingHours), to: late, in: zone)
    }
  }

  @Test(
    "hours that cannot be are refused, and the message says which",
    arguments: [
      ([:], "working hours: no weekday has any: name at least one interval such as 09:00-17:00"),
      ([8: [(18, 34)]], "working hours: weekday 8 does not exist: 1 is Monday, 7 is Sunday"),
      ([1: [(34, 18)]], "working hours: 17:00-09:00 is no interval: it begins before it ends, between 00:00 and 24:00"),
      ([1: [(18, 18)]], "working hours: 09:00-09:00 is no interval: it begins before it ends, between 00:00 and 24:00"),
      ([1: [(18, 97)]], "working hours: 09:00-24:30 is no interval: it begins before it ends, between 00:00 and 24:00"),
      (
        [1: [(18, 24), (24, 30)]],
        "working hours: 12:00-15:00 overlaps or touches the interval before it: write one, in order"
      ),
    ] as [([Int: [(Int, Int)]], String)])
  func impossible(days: [Int: [(Int, Int)]], message: String) {
    let error = #expect(throws: DateError.self) {
      try WorkingHours(days.mapValues { $0.map { Self.interval($0.0, $0.1) } })
    }
    #expect(error?.description == message)
  }

  @Test("a deadline lapses at midnight, or when the office closes; a day of rest has no business hours")
  func lapse() throws {
    let zone = try TimeZoneRules.load("Asia/Shanghai")
    let office = try Self.office()
    func lapse(_ date: String, _ end: Counting.End, _ calendar: WorkCalendar) throws -> String {
      try Deadline.fixed(CivilDate(parsing: date), end: end, calendar).lapse(in: zone, calendar).description
    }
    #expect(try lapse("2020-08-12", .midnight, office) == "2020-08-12T16:00:00Z")
    #expect(try lapse("2020-08-12", .closeOfBusiness, office) == "2020-08-12T09:30:00Z")
    #expect(try lapse("2020-09-27", .closeOfBusiness, office) == "2020-09-27T09:30:00Z")
    #expect(try lapse("2020-08-15", .closeOfBusiness, office) == "2020-08-15T16:00:00Z")
    #expect(try lapse("2020-08-12", .closeOfBusiness, China.calendar()) == "2020-08-12T16:00:00Z")
  }

  @Test(
    "an event at the cut-off or after it counts for a later day (Xining hotline: before 17:00)",
    arguments: [
      ("2020-08-14T08:59:59.999999Z", CutOff.Day.nextDay, "2020-08-14"),
      ("2020-08-14T09:00:00Z", .nextDay, "2020-08-15"), ("2020-08-14T09:00:00Z", .nextWorkingDay, "2020-08-17"),
      ("2020-09-30T15:59:00Z", .nextWorkingDay, "2020-10-09"), ("2020-08-15T01:00:00Z", .nextWorkingDay, "2020-08-15"),
      ("2020-08-15T16:00:00Z", .nextWorkingDay, "2020-08-16"),
    ])
  func cutOff(moment: String, day: CutOff.Day, date: String) throws {
    let zone = try TimeZoneRules.load("Asia/Shanghai")
    let cutOff = CutOff(try TimeOfDay(parsing: "17:00"), day)
    let calendar = try China.calendar()
    let found = try calendar.businessDate(of: Moment(parsing: moment), in: zone, cutOff: cutOff)
    #expect(found.description == date)
    #expect(try calendar.businessDate(of: Moment(parsing: moment), in: zone, cutOff: nil) <= found)
  }

  @Test("a time of day is HH:MM", arguments: ["5 pm", "17", "17:60", "24:01", "25:00", "17:00:00", "1７:00", ""])
  func timeOfDay(text: String) throws {
    #expect(throws: DateError.malformedTimeOfDay(text)) { try TimeOfDay(parsing: text) }
    #expect(try TimeOfDay(parsing: "24:00").description == "24:00")
    #expect(try TimeOfDay(parsing: "08:30").seconds == 30_600)
  }
}
