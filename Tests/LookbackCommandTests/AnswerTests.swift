import LookbackJSON
import Testing

@testable import lookback

@Suite("an answer of the daemon") struct AnswerTests {
  private func answer(_ text: String) throws -> Answer { Answer(try JSONParser.parse(Array(text.utf8))) }

  @Test("reads what is there, and nothing where there is nothing or something else")
  func reads() throws {
    let answer = try answer(#"{"t":"x","n":7,"b":true,"l":["a",1],"o":{"k":"v"},"z":null}"#)
    #expect(answer.text("t") == "x" && answer.text("n") == "7" && answer.text("b") == "true" && answer.text("z") == "")
    #expect(answer.text("l") == "a, 1" && answer.texts("l") == ["a", "1"])
    #expect(answer.number("n") == 7 && answer.number("t") == 0 && answer.truth("b") && !answer.truth("t"))
    #expect(answer.object("o").text("k") == "v" && answer.object("t").isEmpty && answer.objects("t").isEmpty)
    #expect(answer.has("z") && !answer.has("y") && answer.names == ["t", "n", "b", "l", "o", "z"])
  }

  @Test(
    "shows a moment to the minute, in UTC",
    arguments: [("2025-03-03T01:00:00.000001Z", "2025-03-03 01:00Z"), ("2025-03-03", "2025-03-03"), ("", "")])
  func moments(text: String, shown: String) throws {
    #expect(try answer(#"{"at":"\#(text)"}"#).moment("at") == shown)
  }

  @Test("shows nothing that a terminal would obey")
  func visible() throws {
    let answer = try answer(#"{"t":"a\u001b[31mb\u202ec\u0007"}"#)
    #expect(answer.text("t") == "a\u{241B}[31mb<U+202E>c\u{2407}")
    #expect(answer.raw("t") == "a\u{1B}[31mb\u{202E}c\u{07}")
  }
}
