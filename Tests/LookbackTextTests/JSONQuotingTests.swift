import LookbackText
import Testing

@Suite("quoting a text for JSON")
struct JSONQuotingTests {
  @Test(
    "escapes what ends a text or a line and what a terminal obeys, and nothing else",
    arguments: [
      ("", #""""#), ("plain", #""plain""#), ("a\"b\\c", #""a\"b\\c""#), ("a\nb\rc\td", #""a\nb\rc\td""#),
      ("\u{0}\u{1b}\u{7f}", #""\u0000\u001b\u007f""#), ("\u{80}\u{9f}\u{a0}", "\"\\u0080\\u009f\u{a0}\""),
      ("\u{2028}\u{2029}\u{2027}", "\"\\u2028\\u2029\u{2027}\""),
      ("“建议”——答复…", "\"“建议”——答复…\""), ("é𠀀😀/", "\"é𠀀😀/\""),
    ])
  func escapes(text: String, quoted: String) {
    #expect(JSONQuoting.quoted(text) == quoted)
    var bytes = Array("x".utf8)
    JSONQuoting.append(text, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + quoted)
  }

  @Test("a part of a longer text is quoted like a text of its own")
  func parts() {
    let whole = "ab\u{85}cd\u{C2}\u{E2}\u{2028}"
    for count in 0...8 {
      let part = String(whole.unicodeScalars.prefix(count))
      #expect(JSONQuoting.quoted(String(Substring(whole.unicodeScalars.prefix(count)))) == JSONQuoting.quoted(part))
    }
  }
}
