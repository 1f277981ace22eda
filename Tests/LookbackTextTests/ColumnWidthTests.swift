import LookbackText
import Testing

@Suite("columns of a terminal")
struct ColumnWidthTests {
  @Test("Chinese characters and their punctuation are two columns wide", arguments: ["建", "𠀀", "，", "。", "、", "《"])
  func chinese(text: String) {
    #expect(text.columns == 2)
  }

  @Test("the curly quotes of Chinese are those of English to Unicode, which leaves their width to the terminal")
  func curlyQuotes() {
    #expect("“建议”".columns == 6)
  }

  @Test(
    "each character has the width that Unicode Standard Annex 11 gives it",
    arguments: [
      ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 1), ("…", 1), ("—", 1), ("〔2020〕", 8), ("（一）", 6), ("：", 2),
      ("ａ", 2), ("ｱ", 1), ("\u{3000}", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("⚡", 2), ("✓", 1),
      ("\u{200B}\u{200D}\u{FEFF}", 0), ("が", 2), ("か\u{3099}", 2), ("\u{1B}[0m", 3), ("青民函〔2020〕164号", 19),
    ])
  func widths(text: String, count: Int) {
    #expect(text.columns == count)
  }

  @Test(
    "a text that is cut ends in an ellipsis and has at most as many columns",
    arguments: [
      ("plain", 5, "plain"), ("plain", 4, "pla…"), ("建议办理", 8, "建议办理"), ("建议办理", 7, "建议办…"),
      ("建议办理", 6, "建议…"), ("a\u{301}bc", 2, "a\u{301}…"),
    ])
  func cut(text: String, most: Int, expected: String) {
    #expect(text.cut(toColumns: most) == expected)
    #expect(text.cut(toColumns: most).columns <= most)
  }
}
