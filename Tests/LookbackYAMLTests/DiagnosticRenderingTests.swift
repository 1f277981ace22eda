import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Diagnostics on a terminal")
struct DiagnosticRenderingTests {
  @Test("the caret stands under the place, behind wide characters too")
  func caretIsPlaced() {
    let source = SourceText("a: 1\n标题: {zh: 建议, eng: x}\n", file: "w.yaml")
    let diagnostic = Diagnostic(
      code: "unknown-key", "no such key", file: "w.yaml", at: SourceLocation(line: 2, column: 14))
    let expected = """
      w.yaml:2:14: error: no such key [unknown-key]
      标题: {zh: 建议, eng: x}
                       ^
      """
    #expect(diagnostic.rendered(source: source) == expected)
  }

  @Test("without the text, or beyond it, only the sentence is printed")
  func sentenceStandsAlone() {
    let diagnostic = Diagnostic(.warning, code: "c", "m", file: "f", at: SourceLocation(line: 9, column: 9))
    #expect(diagnostic.rendered(source: nil) == "f:9:9: warning: m [c]")
    #expect(diagnostic.rendered(source: SourceText("a", file: "f")) == "f:9:9: warning: m [c]")
  }

  @Test("a whole diagnostic of a guard reads like this")
  func guardIsShown() throws {
    let text = BrokenDefinition.sound.replacing("size(data.units) > 0", with: "size(data.unit) > 0")
    let loaded = BrokenDefinitionTests.load(text)
    let diagnostic = try #require(loaded.diagnostics.first)
    let expected = """
      request.yaml:33:30: error: unknown field `unit`, did you mean `units`? [cel-unknown-name]
              if: [{cel: "size(data.unit) > 0", else: {zh: 请指定单位}}]
                                   ^
      """
    #expect(diagnostic.rendered(source: loaded.sources["request.yaml"]) == expected)
  }

  @Test(
    "a suggestion is made for slips and not for other words",
    arguments: [
      ("tilte", "title"), ("recieved", "received"), ("offce", "office"), ("Office", "office"), ("zebra", nil),
      ("of", nil), ("", nil),
    ])
  func slipsAreSuggested(_ slip: String, _ expected: String?) {
    #expect(NearestName.suggestion(for: slip, among: ["title", "received", "office"]) == expected)
  }
}
