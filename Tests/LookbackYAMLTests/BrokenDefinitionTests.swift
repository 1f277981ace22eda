import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Broken definitions")
struct BrokenDefinitionTests {
  static func load(_ text: String) -> LibraryLoader.Loaded {
    var loaded = LibraryLoader().load([
      Workbench.file("npc.yaml", BrokenDefinition.scheme), Workbench.file("cn.yaml", BrokenDefinition.calendar),
      Workbench.file("part.yaml", BrokenDefinition.part), Workbench.file("request.yaml", text),
    ])
    // The definition is short: what its titles lack is the subject of other tests.
    loaded.diagnostics.removeAll { $0.code == "missing-label" }
    return loaded
  }

  @Test("the definition without slips has no diagnostic")
  func soundDefinitionLoads() {
    let loaded = Self.load(BrokenDefinition.sound)
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.library.latest("request") != nil)
  }

  @Test(
    "each slip is found at its place",
    arguments: BrokenDefinition.forms + BrokenDefinition.meanings + BrokenDefinition.constructs)
  func slipIsFound(_ broken: BrokenDefinition) {
    #expect(!broken.text.isEmpty, "the text to replace is not there")
    let loaded = Self.load(broken.text)
    let found = loaded.diagnostics.filter { $0.file == "request.yaml" }
    #expect(found.map { "\($0.location.line):\($0.location.column) \($0.code)" } == broken.expected)
    if found.contains(where: { $0.severity == .error }) { #expect(loaded.library.latest("request") == nil) }
  }

  @Test("a state that nothing leaves is a dead end, one that leads to no final state never ends")
  func endlessStatesAreFound() {
    let text = """
      notation: 1
      workflow: loop
      version: 1
      calendar: cn
      timezone: Asia/Shanghai
      roles: {office: {post: clerk, of: main-office}}
      states:
        new: {who: office, waits: without limit, events: {stop: {to: stuck}, turn: {to: round}, end: {to: done}}}
        stuck: {who: office, waits: without limit, events: {look: {}}}
        round: {who: office, waits: without limit, events: {turn: {to: about}}}
        about: {who: office, waits: without limit, events: {turn: {to: round}}}
        done: {final: true}
      """
    let found = Self.load(text).diagnostics.filter { $0.file == "request.yaml" }
    #expect(found.map { "\($0.location.line) \($0.code)" } == ["9 dead-end", "10 never-ends", "11 never-ends"])
  }

  @Test("all slips of a file are reported at once, in the order of their places")
  func allAreReported() {
    var text = BrokenDefinition.sound
    for slip in [
      ("15 working days", "15 days ago"), ("to: working", "to: wroking"), ("person: data.lead", "person: data.led"),
    ] {
      text = text.replacing(slip.0, with: slip.1, maxReplacements: 1)
    }
    let found = Self.load(text).diagnostics.filter { $0.file == "request.yaml" }
    #expect(found.map(\.code) == ["unknown-field", "bad-span", "unknown-state"])
  }

  @Test("a file that is no YAML is named, and those that may refer to it are not blamed")
  func brokenFileIsNamed() throws {
    let loaded = Self.load("states: [")
    #expect(loaded.diagnostics.map { "\($0.file) \($0.code)" } == ["request.yaml syntax"])
    #expect(loaded.library.latest("unit-part") != nil)
    #expect(loaded.library.latest("request") == nil)
  }

  @Test("two files cannot define the same version of a workflow")
  func duplicateWorkflowIsFound() {
    let files = ["a.yaml", "b.yaml"].map { Workbench.file($0, BrokenDefinition.part) }
    let found = LibraryLoader().load(files + [Workbench.file("cn.yaml", BrokenDefinition.calendar)]).diagnostics
    #expect(found.contains { $0.code == "duplicate-workflow" && $0.file == "b.yaml" && $0.location.line == 2 })
  }
}
