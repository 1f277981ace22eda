/// A workflow as the little model knows it: what docs/notation.md promises, without anything of the engine.
struct ModelWorkflow: Sendable {
  /// What must hold; all of it can be decided from the data and from what happened.
  enum Condition: Sendable {
    case isTrue, isNotTrue
    case number(Int)
    case fewer(String, than: Int)
    case happened(String)
  }

  enum Trigger: Sendable {
    case person(role: Int)
    case automatic(Condition)
    case wait(ModelSpan)
  }

  struct Candidate: Sendable {
    var condition: Condition?
    var setNumber: Int?
    var clearsFlag = false
    /// nil: the state is not left.
    var to: Int?
  }

  struct Event: Sendable {
    var name: String
    var trigger: Trigger
    var needsNumber = false
    var takesFlag = false
    var candidates: [Candidate]
  }

  struct Step: Sendable {
    var name: String
    var ask: [Int]
    var need: Int
    var isParallel: Bool
    var condition: Condition?
    /// The place of an earlier step; nil: the refusal of the approval.
    var refusal: Int?
  }

  struct Approval: Sendable {
    var steps: [Step]
    var refusal: Int
    /// The event whose actor must not decide.
    var never: String?
    var due: ModelSpan?
    var approvedTo: Int
  }

  struct State: Sendable {
    var events: [Event] = []
    var approval: Approval?
    var isFinal = false
  }

  struct Reminder: Sendable {
    var isBefore: Bool
    var span: ModelSpan
    var tell: Int
  }

  struct Clock: Sendable {
    enum Start: Sendable { case state(Int), event(String) }
    var name: String
    var span: ModelSpan
    var start: Start
    var stopsIn: [Int]
    var pausesIn: [Int] = []
    var pausesOn: String?
    var resumesOn: String?
    var granting: (by: ModelSpan, who: Int, atMost: Int)?
    var reminders: [Reminder] = []
    var hasBreach: Bool
  }

  var states: [State]
  var anywhere: [Event] = []
  var clocks: [Clock]

  static let roles = 4
}

/// A number of days or of working days.
struct ModelSpan: Sendable, Equatable {
  var count: Int
  var isWorking: Bool

  var yaml: String { "\(count) \(isWorking ? "working day" : "day")\(count == 1 ? "" : "s")" }
}

extension ModelWorkflow {
  /// As a person would write it.
  var yaml: String {
    var lines = [
      "notation: 1", "workflow: model", "version: 1", "title: {en: model, zh: 模型}", "calendar: plain",
      "timezone: Asia/Shanghai", "data:", "  flag: {type: bool, title: {en: flag, zh: 标志}}",
      "  number: {type: int, title: {en: number, zh: 数}}", "roles:",
    ]
    lines += (0..<Self.roles).map { "  r\($0): {post: p\($0), of: desk, title: {en: r\($0), zh: 岗位\($0)}}" }
    if !clocks.isEmpty { lines += ["clocks:"] + clocks.flatMap(\.yaml) }
    lines.append("states:")
    for (place, state) in states.enumerated() { lines += state.yaml(place) }
    if !anywhere.isEmpty {
      lines += ["anywhere:"] + anywhere.flatMap { $0.yaml(indent: "  ", exceptIn: states.count - 1) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ModelWorkflow.Condition {
  var cel: String {
    switch self {
    case .isTrue: "data.flag == true"
    case .isNotTrue: "data.flag != true"
    case .number(let number): "data.number == \(number)"
    case .fewer(let event, let limit): "count('\(event)') < \(limit)"
    case .happened(let event): "count('\(event)') > 0"
    }
  }
}

extension ModelWorkflow.Event {
  func yaml(indent: String, exceptIn last: Int? = nil) -> [String] {
    var common = ["title: {en: \(name), zh: 事项}"]
    switch trigger {
    case .person(let role): common.append("who: r\(role)")
    case .automatic(let condition): common.append("when: \"\(condition.cel)\"")
    case .wait(let span): common.append("after: \(span.yaml)")
    }
    if let last { common.append("except in: [s\(last)]") }
    if needsNumber { common.append("needs: [number]") }
    if takesFlag { common.append("takes: [flag]") }
    return ["\(indent)\(name):"]
      + candidates.enumerated().map { place, candidate in
        let parts = (place == 0 ? common : []) + candidate.yaml
        return "\(indent)  - {\(parts.joined(separator: ", "))}"
      }
  }
}

extension ModelWorkflow.Candidate {
  var yaml: [String] {
    var parts: [String] = []
    if let condition { parts.append("if: [{cel: \"\(condition.cel)\", else: {en: not so, zh: 不符}}]") }
    if let setNumber { parts.append("set: {number: \"\(setNumber)\"}") }
    if clearsFlag { parts.append("clear: [flag]") }
    if let to { parts.append("to: s\(to)") }
    return parts
  }
}

extension ModelWorkflow.State {
  func yaml(_ place: Int) -> [String] {
    var lines = ["  s\(place):", "    title: {en: s\(place), zh: 状态\(place)}"]
    guard !isFinal else { return lines + ["    final: true"] }
    lines += ["    who: r0", "    waits: without limit"]
    var own = events.flatMap { $0.yaml(indent: "      ") }
    if let approval {
      lines += ["    approval:", "      steps:"]
      lines += approval.steps.map { "        - \($0.yaml(approval))" }
      lines.append("      refusal: s\(approval.refusal)")
      if let never = approval.never { lines.append("      never: [actor of \(never)]") }
      if let due = approval.due { lines.append("      due: \(due.yaml)") }
      own.append("      approved: {title: {en: approved, zh: 已同意}, to: s\(approval.approvedTo)}")
    }
    return own.isEmpty ? lines : lines + ["    events:"] + own
  }
}

extension ModelWorkflow.Step {
  func yaml(_ approval: ModelWorkflow.Approval) -> String {
    var parts = ["name: \(name)", "title: {en: \(name), zh: 环节}"]
    parts.append("ask: [\(ask.map { "r\($0)" }.joined(separator: ", "))]")
    parts.append("need: \(need == ask.count ? "all" : String(need))")
    if need == ask.count { parts.append("order: \(isParallel ? "parallel" : "sequence")") }
    if let condition { parts.append("if: \"\(condition.cel)\"") }
    if let refusal { parts.append("refusal: step \(approval.steps[refusal].name)") }
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension ModelWorkflow.Clock {
  var yaml: [String] {
    func names(_ places: [Int]) -> String { "[\(places.map { "s\($0)" }.joined(separator: ", "))]" }
    var lines = ["  \(name):", "    title: {en: \(name), zh: 期限}", "    runs: \(span.yaml)"]
    switch start {
    case .state(let place): lines.append("    from: state s\(place)")
    case .event(let event): lines.append("    from: event \(event)")
    }
    lines.append("    counting: {start: excluded, last: as is}")
    lines.append("    stops in: \(names(stopsIn))")
    if !pausesIn.isEmpty { lines.append("    pauses in: \(names(pausesIn))") }
    if let pausesOn, let resumesOn {
      lines += ["    pauses on: [\(pausesOn)]", "    resumes on: [\(resumesOn)]"]
    }
    if let granted = granting {
      lines.append("    extend: {by: \(granted.by.yaml), from: due, at most: \(granted.atMost), who: r\(granted.who)}")
    }
    if !reminders.isEmpty {
      lines.append("    remind:")
      lines += reminders.map { "      - {\($0.isBefore ? "before" : "after"): \($0.span.yaml), tell: r\($0.tell)}" }
    }
    if hasBreach { lines.append("    breach: {mark: overdue, tell: r0}") }
    return lines
  }
}
