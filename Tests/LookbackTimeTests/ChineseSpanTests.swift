import LookbackTime
import SeededTesting
import Testing

@Suite("spans in Chinese")
struct ChineseSpanTests {
  @Test(
    "a span is read and printed in one grammar",
    arguments: [
      ("30分钟", Span(30, .minutes)), ("48小时", Span(48, .hours)), ("4个工作小时", Span(4, .workingHours)),
      ("15日", Span(15, .days)), ("20个工作日", Span(20, .workingDays)), ("2周", Span(2, .weeks)),
      ("3个月", Span(3, .months)), ("1年", Span(1, .years)), ("0日", Span(0, .days)),
    ])
  func grammar(text: String, span: Span) throws {
    #expect(try Span(parsing: text) == span)
    #expect(span.text(in: .chinese) == text)
    #expect(try Span(parsing: span.text(in: .english)) == span)
  }

  @Test(
    "`内` and `天` are read, and printed in the one spelling",
    arguments: [
      ("15日内", "15日"), ("3个月内", "3个月"), ("20个工作日内", "20个工作日"), ("15天", "15日"), ("15天内", "15日"),
    ])
  func synonyms(text: String, printed: String) throws {
    #expect(try Span(parsing: text).text(in: .chinese) == printed)
  }

  @Test(
    "other spellings are refused, and the message says what to write",
    arguments: [
      ("１５日", "write `15日`"), ("三个月", "write `3个月`"), ("二十个工作日", "write `20个工作日`"),
      ("十五日内", "write `15日`"), ("两周", "write `2周`"), ("一百二十日", "write `120日`"),
      ("20工作日", "write `20个工作日`"), ("3 个月", "write `3个月`"), ("3月", "write `3个月`"), ("03个月", "write `3个月`"),
      ("15日以内", "write `15日`"), ("3个小时", "write `3小时`"), ("2星期", "write `2周`"),
      ("半年", "write a number and a unit without a space, such as 3个月 or 20个工作日"),
      ("个月", "write a number and a unit without a space, such as 3个月 or 20个工作日"),
      ("1000001日", "the number is at most 1000000"), ("99999999999999999999日", "the number is at most 1000000"),
    ])
  func refused(text: String, reason: String) {
    #expect(throws: DateError.malformedSpan(text, reason: reason)) { try Span(parsing: text) }
  }

  @Test("printing and reading give the same span", arguments: 0..<100)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    for unit in Span.Unit.allCases {
      let span = Span(.random(in: 0...Span.largestCount, using: &random), unit)
      #expect(try Span(parsing: span.text(in: .chinese)) == span)
      #expect(try Span(parsing: span.text(in: .chinese) + "内") == span)
    }
  }
}
