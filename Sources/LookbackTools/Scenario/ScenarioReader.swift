import LookbackCEL
package import LookbackCore
package import LookbackDefinition
import LookbackTime

/// Reads a file of scenarios: `scenarios: WORKFLOW`, what is `given` to all of them, and the scenarios themselves under
/// `tests`. Names are checked against the library, except in a step that is expected to be refused.
package struct ScenarioReader {
  var log: DiagnosticLog
  let library: Library
  let file: String
  var names = ScenarioNames()

  /// Returns the scenarios, which are none if there is an error, and everything that was found wrong.
  package static func read(
    _ root: SourceNode, file: String, _ library: Library
  ) -> (scenarios: [Scenario], diagnostics: [Diagnostic]) {
    var reader = ScenarioReader(log: DiagnosticLog(file: file), library: library, file: file)
    let scenarios = reader.scenarios(root)
    return (reader.log.diagnostics.contains { $0.severity == .error } ? [] : scenarios, reader.log.diagnostics)
  }

  private mutating func scenarios(_ root: SourceNode) -> [Scenario] {
    let allowed = ["notation", "scenarios", "title", "given", "tests"]
    guard let keys = log.keys(of: root, allowed: allowed, in: "a file of scenarios") else { return [] }
    log.checkNotation(keys)
    if let title = keys["title"] { _ = log.label(title, "a title") }
    guard let node = log.required("scenarios", of: keys, in: "the file"), let workflow = log.text(node, "a workflow")
    else { return [] }
    guard library.latest(workflow) != nil else {
      log.unknown("unknown-workflow", "workflow", workflow, among: library.workflowNames, at: node.location)
      return []
    }
    names = ScenarioNames(workflow, library)
    var draft = GivenDraft()
    take(keys["given"], into: &draft)
    var seen: [String: SourceLocation] = [:]
    return log.list(log.required("tests", of: keys, in: "the file"), "`tests`").compactMap { node in
      scenario(node, workflow, draft, &seen)
    }
  }

  private mutating func scenario(
    _ node: SourceNode, _ workflow: String, _ shared: GivenDraft, _ seen: inout [String: SourceLocation]
  ) -> Scenario? {
    guard let keys = log.keys(of: node, allowed: ["scenario", "given", "steps"], in: "a scenario"),
      let nameNode = log.required("scenario", of: keys, in: "it"), let name = log.text(nameNode, "a scenario's name")
    else { return nil }
    if let first = seen[name] {
      log.error(
        "duplicate-name", "`\(name)` is the scenario of line \(first.line) too: give it another name",
        at: nameNode.location)
    }
    seen[name] = nameNode.location
    var draft = shared
    take(keys["given"], into: &draft)
    let steps = log.list(log.required("steps", of: keys, in: "`\(name)`"), "`steps`").compactMap { step($0) }
    guard let start = draft.start else {
      log.error("missing-key", "`\(name)` has no `start`: add `given: {start: 2020-01-06}`", at: node.location)
      return nil
    }
    return Scenario(
      name: name, file: file, location: nameNode.location,
      given: Scenario.Given(
        workflow: workflow, start: start, data: draft.data, opener: draft.by ?? "", staff: draft.staff,
        registers: draft.registers),
      steps: steps)
  }

  /// What is given, as far as it could be read.
  private struct GivenDraft {
    var start: CivilDate?
    var data: [String: Value] = [:]
    var by: String?
    var staff = Staff()
    var registers: [RegisterKey: Int] = [:]
  }

  private mutating func take(_ node: SourceNode?, into draft: inout GivenDraft) {
    let allowed = ["start", "data", "by", "people", "units", "registers"]
    guard let node, let keys = log.keys(of: node, allowed: allowed, in: "`given`") else { return }
    if let start = keys["start"] { draft.start = log.date(start, "`start`") ?? draft.start }
    if let by = keys["by"] { draft.by = log.text(by, "`by`") ?? draft.by }
    draft.data.merge(data(keys["data"], isRefused: false)) { $1 }
    for (key, value) in log.pairs(keys["people"], "`people`") {
      draft.staff.persons[key.text ?? ""] = Set(posts(value))
    }
    for (key, value) in log.pairs(keys["units"], "`units`") {
      draft.staff.units[key.text ?? ""] = UnitFacts(documentCode: value.text)
    }
    for (key, value) in log.pairs(keys["registers"], "`registers`") {
      guard let next = log.count(value, "a register's next number", in: 1...1_000_000_000) else { continue }
      draft.registers[register(key.text ?? "")] = next
    }
  }

  private mutating func posts(_ node: SourceNode) -> [Post] {
    log.texts(node, "a post").compactMap { text, place in
      if let post = Post(text) { return post }
      log.error("bad-post", "`\(text)` is no post: write POST@UNIT, such as clerk@congress-office", at: place)
      return nil
    }
  }

  /// Returns the register that is meant: `青民函 2020` counts in that year, `青民函` for ever.
  private func register(_ text: String) -> RegisterKey {
    guard let space = text.lastIndex(of: " "), let year = Int(text[text.index(after: space)...]) else {
      return RegisterKey(name: text, period: 0)
    }
    return RegisterKey(name: String(text[..<space]), period: year)
  }

  /// - Parameter isRefused: whether the step must be refused; its fields may then be unknown.
  mutating func data(_ node: SourceNode?, isRefused: Bool) -> [String: Value] {
    var data: [String: Value] = [:]
    for (key, value) in log.pairs(node, "the data") {
      let name = key.text ?? ""
      if !isRefused, !names.fields.contains(name) {
        log.unknown("unknown-field", "field", name, among: names.fields.sorted(), at: key.location)
      }
      data[name] = self.value(value)
    }
    return data
  }

  /// Returns the value as a person would type it. The types of the fields read the texts later.
  func value(_ node: SourceNode) -> Value {
    if node.isNull { return .null }
    if let items = node.items { return .list(items.map { value($0) }) }
    return .string(node.text ?? "")
  }
}

/// The names that a workflow defines, and those that the workflows of its tracks define.
struct ScenarioNames {
  var events: Set<String> = []
  var states: Set<String> = []
  var clocks: Set<String> = []
  var fields: Set<String> = ["reason"]

  init() {}

  init(_ workflow: String, _ library: Library) {
    self.init()
    for workflow in library.family(of: workflow) {
      events.formUnion(workflow.eventNames)
      states.formUnion(workflow.states.map(\.name))
      clocks.formUnion(workflow.clocks.map(\.name))
      for state in workflow.states where state.approval?.due != nil {
        clocks.insert(CaseDeadline.name(ofApprovalIn: state, workflow))
      }
      fields.formUnion(workflow.fields.map(\.name))
      if workflow.clocks.contains(where: { $0.correct != nil }) { fields.insert(AvailableAction.started) }
      for event in workflow.states.flatMap(\.events) + workflow.anywhere.map(\.event) {
        fields.formUnion(event.needs + event.takes)
      }
    }
  }
}

extension Library {
  /// Returns the newest version of a workflow and of all workflows that run as its tracks, directly or not, each once.
  package func family(of name: String) -> [Workflow] {
    var found: [Workflow] = []
    var waiting = [name]
    while let next = waiting.popLast() {
      guard !found.contains(where: { $0.reference.name == next }), let workflow = latest(next) else { continue }
      found.append(workflow)
      waiting += workflow.states.flatMap(\.tracks).map(\.workflow)
    }
    return found
  }
}
