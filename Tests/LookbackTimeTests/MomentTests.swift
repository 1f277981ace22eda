import LookbackTime
import SeededTesting
import Testing

@Suite("moments")
struct MomentTests {
  @Test(
    "a moment is read from RFC 3339 and printed in UTC",
    arguments: [
      ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
      ("1985-04-12T23:20:50.52Z", 482_196_050_520_000, "1985-04-12T23:20:50.520000Z"),  // RFC 3339, section 5.8
      ("1996-12-19T16:39:57-08:00", 851_042_397_000_000, "1996-12-20T00:39:57Z"),  // RFC 3339, section 5.8
      ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000, "1937-01-01T11:40:27.870000Z"),  // RFC 3339
      ("1990-12-31T23:59:60Z", 662_688_000_000_000, "1991-01-01T00:00:00Z"),  // a leap second, RFC 3339
      ("2020-08-12T01:02:03.000004Z", 1_597_194_123_000_004, "2020-08-12T01:02:03.000004Z"),
      ("2020-08-12t09:02:03+08:00", 1_597_194_123_000_000, "2020-08-12T01:02:03Z"),
      ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
      ("2020-08-12T01:02:03.000004000Z", 1_597_194_123_000_004, "2020-08-12T01:02:03.000004Z"),
    ]
  )
  func readAndPrinted(text: String, microseconds: Int, printed: String) throws {
    let moment = try Moment(parsing: text)
    #expect(Int(moment.microseconds) == microseconds)
    #expect(moment.description == printed)
  }

  @Test(
    "what is not RFC 3339 is refused",
    arguments: [
      "", "2020-08-12", "2020-08-12T01:02", "2020-08-12T01:02:03", "2020-08-12T01:02:03+8", "2020-08-12T24:00:00Z",
      "2020-08-12T01:60:00Z", "2020-08-12T01:02:61Z", "2020-08-12T01:02:03.Z", "2020-08-12T01:02:03ZZ",
      "2020-08-12 01:02:03Z", "2020-08-12T01:02:03.0000001Z", "2020-08-12T01:02:03+24:00", "20200812T010203Z",
      // In UTC these lie before the year 1 and after the year 9999, and could not be read back.
      "0001-01-01T01:02:60+08:00", "9999-12-31T23:00:00-01:00", "9999-12-31T23:59:60Z",
    ]
  )
  func refused(text: String) {
    #expect(throws: DateError.self) { try Moment(parsing: text) }
  }

  @Test("a moment on a day that does not exist is refused like the day")
  func impossibleDay() {
    #expect(throws: DateError.impossibleDate(year: 2008, month: 9, day: 31)) {
      try Moment(parsing: "2008-09-31T00:00:00Z")
    }
  }

  @Test("addition stops at the ends of the range")
  func saturates() {
    #expect(Moment(microseconds: .max).adding(microseconds: 1) == Moment(microseconds: .max))
    #expect(Moment(microseconds: .min).adding(microseconds: -1) == Moment(microseconds: .min))
    #expect(Moment(microseconds: 5).adding(microseconds: -7) == Moment(microseconds: -2))
  }

  @Test("printing and reading give the same moment", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let moment = Moment(microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
    #expect(try Moment(parsing: moment.description) == moment)
  }
}
