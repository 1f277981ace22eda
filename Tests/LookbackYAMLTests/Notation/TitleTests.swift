import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Titles in both languages")
struct TitleTests {
  private func warnings(_ text: String) -> [String] {
    let files = [Workbench.file("x.yaml", text), Workbench.file("plain.yaml", Rehearsal.calendar)]
    return LibraryLoader().load(files).diagnostics.filter { $0.code == "missing-label" }.map {
      "\($0.location.line):\($0.location.column) \($0.severity.rawValue)"
    }
  }

  private static let whole = """
    notation: 1
    workflow: w
    version: 1
    title: {en: W, zh: 文}
    calendar: plain
    timezone: Asia/Shanghai
    data: {f: {type: text, title: {en: f, zh: 字}}}
    roles: {o: {post: p, of: u, title: {en: o, zh: 官}}}
    clocks: {c: {runs: 1 day, from: state a, stops in: [z], title: {en: c, zh: 钟}}}
    states:
      a:
        title: {en: a, zh: 甲}
        who: o
        events:
          e: {title: {en: e, zh: 事}, if: [{cel: "data.f != null", else: {en: give f, zh: 请填}}], to: s}
      s:
        title: {en: s, zh: 审}
        approval: {steps: [{ask: o, title: {en: sign, zh: 签}}], refusal: a}
        events: {approved: {title: {en: signed, zh: 已签}, to: z}}
      z: {title: {en: z, zh: 终}, final: true, reopen: [l]}
    anywhere: {x: {title: {en: x, zh: 撤}, who: o, to: z, except in: [z]}}
    look back: [{name: b, title: {en: b, zh: 回}, at: 1 year after event e, who: o, event: l}]
    """

  @Test("nothing is said where everything has both")
  func complete() { #expect(warnings(Self.whole) == []) }

  @Test(
    "where one language is missing a warning stands at the title",
    arguments: [
      ("title: {en: W, zh: 文}", "title: {en: W}", "4:8"), (", title: {en: f, zh: 字}", ", title: {zh: 字}", "7:31"),
      (", title: {en: o, zh: 官}", ", title: {en: o}", "8:36"), (", title: {en: c, zh: 钟}", ", title: {zh: 钟}", "9:64"),
      ("title: {en: a, zh: 甲}", "title: {en: a}", "12:12"), ("{title: {en: e, zh: 事}", "{title: {en: e}", "15:18"),
      ("else: {en: give f, zh: 请填}", "else: {en: give f}", "15:71"),
      ("title: {en: sign, zh: 签}", "title: {zh: 签}", "18:42"), ("title: {en: b, zh: 回}", "title: {en: b}", "22:29"),
    ])
  func oneLanguage(original: String, slip: String, place: String) {
    #expect(Self.whole.contains(original))
    let found = warnings(Self.whole.replacing(original, with: slip, maxReplacements: 1))
    #expect(found.count == 1 && found.first?.hasSuffix("warning") == true)
    #expect(found.first?.hasPrefix(place.prefix { $0 != ":" } + ":") == true, "\(found)")
  }

  @Test(
    "where a name has no title at all, one warning says how many",
    arguments: [
      (", title: {en: f, zh: 字}", ""), (", title: {en: o, zh: 官}", ""), (", title: {en: c, zh: 钟}", ""),
      ("title: {en: x, zh: 撤}, ", ""), ("title: {en: b, zh: 回}, ", ""), (", title: {en: sign, zh: 签}", ""),
      ("title: {en: e, zh: 事}, ", ""), ("title: {en: z, zh: 终}, ", ""), ("title: {en: W, zh: 文}\n", ""),
    ])
  func noTitle(original: String, slip: String) {
    #expect(Self.whole.contains(original))
    #expect(warnings(Self.whole.replacing(original, with: slip, maxReplacements: 1)).count == 1)
  }

  @Test("classes without one of the languages are warned about, and can be used")
  func classes() {
    let loaded = LibraryLoader().load([Workbench.file("npc.yaml", BrokenDefinition.scheme)])
    #expect(loaded.diagnostics.map(\.code) == ["missing-label", "missing-label"])
    #expect(!loaded.hasErrors)
  }
}
