import LookbackText
import Testing

@Suite("what a terminal would obey is shown")
struct VisibleTextTests {
  @Test(
    "control characters become their pictures, marks that turn the direction of writing their numbers",
    arguments: [
      ("plain 建议\n\t", "plain 建议\n\t"), ("\u{1B}[2J", "␛[2J"), ("\u{7F}\u{9B}", "␡<U+009B>"),
      ("a\u{202E}b\u{FEFF}", "a<U+202E>b<U+FEFF>"),
    ])
  func pictures(text: String, shown: String) {
    #expect(text.visible == shown)
  }

  @Test("a cell of a table has no line breaks", arguments: [("a\nb\t\tc", "a b c"), ("a\r\nb", "a␍ b")])
  func oneLine(text: String, shown: String) {
    #expect(text.visibleInOneLine == shown)
  }
}
