import LookbackCore
import LookbackDefinition

extension ScenarioReader {
  private static let stepKeys = [
    "when", "open", "after", "until", "by", "with", "track", "dated", "day", "case", "workflow", "expect",
  ]

  mutating func step(_ node: SourceNode) -> Scenario.Step? {
    guard let keys = log.keys(of: node, allowed: Self.stepKeys, in: "a step") else { return nil }
    let acts = ["when", "open", "after", "until"].filter { keys[$0] != nil }
    guard acts.count <= 1, !acts.isEmpty || keys["expect"] != nil else {
      let found = acts.isEmpty ? "none" : acts.map { "`\($0)`" }.joined(separator: " and ")
      log.error(
        "bad-step", "a step is one of `when`, `open`, `after`, `until` or only `expect`: found \(found)",
        at: node.location)
      return nil
    }
    let expectation = keys["expect"].map { self.expectation($0) }
    let act = self.act(acts.first, keys, isRefused: expectation?.rejected != nil)
    guard let act else { return nil }
    refuseIdleKeys(keys, acts.first)
    return Scenario.Step(
      act: act, target: keys["case"].flatMap { log.text($0, "`case`") } ?? Scenario.firstCase,
      day: keys["day"].flatMap { log.date($0, "`day`") }, expectation: expectation, location: node.location)
  }

  private mutating func refuseIdleKeys(_ keys: KeyedValues, _ act: String?) {
    let meant: [String: [String]] = [
      "when": ["by", "with", "track", "dated", "day", "case"], "open": ["by", "with", "workflow", "dated", "day"],
      "after": ["case"], "until": ["case"], "": ["case"],
    ]
    for key in ["by", "with", "track", "dated", "day", "case", "workflow"] {
      guard let node = keys[key], !(meant[act ?? ""] ?? []).contains(key) else { continue }
      log.error("idle-key", "`\(key)` means nothing in this step: remove it", at: node.location)
    }
  }

  private mutating func act(_ name: String?, _ keys: KeyedValues, isRefused: Bool) -> Scenario.Step.Act? {
    switch name {
    case "when": return when(keys, isRefused)
    case "open": return open(keys, isRefused)
    case "after": return keys["after"].flatMap { log.span($0, "`after`") }.map { .after($0) }
    case "until": return keys["until"].flatMap { log.date($0, "`until`") }.map { .until($0) }
    default: return .look
    }
  }

  private mutating func when(_ keys: KeyedValues, _ isRefused: Bool) -> Scenario.Step.Act? {
    guard let node = keys["when"], let event = log.text(node, "an event") else { return nil }
    if !isRefused, !names.events.contains(event) {
      log.unknown("unknown-event", "event", event, among: names.events.sorted(), at: node.location)
    }
    guard let by = keys["by"].flatMap({ log.text($0, "`by`") }) else {
      log.error("missing-key", "nobody is named: add `by: POST@UNIT` or a person", at: node.location)
      return nil
    }
    return .fire(
      event: event, data: data(keys["with"], isRefused: isRefused), by: by,
      track: keys["track"].flatMap { log.text($0, "`track`") }, dated: keys["dated"].flatMap { log.date($0, "`dated`") }
    )
  }

  private mutating func open(_ keys: KeyedValues, _ isRefused: Bool) -> Scenario.Step.Act? {
    guard let node = keys["open"], let name = log.text(node, "a case's name") else { return nil }
    guard name != Scenario.firstCase else {
      log.error("duplicate-name", "`\(name)` is the first case: choose another name", at: node.location)
      return nil
    }
    let workflow = keys["workflow"].flatMap { log.text($0, "`workflow`") }
    if let workflow, library.latest(workflow) == nil {
      log.unknown("unknown-workflow", "workflow", workflow, among: library.workflowNames, at: node.location)
    }
    return .open(
      name: name, workflow: workflow ?? "", data: data(keys["with"], isRefused: isRefused),
      by: keys["by"].flatMap { log.text($0, "`by`") } ?? "", dated: keys["dated"].flatMap { log.date($0, "`dated`") })
  }

  private static let expectKeys = [
    "state", "ended", "data", "due", "overdue", "tracks", "told", "not told", "happened", "number", "rejected",
    "because",
  ]

  private mutating func expectation(_ node: SourceNode) -> Expectation {
    var expectation = Expectation()
    guard let keys = log.keys(of: node, allowed: Self.expectKeys, in: "`expect`") else { return expectation }
    expectation.root = trackExpectation(of: keys)
    for (key, value) in log.pairs(keys["tracks"], "`tracks`") {
      expectation.tracks.append((key.text ?? "", trackExpectation(value)))
    }
    expectation.told = keys["told"].map { node in log.list(node, "`told`").compactMap { told($0) } }
    expectation.untold = log.list(keys["not told"], "`not told`").compactMap { told($0) }
    expectation.happened = log.texts(keys["happened"], "an event").map(\.text)
    expectation.number = keys["number"].flatMap { log.text($0, "`number`") }
    expectation.rejected = keys["rejected"].flatMap { code($0) }
    expectation.because = keys["because"].flatMap { log.text($0, "`because`") }
    if let node = keys["because"], keys["rejected"] == nil {
      log.error("idle-key", "`because` explains a refusal: add `rejected`", at: node.location)
    }
    return expectation
  }

  /// Reads `UNIT: STATE`, or a mapping with more than the state.
  private mutating func trackExpectation(_ node: SourceNode) -> Expectation.OfTrack {
    guard node.pairs != nil else {
      var expected = Expectation.OfTrack()
      expected.state = log.text(node, "a state")
      checkState(expected.state, at: node.location)
      return expected
    }
    let allowed = ["state", "ended", "data", "due", "overdue"]
    return log.keys(of: node, allowed: allowed, in: "a track").map { trackExpectation(of: $0) } ?? Expectation.OfTrack()
  }

  private mutating func trackExpectation(of keys: KeyedValues) -> Expectation.OfTrack {
    var expected = Expectation.OfTrack()
    if let node = keys["state"] {
      expected.state = log.text(node, "a state")
      checkState(expected.state, at: node.location)
    }
    expected.isEnded = keys["ended"].map { log.bool($0, "`ended`") }
    expected.data = data(keys["data"], isRefused: false).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (key, value) in log.pairs(keys["due"], "`due`") {
      checkClock(key.text ?? "", at: key.location)
      expected.due.append((key.text ?? "", value.isNull ? nil : log.date(value, "a due date")))
    }
    expected.overdue = keys["overdue"].map { Set(log.texts($0, "a clock").map(\.text)) }
    for (clock, place) in log.texts(keys["overdue"], "a clock") { checkClock(clock, at: place) }
    return expected
  }

  /// Reads the code of a refusal. A code that no refusal has is reported, since no step could meet it.
  private mutating func code(_ node: SourceNode) -> String? {
    guard let code = log.text(node, "`rejected`") else { return nil }
    if !Rejection.codes.contains(code) {
      log.unknown("unknown-word", "refusal", code, among: Rejection.codes.sorted(), at: node.location)
    }
    return code
  }

  private mutating func told(_ node: SourceNode) -> Expectation.Told? {
    guard let keys = log.keys(of: node, allowed: ["topic", "about", "to"], in: "a message") else { return nil }
    var topic: Message.Topic?
    if let node = keys["topic"], let text = log.text(node, "a topic") {
      topic = Message.Topic(rawValue: text)
      if topic == nil {
        log.unknown("unknown-word", "topic", text, among: Expectation.topics, at: node.location)
      }
    }
    return Expectation.Told(
      topic: topic, about: keys["about"].flatMap { log.text($0, "`about`") },
      to: log.texts(keys["to"], "a recipient").map(\.text))
  }

  private mutating func checkState(_ state: String?, at place: SourceLocation) {
    guard let state, !names.states.contains(state) else { return }
    log.unknown("unknown-state", "state", state, among: names.states.sorted(), at: place)
  }

  private mutating func checkClock(_ clock: String, at place: SourceLocation) {
    guard !names.clocks.contains(clock) else { return }
    log.unknown("unknown-clock", "clock", clock, among: names.clocks.sorted(), at: place)
  }
}

extension Expectation {
  static let topics = ["reminder", "overdue", "notice", "letter", "look back", "signal"]
}
