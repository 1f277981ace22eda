import Glibc
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Testing

@Suite("Scenarios")
struct ScenarioTests {
  static let library = (try? LibraryLoader().load(Workbench.workflows).library) ?? Library()

  static let shipped: [ScenarioFile.Reading] = {
    let files = (try? ScenarioFile.files(in: Workbench.workflows + "/tests")) ?? []
    return files.map { ScenarioFile.read($0, library) }
  }()

  static func read(_ text: String) -> ScenarioFile.Reading {
    ScenarioFile.read(Workbench.file("page.yaml", text), library)
  }

  @Test("the shipped files of scenarios are read without any diagnostic")
  func shippedAreRead() {
    #expect(Self.shipped.count >= 2)
    #expect(Self.shipped.flatMap(\.diagnostics).map(\.description) == [])
  }

  @Test("a scenario may expect the codes that refusals have, and no other")
  func codes() throws {
    let wording = try String(
      decoding: Workbench.bytes("\(Workbench.root)/Sources/LookbackCore/Wording/RejectionWording.swift"), as: UTF8.self)
    for found in wording.matches(of: #/\b4[0-9]{2}, "([a-z-]+)"/#) {
      #expect(Rejection.codes.contains(String(found.1)), "\(found.1)")
    }
    let step = "{when: assign, by: clerk@congress-office, expect: {rejected: not allowed}}"
    let reading = Self.read(Self.page("steps: [\(step)]"))
    #expect(
      reading.diagnostics.map(\.message).contains {
        $0.contains("no refusal is called `not allowed`: did you mean `not-allowed`?")
      }, "\(reading.diagnostics)")
  }

  @Test("a scenario corrects the start of a clock with the day on which it started")
  func correctedStart() throws {
    let workflow = """
      notation: 1
      workflow: x
      version: 1
      title: {en: x, zh: 某}
      calendar: plain
      timezone: Asia/Shanghai
      data: {}
      roles:
        office: {post: clerk, of: desk, title: {en: office, zh: 办}}
      clocks:
        answer: {title: {en: answer, zh: 答}, runs: 20 days, from: state work, stops in: [done], correct: {who: office}, breach: {tell: office}}
      states:
        work:
          title: {en: work, zh: 做}
          who: office
          events:
            finish: {title: {en: finish, zh: 结}, to: done}
        done: {title: {en: done, zh: 完}, final: true}
      """
    let calendar = """
      notation: 1
      calendar: plain
      version: 1
      title: {en: plain, zh: 无节假日}
      weekend: [saturday, sunday]
      years:
        2025: {source: given, holidays: []}
      """
    let loaded = LibraryLoader().load([
      Workbench.file("x.yaml", workflow), Workbench.file("calendars/plain.yaml", calendar),
    ])
    #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.description) == [])
    let reading = ScenarioFile.read(
      Workbench.file(
        "tests.yaml",
        """
        notation: 1
        scenarios: x
        given: {start: 2025-03-03, by: clerk@desk}
        tests:
          - scenario: the start is corrected
            steps:
              - {until: 2025-03-24}
              - {when: correct answer, by: clerk@desk, with: {started: 2025-03-20}, expect: {due: {answer: 2025-04-09}}}
        """), loaded.library)
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(ScenarioRun.play(try #require(reading.scenarios.first), in: loaded.library).failure == nil)
  }

  @Test("each shipped scenario comes out as it says", arguments: shipped.flatMap(\.scenarios).map(\.name))
  func shippedPass(name: String) throws {
    let scenario = try #require(Self.shipped.flatMap(\.scenarios).first { $0.name == name })
    let run = ScenarioRun.play(scenario, in: Self.library)
    #expect(run.failure == nil)
    #expect(run.stepsTaken == scenario.steps.count)
  }

  @Test(
    "the shipped scenarios walk through every state, event, guard and approval",
    arguments: ["handling", "recommendation"])
  func coverage(workflow: String) throws {
    var coverage = Coverage()
    for scenario in Self.shipped.flatMap(\.scenarios) {
      coverage.formUnion(ScenarioRun.play(scenario, in: Self.library).coverage)
    }
    let report = CoverageReport(try #require(Self.library.latest(workflow)), coverage)
    for line in report.lines { #expect(line.missing == [], "\(line.kind)") }
    #expect(report.lines.map(\.total).reduce(0, +) > 30)
  }

  @Test("a scenario covers no more than it walks through")
  func coverageIsPartial() throws {
    let reading = Self.read(Self.page("steps: [{expect: {state: registered}}]"))
    let run = ScenarioRun.play(try #require(reading.scenarios.first), in: Self.library)
    let report = CoverageReport(try #require(Self.library.latest("recommendation")), run.coverage)
    #expect(report.lines.map(\.covered) == [1, 0, 0, 0])
    #expect(report.lines[0].missing.count == report.lines[0].total - 1)
  }

  /// A file with one scenario.
  static func page(_ steps: String) -> String {
    """
    notation: 1
    scenarios: recommendation
    given: {start: 2019-01-28, by: clerk@congress-office, data: {subject: 社区, lead: xue, received: 2019-01-28}}
    tests:
      - scenario: one
        \(steps)
    """
  }

  /// An expectation that does not hold after nothing but the opening, and how the difference reads.
  static let differences: [(String, String)] = [
    ("state: assigned", "state: assigned / registered"), ("ended: true", "ended: true / false"),
    ("data: {subject: 养老}", "subject: \"养老\" / \"社区\""), ("data: {class: A}", "class: \"A\" / not set"),
    ("data: {lead: null}", "lead: not set / \"xue\""),
    ("due: {intake: 2019-02-13}", "due intake: 2019-02-13 / 2019-02-14"),
    ("due: {intake: null}", "due intake: not running / 2019-02-14"),
    ("due: {reply: 2019-02-14}", "due reply: 2019-02-14 / never started"),
    ("overdue: [intake]", "overdue: intake / nothing"),
    ("told: [{topic: letter, to: xue}]", "told: letter to xue / nothing"),
    ("happened: [assign]", "happened: assign / nothing"),
    ("number: 青民函〔2019〕1号", "number: 青民函〔2019〕1号 / nothing"), ("rejected: barred", "rejected: barred / accepted"),
    ("tracks: {health: received}", "track health: a track / the case has no tracks"),
  ]

  @Test("what came out otherwise is told as expected and found", arguments: differences)
  func differencesAreTold(expectation: String, told: String) throws {
    let reading = Self.read(Self.page("steps: [{expect: {\(expectation)}}]"))
    #expect(reading.diagnostics == [])
    let run = ScenarioRun.play(try #require(reading.scenarios.first), in: Self.library)
    let differences = run.failure?.differences.map { "\($0.subject): \($0.expected) / \($0.found)" }
    #expect(differences == [told])
    #expect(run.failure?.step == 1)
  }

  @Test("a refusal that nobody expected ends the scenario with its reason")
  func refusal() throws {
    let steps = "steps: [{when: assign, by: xue, with: {main_units: a}}, {expect: {state: closed}}]"
    let run = ScenarioRun.play(try #require(Self.read(Self.page(steps)).scenarios.first), in: Self.library)
    #expect(run.failure?.step == 1)
    #expect(
      run.failure?.differences.first?.found.hasPrefix("rejected, not-allowed: `assign` is for inspector@") == true)
  }

  /// Steps with a slip, and where it is found.
  static let slips: [(String, String)] = [
    ("step: []", "5:5 missing-key"), ("steps: [{wen: assign}]", "6:14 unknown-key"),
    ("steps: [{when: asign, by: xue}]", "6:20 unknown-event"), ("steps: [{when: assign}]", "6:20 missing-key"),
    ("steps: [{when: assign, by: x, with: {main_unit: a}}]", "6:42 unknown-field"),
    ("steps: [{after: 3 fortnights}]", "6:21 bad-span"), ("steps: [{until: 2019-02-30}]", "6:21 impossible-date"),
    ("steps: [{expect: {state: closd}}]", "6:30 unknown-state"),
    ("steps: [{expect: {due: {replay: null}}}]", "6:29 unknown-clock"),
    ("steps: [{expect: {told: [{topic: gossip}]}}]", "6:38 unknown-word"),
    ("steps: [{after: 1 day, until: 2019-02-03}]", "6:13 bad-step"), ("steps: [{by: xue}]", "6:13 bad-step"),
    ("steps: [{after: 1 day, by: xue}]", "6:32 idle-key"), ("steps: [{open: case}]", "6:20 duplicate-name"),
    ("steps: [{expect: {because: x}}]", "6:32 idle-key"), ("steps: {}", "6:12 expected-list"),
  ]

  @Test("each slip in a file is found at its place", arguments: slips)
  func slipsAreFound(steps: String, expected: String) {
    let reading = Self.read(Self.page(steps))
    #expect(reading.scenarios.isEmpty)
    let found = reading.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" }
    #expect(found.contains(expected), "\(reading.diagnostics)")
  }

  @Test("a slip is answered with the nearest name")
  func suggestion() {
    let messages = Self.read(Self.page("steps: [{when: asign, by: xue}]")).diagnostics.map(\.message)
    #expect(messages == ["no event is called `asign`: did you mean `assign`?"])
    let unknown = Self.read("notation: 1\nscenarios: recomendation\ntests: []\n").diagnostics
    #expect(unknown.map(\.message) == ["no workflow is called `recomendation`: did you mean `recommendation`?"])
  }

  @Test("text that is no YAML, no UTF-8 or far too large is refused and never played")
  func hostile() {
    let bytes: [[UInt8]] = [[0xFF, 0xFE], Array("a: [".utf8), [UInt8](repeating: 0x20, count: 1 << 21), []]
    for file in bytes.map({ DefinitionFile(name: "x.yaml", bytes: $0) }) {
      let reading = ScenarioFile.read(file, Self.library)
      #expect(reading.scenarios.isEmpty && !reading.diagnostics.isEmpty)
    }
  }

  @Test("the examples of the page on scenarios come out as the page says")
  func page() throws {
    let page = String(decoding: try Workbench.page("scenarios.md"), as: UTF8.self)
    let files = page.blocks("yaml").map { Self.read($0) }
    #expect(files.flatMap(\.diagnostics).map(\.description) == [])
    let runs = files.flatMap(\.scenarios).map { ScenarioRun.play($0, in: Self.library) }
    #expect(runs.map { $0.failure?.step } == [nil, 1])
    #expect(
      runs.last?.failure?.differences.map { "\($0.subject) \($0.expected) \($0.found)" } == ["overdue intake nothing"])
  }
}

extension String {
  /// The texts of the page's blocks of that language.
  fileprivate func blocks(_ language: String) -> [String] {
    var found: [String] = []
    var isInside = false
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```" + language
        if isInside { found.append("") }
      } else if isInside {
        found[found.count - 1] += line + "\n"
      }
    }
    return found
  }
}
