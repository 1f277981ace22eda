import LookbackTime
import SeededTesting
import Testing

@Suite("spans")
struct SpanTests {
  @Test(
    "a span is read and printed in one grammar",
    arguments: [
      ("3 months", Span(3, .months)),
      ("1 month", Span(1, .months)),
      ("1 year", Span(1, .years)),
      ("2 years", Span(2, .years)),
      ("20 working days", Span(20, .workingDays)),
      ("1 working day", Span(1, .workingDays)),
      ("15 days", Span(15, .days)),
      ("0 days", Span(0, .days)),
      ("4 working hours", Span(4, .workingHours)),
      ("1 working hour", Span(1, .workingHours)),
      ("6 weeks", Span(6, .weeks)),
      ("48 hours", Span(48, .hours)),
      ("30 minutes", Span(30, .minutes)),
      ("1000000 days", Span(1_000_000, .days)),
    ]
  )
  func grammar(text: String, span: Span) throws {
    #expect(try Span(parsing: text) == span)
    #expect(span.description == text)
  }

  @Test(
    "what is not in the grammar is refused, and the message says what to write",
    arguments: [
      ("", "`` is not a span: write a number, a space and a unit, such as 3 months or 20 working days"),
      ("3months", "`3months` is not a span: write a number, a space and a unit, such as 3 months or 20 working days"),
      ("1 months", "`1 months` is not a span: write `1 month`"),
      ("3 month", "`3 month` is not a span: write `3 months`"),
      ("03 months", "`03 months` is not a span: write `3 months`"),
      ("-3 days", "`-3 days` is not a span: it begins with a whole number, such as 3 months"),
      ("1.5 days", "`1.5 days` is not a span: it begins with a whole number, such as 3 months"),
      ("a month", "`a month` is not a span: it begins with a whole number, such as 3 months"),
      ("1000001 days", "`1000001 days` is not a span: the number is at most 1000000"),
      ("99999999999999999999 days", "`99999999999999999999 days` is not a span: the number is at most 1000000"),
      (
        "3 moons",
        "`3 moons` is not a span: `moons` is no unit: write one of minutes, hours, working hours, days, "
          + "working days, weeks, months, years"
      ),
    ]
  )
  func refused(text: String, message: String) {
    let error = #expect(throws: DateError.self) { try Span(parsing: text) }
    #expect(error?.description == message)
  }

  @Test("only hours and minutes have a length of their own: a day is not 24 hours")
  func microseconds() {
    #expect(Span(2, .minutes).microseconds == 120_000_000)
    #expect(Span(3, .hours).microseconds == 10_800_000_000)
    for unit in Span.Unit.allCases where unit != .minutes && unit != .hours {
      #expect(Span(1, unit).microseconds == nil)
    }
  }

  @Test("printing and reading give the same span", arguments: 0..<100)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    for unit in Span.Unit.allCases {
      let span = Span(.random(in: 0...Span.largestCount, using: &random), unit)
      #expect(try Span(parsing: span.description) == span)
    }
  }
}
