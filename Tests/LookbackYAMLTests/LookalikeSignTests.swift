import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import Testing

@Suite("signs that look alike")
struct LookalikeSignTests {
  private static func page(_ line: String) -> String {
    """
    notation: 1
    workflow: x
    version: 1
    title: {en: x, zh: 甲：乙}
    calendar: cn
    timezone: Asia/Shanghai
    data: {}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
    clocks:
      answer:
        title: {en: answer, zh: 答}
    \(line)
        from: state work
        stops in: [done]
    states:
      work: {title: {en: work, zh: 做}, who: office, events: {finish: {title: {en: finish, zh: 结}, to: done}}}
      done: {title: {en: done, zh: 完}, final: true}
    """
  }

  @Test(
    "a sign that YAML or a span cannot read is named, at its place",
    arguments: [
      ("    runs： 20 days", "a full-width colon ：: write :", 13, 9),
      ("\t   runs: 20 days", "a tab (U+0009)", 13, 1),
      ("    runs: 20\u{A0}days", "a no-break space (U+00A0)", 13, 11),
      ("    runs: 20\u{3000}days", "an ideographic space (U+3000)", 13, 11),
      ("    runs: ２０ days", "a full-width sign ２: write 2", 13, 11),
      ("    runs: 20 days\n    pauses in: [work， done]", "a full-width comma ，: write ,", 14, 21),
    ])
  func named(_ line: String, _ words: String, _ row: Int, _ column: Int) throws {
    let found = diagnostics(Self.page(line))
    let told = found.first { $0.message.contains(words) }
    #expect(told != nil, "\(found)")
    if line.contains("pauses") { return }
    #expect(told?.location == SourceLocation(line: row, column: column), "\(found)")
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    LibraryLoader().load([Workbench.file("x.yaml", text)]).diagnostics
  }

  @Test("signs of a text or a comment are no mistakes")
  func texts() {
    let found = diagnostics(Self.page("    runs: 20 dayz # 甲：乙，丙"))
    #expect(!found.contains { $0.message.contains("full-width") }, "\(found)")
  }
}
