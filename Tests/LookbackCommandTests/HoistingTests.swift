import Testing

@testable import lookback

@Suite("what concerns every command may stand before its name") struct HoistingTests {
  @Test(
    "leading options move behind the command, before what follows a lone --",
    arguments: [
      (["--as", "zhang.wei", "do", "1", "assign"], ["do", "1", "assign", "--as", "zhang.wei"]),
      (["--as=zhang.wei", "--json", "worklist"], ["worklist", "--as=zhang.wei", "--json"]),
      (["--lang", "zh", "case", "show", "--", "-1"], ["case", "show", "--lang", "zh", "--", "-1"]),
      (["--socket", "/tmp/s", "due"], ["due", "--socket", "/tmp/s"]),
      (["--socket=/tmp/s", "due"], ["due", "--socket=/tmp/s"]),
      (["--office", "xining", "due"], ["due", "--office", "xining"]),
      (["--office=xining", "due"], ["due", "--office=xining"]), (["due", "--json"], ["due", "--json"]),
      (["--help"], ["--help"]), (["--as"], ["--as"]), ([], []), (["--lang", "zh", "nothing"], ["nothing"]),
    ])
  func hoisted(given: [String], expected: [String]) {
    #expect(Lookback.hoisted(given) == expected)
  }
}
