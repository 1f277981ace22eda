import LookbackTime
import SeededTesting
import Testing

@Suite("time expressions")
struct TimeExpressionTests {
  @Test(
    "are read and printed in both languages",
    arguments: [
      ("15 working days before due", "due前15个工作日", TimeExpression.before(Span(15, .workingDays), anchor: "due")),
      (
        "1 year after event all replied", "event all replied后1年",
        .after(Span(1, .years), anchor: "event all replied")
      ),
      ("at data.announced_due", "于data.announced_due", .at(anchor: "data.announced_due")),
      ("at 2020-08-12", "于2020-08-12", .at(anchor: "2020-08-12")),
      ("every 3 months", "每3个月", .every(Span(3, .months))),
      ("1 day before a look before", "a look before前1日", .before(Span(1, .days), anchor: "a look before")),
      ("2 weeks after 会前会", "会前会后2周", .after(Span(2, .weeks), anchor: "会前会")),
    ])
  func grammar(english: String, chinese: String, expression: TimeExpression) throws {
    #expect(try TimeExpression(parsing: english) == expression)
    #expect(try TimeExpression(parsing: chinese) == expression)
    #expect(expression.text(in: .english) == english)
    #expect(expression.text(in: .chinese) == chinese)
    #expect(expression.description == english)
  }

  @Test(
    "what is none is refused",
    arguments: [
      "", "due", "15 working days", "15 working days before", "15 working days before ", "before due", "at ", "at at x",
      "every", "every 0 days", "每0日", "于", "前3日", "due前", "due前三日", "3 day after x", "1 day after 1 day after x",
      "1 day after 于x",
      "1 day after 2 before", "1 day after every x", "每", "后",
    ])
  func refused(text: String) {
    #expect(throws: DateError.self) { try TimeExpression(parsing: text) }
  }

  @Test(
    "marks that join characters do not change the reading",
    arguments: ["a\u{64E}前", "\u{0D4E}x", "x\u{0D4E}", "e\u{301}后"])
  func joined(anchor: String) throws {
    let expression = TimeExpression.before(Span(1, .days), anchor: anchor)
    for language in Language.allCases {
      #expect(try TimeExpression(parsing: expression.text(in: language)) == expression)
    }
  }

  @Test("printing and reading give the same expression", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let words = ["due", "event", "after", "before", "前", "后", "会议", "1", "x.y", "every", "日"]
    let anchor = "a" + (0..<3).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    for unit in Span.Unit.allCases {
      let span = Span(.random(in: 1...999, using: &random), unit)
      for one in [
        TimeExpression.before(span, anchor: anchor), .after(span, anchor: anchor), .at(anchor: anchor), .every(span),
      ] {
        for language in Language.allCases { #expect(try TimeExpression(parsing: one.text(in: language)) == one) }
      }
    }
  }
}
