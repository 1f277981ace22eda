import LookbackTime
import SeededTesting
import Testing

@Suite("time zones")
struct TimeZoneRulesTests {
  @Test(
    "the offset is that of the tz database, by its transitions and by its rule for later years",
    arguments: [
      ("Asia/Shanghai", "2020-08-12T00:00:00Z", 28800),
      ("Asia/Shanghai", "1988-07-01T00:00:00Z", 32400),
      ("Asia/Shanghai", "1900-06-01T00:00:00Z", 29143),
      ("Asia/Shanghai", "9998-07-01T00:00:00Z", 28800),
      ("Asia/Urumqi", "2020-01-01T00:00:00Z", 21600),
      ("Europe/Berlin", "2020-07-01T00:00:00Z", 7200),
      ("Europe/Berlin", "2020-01-01T00:00:00Z", 3600),
      ("Europe/Berlin", "2500-07-01T00:00:00Z", 7200),
      ("Europe/Berlin", "2500-10-31T00:59:59Z", 7200),
      ("Europe/Berlin", "2500-10-31T01:00:00Z", 3600),
      ("Europe/Berlin", "9998-07-01T00:00:00Z", 7200),
      ("Europe/Berlin", "9998-12-01T00:00:00Z", 3600),
      ("America/New_York", "2024-03-10T06:59:59Z", -18000),
      ("America/New_York", "2024-03-10T07:00:00Z", -14400),
      ("America/New_York", "2024-11-03T05:59:59Z", -14400),
      ("America/New_York", "2024-11-03T06:00:00Z", -18000),
      ("America/New_York", "4021-07-04T12:00:00Z", -14400),
      ("Australia/Lord_Howe", "2030-01-01T00:00:00Z", 39600),
      ("Australia/Lord_Howe", "2030-07-01T00:00:00Z", 37800),
      ("Europe/Dublin", "2045-01-01T00:00:00Z", 0),
      ("Europe/Dublin", "2045-07-01T00:00:00Z", 3600),
      ("Asia/Kathmandu", "2020-01-01T00:00:00Z", 20700),
      ("Africa/Casablanca", "2024-03-20T00:00:00Z", 0),
      ("America/Nuuk", "2030-03-31T01:00:00Z", -3600),
      ("Pacific/Apia", "2011-12-30T09:59:59Z", -36000),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 50400),
      ("Etc/GMT+8", "2020-01-01T00:00:00Z", -28800),
      ("UTC", "2020-01-01T00:00:00Z", 0),
    ]
  )
  func offset(zone: String, moment: String, seconds: Int) throws {
    #expect(try TimeZoneRules.load(zone).offset(at: Moment(parsing: moment)) == seconds)
  }

  @Test(
    "a civil day begins at legal midnight, or when the clock has jumped over it",
    arguments: [
      ("Asia/Shanghai", "2020-08-12", "2020-08-11T16:00:00Z"),
      ("Asia/Shanghai", "2026-01-01", "2025-12-31T16:00:00Z"),
      ("UTC", "2020-08-12", "2020-08-12T00:00:00Z"),
      ("Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z"),
      ("Europe/Berlin", "2024-04-01", "2024-03-31T22:00:00Z"),
      ("Europe/Berlin", "9998-07-01", "9998-06-30T22:00:00Z"),
      ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),  // 00:00 became 01:00
      ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),  // 24:00 became 23:00
      ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),  // midnight came twice: the first
      ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z"),  // 00:00 became 01:00
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),  // a day that never was
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ]
  )
  func startOfDay(zone: String, date: String, moment: String) throws {
    #expect(try TimeZoneRules.load(zone).startOfDay(CivilDate(parsing: date)).description == moment)
  }

  @Test(
    "a wall time that happens twice is the first, and one that never happens is later",
    arguments: [
      ("Europe/Berlin", "2024-10-27", 9000, "2024-10-27T00:30:00Z"),  // 02:30, twice
      ("Europe/Berlin", "2024-03-31", 9000, "2024-03-31T01:00:00Z"),  // 02:30 was jumped over
      ("Asia/Shanghai", "2020-08-12", 61_200, "2020-08-12T09:00:00Z"),  // a hotline's cut-off at 17:00
    ]
  )
  func wallTime(zone: String, date: String, seconds: Int, moment: String) throws {
    let rules = try TimeZoneRules.load(zone)
    #expect(try rules.moment(date: CivilDate(parsing: date), secondsOfDay: seconds).description == moment)
  }

  @Test("a moment has a civil day and a wall time")
  func dateAndWallTime() throws {
    let shanghai = try TimeZoneRules.load("Asia/Shanghai")
    let moment = try Moment(parsing: "2020-08-11T16:00:01Z")
    #expect(shanghai.date(at: moment).description == "2020-08-12")
    #expect(shanghai.secondsOfDay(at: moment) == 1)
    #expect(shanghai.date(at: Moment(microseconds: .max)) == .last)
    #expect(shanghai.date(at: Moment(microseconds: .min)) == .first)
  }

  @Test(
    "a name that is not a zone is refused",
    arguments: [
      "", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Asia", "Asia/../Asia/Shanghai", "Asia/Shanghai\u{0}",
      "上海", "tzdata.zi",
    ]
  )
  func unknown(zone: String) {
    #expect(throws: DateError.unknownTimeZone(zone)) { try TimeZoneRules.load(zone) }
  }

  @Test("a file of the database that is no zone is refused")
  func notAZone() {
    #expect(throws: DateError.self) { try TimeZoneRules.load("leapseconds") }
  }

  @Test("the first moment of a civil day is on that day, and the moment before it is not", arguments: 0..<100)
  func dayBoundary(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"]
    let rules = try TimeZoneRules.load(zones[seed % zones.count])
    for _ in 0..<20 {
      let date = CivilDate(days: .random(in: -40_000...2_900_000, using: &random))
      let start = rules.startOfDay(date)
      #expect(rules.date(at: start) == date)
      #expect(rules.date(at: start.adding(microseconds: -1)) < date)
    }
  }
}
