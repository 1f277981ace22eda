import Testing

extension CheckTests {
  @Test(
    "Chinese in code and texts is reported, in comments and in the folders for words it is not",
    arguments: [
      (["  report(\"无人可签\")"], [1]), (["let a = \"nobody\"  // 无人可签", "let 人 = 1"], [2]),
      (["let help = \"\"\"", "  do 青13-3-164", "  \"\"\""], [2]), (["/// 催办", "let a = \"nobody，\""], []),
    ])
  func wordsBesideDecisions(lines: [String], found: [Int]) {
    let text = lines.joined(separator: "\n")
    let places = found.map { "Sources/A/B.swift:\($0)" }
    #expect(WordsFolderCheck.violations(in: [file("Sources/A/B.swift", text)]).map(\.place) == places)
    let allowed = ["Sources/A/Words/B.swift", "Sources/A/Wording/B.swift", "Sources/C/B.swift"].map { file($0, text) }
    #expect(WordsFolderCheck.violations(in: allowed, except: ["Sources/C/"]).isEmpty)
  }

  @Test("an exception for a file without Chinese is reported")
  func unusedException() {
    let files = [file("Sources/A/B.swift", "let a = \"催办\""), file("Sources/A/C.swift", "let a = 1  // 催办")]
    let exceptions = ["Sources/A/B.swift", "Sources/A/C.swift", "Sources/A/Gone.swift"]
    #expect(
      WordsFolderCheck.unused(in: files, exceptions: exceptions).map(\.place) == [
        "Sources/A/C.swift", "Sources/A/Gone.swift",
      ])
  }
}
