import Testing

@testable import lookback

@Suite("texts on a terminal") struct TextTests {
  @Test(
    "are as wide as their signs are",
    arguments: [("abc", 3), ("青13-3-164", 10), ("社区，建设", 10), ("e\u{0301}", 1), ("🙂", 2), ("", 0), ("ｆ", 2)])
  func width(text: String, columns: Int) { #expect(text.displayWidth == columns) }

  @Test(
    "are cut where the line ends, never in the middle of a sign",
    arguments: [("abcdef", 4, "abc…"), ("社区建设", 4, "社…"), ("社区建设", 5, "社区…"), ("abc", 3, "abc")])
  func cut(text: String, width: Int, shown: String) { #expect(text.cut(to: width) == shown) }

  @Test("stand in one line in a cell of a table", arguments: [("a\nb\tc", "a b c"), ("a\r\nb", "a b"), ("a", "a")])
  func oneLine(text: String, shown: String) {
    #expect(text.visibleInOneLine.replacing("\u{240D}", with: "") == shown)
  }

  @Test(
    "are one segment of an address",
    arguments: [
      ("a b", "a%20b"), ("青", "%E9%9D%92"), ("a/b?c&d=e%", "a%2Fb%3Fc%26d%3De%25"), ("-._~", "-._~"), ("\n", "%0A"),
    ])
  func encoded(text: String, address: String) { #expect(text.encoded == address) }
}
