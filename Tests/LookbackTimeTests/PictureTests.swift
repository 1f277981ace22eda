import LookbackTime
import Testing

@Suite("pictures")
struct PictureTests {
  @Test("a deadline is drawn month by month: start, rest, holidays, pauses, due")
  func deadline() throws {
    let facts = ClockFacts(
      started: try CivilDate(parsing: "2020-09-21"),
      pauses: [.init(from: try CivilDate(parsing: "2020-09-23"), until: try CivilDate(parsing: "2020-09-25"))],
      extensions: [.init(.by(Span(3, .workingDays)), on: nil)])
    let calendar = try China.calendar()
    let deadline = try Deadline.replay(facts, ClockRule(span: Span(6, .workingDays), counting: .civilCode), calendar)
    #expect(
      deadline.picture(calendar, in: .english) == [
        "   September 2020          October 2020",
        "Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su",
        "    1  2  3  4  5  6             1* 2* 3* 4*",
        " 7  8  9 10 11 12 13    5* 6* 7* 8* 9 10+11-",
        "14 15 16 17 18 19 20   12<13 14 15 16 17 18",
        "21>22 23~24~25 26-27+  19 20 21 22 23 24 25",
        "28 29 30               26 27 28 29 30 31",
        "",
        "> start   < due   - day of rest   * holiday   + make-up working day   ~ paused",
        "paused from 2020-09-23 until 2020-09-25, 2 working days: the last day becomes 2020-09-30 (Wednesday)",
        "extended by 3 working days from the last day: the last day is 2020-10-12 (Monday)",
      ])
    #expect(deadline.picture(calendar, in: .chinese)[0] == "      2020年9月             2020年10月")
  }

  @Test("a year is drawn with its holidays, make-up days and their names")
  func year() throws {
    let lines = try China.calendar().picture(of: 2020, in: .chinese)
    #expect(lines[0] == "      2020年1月              2020年2月              2020年3月")
    #expect(lines[1] == "一 二 三 四 五 六 日   一 二 三 四 五 六 日   一 二 三 四 五 六 日")
    #expect(lines[2] == "       1* 2  3  4  5                   1* 2*                     1")
    #expect(lines.contains("* 放假   + 调休上班   周末：星期六、星期日"))
    #expect(lines.contains("* 2020-01-24…02-02  春节"))
    #expect(lines.contains("+ 2020-06-28        调休上班"))
    #expect(try China.calendar().picture(of: 2027, in: .english).last?.hasPrefix("provisional") == true)
  }

  @Test("every line is at most 80 columns wide, with or without colour, in any year", arguments: [1, 1582, 2020, 9999])
  func width(year: Int) throws {
    for language in Language.allCases {
      let lines = try China.calendar().picture(of: year, in: language)
      let grid = lines.prefix { !$0.hasPrefix("*") }
      #expect(grid.allSatisfy { $0.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } <= 80 })
      let painted = try China.calendar().picture(of: year, in: language) { text, _ in "\u{1B}[0m\(text)" }
      #expect(painted.map { $0.split(separator: "\u{1B}[0m").joined() }.prefix(3) == lines.prefix(3))
    }
  }
}
