import LookbackCore
import LookbackDefinition
import LookbackTools
import LookbackYAML
import Testing

/// Small definitions in which time does the work.
enum TimeDefinitions {
  /// The states and the role that they all have; the first state is called `open`.
  static func workflow(_ name: String, version: Int = 1, clocks: String = "", events: String, rest: String = "")
    -> String
  {
    """
    notation: 1
    workflow: \(name)
    version: \(version)
    title: {en: \(name), zh: 某}
    calendar: office
    timezone: Asia/Shanghai
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办}}
      head: {post: head, of: desk, title: {en: head, zh: 长}}
    \(clocks.isEmpty ? "" : "clocks:\n" + indented(clocks))
    states:
      open:
        title: {en: open, zh: 开}
        who: office
        waits: without limit
        events:
    \(indented(events, by: 6))
      done: {title: {en: done, zh: 完}, final: true}
    \(rest)
    """
  }

  static let finish = "finish: {title: {en: finish, zh: 结}, to: done}"

  /// Both roles may date back, as far as anybody wants to in these tests.
  static let back = "back: {who: [office, head], at most: 1 year}"

  /// Nine to six with an hour at noon, Monday to Friday, unless other hours are given; recess as given.
  static func calendar(hours: String? = "[09:00-12:00, 13:00-18:00]", recess: String = "[]") -> String {
    """
    notation: 1
    calendar: office
    version: 1
    title: {en: office, zh: 办公}
    weekend: [saturday, sunday]
    recess: \(recess)
    \(hours.map { "hours: \($0)" } ?? "")
    years:
      2025: {source: given, holidays: []}
    """
  }

  static func load(_ texts: [String]) -> LibraryLoader.Loaded {
    LibraryLoader().load(texts.enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) })
  }

  /// What is wrong with the scenario, step by step; the definitions must be without errors.
  static func play(_ scenario: String, _ texts: [String]) throws -> [String] {
    let loaded = load(texts)
    try #require(loaded.diagnostics.filter { $0.severity == .error }.map(\.description) == [])
    let reading = ScenarioFile.read(Workbench.file("tests.yaml", scenario), loaded.library)
    try #require(reading.diagnostics.map(\.description) == [])
    return reading.scenarios.flatMap { scenario in
      let failure = ScenarioRun.play(scenario, in: loaded.library).failure
      return failure.map { ["\(scenario.name): \($0)"] } ?? []
    }
  }

  /// A scenario of one case that begins on Monday 3 March 2025 at nine.
  static func scenario(_ workflow: String, _ steps: String) -> String {
    """
    notation: 1
    scenarios: \(workflow)
    given: {start: 2025-03-03, by: clerk@desk}
    tests:
      - scenario: it
        steps:
    \(indented(steps, by: 6))
    """
  }

  private static func indented(_ text: String, by count: Int = 2) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
  }
}
