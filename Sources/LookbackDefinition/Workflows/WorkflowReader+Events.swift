import LookbackCEL
package import LookbackCore

/// What holds for an event because of the state, or `anywhere`, in which it is written.
struct EventContext {
  var stateWho: [String] = []
  var hasApproval = false
  /// The groups of tracks for which events that leave the state wait.
  var joined: [String] = []
  /// Whether there are tracks, joined or not.
  var hasTracks = false
  /// Whether the event is written in `anywhere`. Such an event does not wait for tracks unless it says so.
  var isAnywhere = false
}

extension WorkflowReader {
  private static let shared = [
    "title", "who", "needs", "takes", "when", "after", "by", "from", "join", "back", "except in",
  ]
  private static let triggers = ["when", "after", "by"]

  mutating func event(_ key: SourceNode, _ node: SourceNode, in context: EventContext) -> EventDefinition? {
    guard let name = log.name(key, "an event's name"), !isReserved(name, at: key.location) else { return nil }
    let shape = context.isAnywhere ? NotationShape.anywhereEvent : .event
    let nodes = node.items ?? [node]
    guard let first = nodes.first, let keys = log.keys(of: first, as: shape) else {
      if nodes.isEmpty { log.error("missing-key", "`\(name)` has no candidate: add one", at: node.location) }
      return nil
    }
    let trigger = trigger(name, keys, context)
    var candidates = [candidate(keys)]
    for node in nodes.dropFirst() {
      checkShared(node)
      if let keys = log.keys(of: node, as: shape) { candidates.append(candidate(keys)) }
    }
    let join = keys["join"].flatMap { log.choice($0, "`join`", of: TrackRule.Join.self) }
    for index in candidates.indices {
      candidates[index].awaits = candidates[index].awaited(join, context, trigger)
    }
    checkJoin(keys, candidates, context)
    let event = EventDefinition(
      name: name, title: log.title(keys["title"], "a title"), trigger: trigger, who: roleNames(keys["who"], "`who`"),
      needs: inputs(keys["needs"], "`needs`"), takes: inputs(keys["takes"], "`takes`"), candidates: candidates,
      sender: sender(keys, trigger), leavesTracks: join == TrackRule.Join.none,
      back: keys["back"].flatMap { datingBack($0) })
    checkWho(event, keys, context, at: key.location)
    checkTwice(keys)
    checkLooking(event, at: key.location)
    checkOrder(nodes)
    return event
  }

  mutating func anywhereEvent(_ key: SourceNode, _ node: SourceNode) -> AnywhereEvent? {
    let excepted = stateNames((node.items?.first ?? node)["except in"], "`except in`")
    let states = outline.keys["states"]
    let hasTracks = states?.pairs?.contains { $0.value["tracks"]?.items?.isEmpty == false } ?? false
    let context = EventContext(joined: joinedGroups(states), hasTracks: hasTracks, isAnywhere: true)
    guard let event = event(key, node, in: context) else { return nil }
    for (state, value) in outline.keys["states"]?.pairs ?? [] where !excepted.contains(state.text ?? "") {
      guard let twin = value["events"]?.pairs?.first(where: { $0.key.text == event.name }) else { continue }
      log.error(
        "duplicate-event", "`\(event.name)` is also an event of `anywhere`: except the state there",
        at: twin.key.location)
    }
    return AnywhereEvent(event: event, exceptIn: excepted)
  }

  private mutating func isReserved(_ name: String, at place: SourceLocation) -> Bool {
    let isReserved =
      DefinitionNames.reservedEvents.contains(name) || DefinitionNames.ofHistory.contains(name)
      || name.hasPrefix("extend ") || names.ofClocks.contains(name)
    if isReserved {
      log.error(
        "reserved-name", "`\(name)` is what the engine calls an act of its own: name your event otherwise", at: place)
    }
    return isReserved
  }

  /// Reports keys in a later candidate that hold for the whole event and belong into the first one.
  private mutating func checkShared(_ node: SourceNode) {
    for (key, _) in node.pairs ?? [] where Self.shared.contains(key.text ?? "") {
      let name = key.text ?? ""
      log.error(
        "misplaced-key", "`\(name)` holds for the whole event: write it in the first candidate", at: key.location)
    }
  }

  private mutating func checkOrder(_ nodes: [SourceNode]) {
    guard let index = nodes.firstIndex(where: { $0["if"] == nil }), index + 1 < nodes.count else { return }
    log.error(
      "shadowed-candidate", "never reached: the candidate before it has no `if`", at: nodes[index + 1].location)
  }

  /// Reads what fires the event. At most one of `when`, `after` and `by` may be given.
  private mutating func trigger(_ name: String, _ keys: KeyedValues, _ context: EventContext) -> EventDefinition.Trigger
  {
    let given = Self.triggers.compactMap { keys[$0] }
    if given.count > 1, let last = given.map(\.location).max() {
      log.error("misplaced-key", "the engine fires it `when`, `after` or `by` something: keep one", at: last)
    }
    if let when = keys["when"] { return condition(when).map { .when($0) } ?? .person }
    if let after = keys["after"] { return log.span(after, "`after`").map { .after($0) } ?? .person }
    if let by = keys["by"] {
      if log.text(by, "`by`") == "signal" { return .signal }
      if let text = by.text {
        log.unknown("unknown-word", "way to fire an event", text, among: ["signal"], at: by.location)
      }
    }
    return context.hasApproval && name == "approved" ? .approval : .person
  }

  /// Reads the field whose cases may send the signal.
  private mutating func sender(_ keys: KeyedValues, _ trigger: EventDefinition.Trigger) -> ValuePath? {
    guard let node = keys["from"] else { return nil }
    guard case .signal = trigger else {
      log.error("misplaced-key", "only a signal comes `from` a case: add `by: signal` or remove it", at: node.location)
      return nil
    }
    return path(node, "`from`", holding: "case") { $0 == .case || $0 == .list(.case) }
  }

  /// Reports `join` in an event that leaves no state, or where there are no tracks to wait for.
  private mutating func checkJoin(_ keys: KeyedValues, _ candidates: [Candidate], _ context: EventContext) {
    guard let join = keys["join"] else { return }
    if candidates.allSatisfy({ $0.target == nil }) {
      log.error("misplaced-key", "the event leaves no state: remove `join`, or add `to`", at: join.location)
    } else if !context.hasTracks || context.joined.isEmpty && join.text == TrackRule.Join.all.rawValue {
      log.error("misplaced-key", "there are no tracks to wait for: remove `join`", at: join.location)
    }
  }

  /// Returns the groups of joined tracks of one state or of all states.
  func joinedGroups(_ states: SourceNode?) -> [String] {
    let rules = states?.pairs?.flatMap { $0.value["tracks"]?.items ?? [] } ?? []
    return groups(joinedBy: rules)
  }

  func groups(joinedBy rules: [SourceNode]) -> [String] {
    var found: [String] = []
    for rule in rules where rule["join"]?.text != TrackRule.Join.none.rawValue {
      if let group = rule["as"]?.text, !found.contains(group) { found.append(group) }
    }
    return found
  }

  /// Reports fields in `takes` that are in `needs` already.
  private mutating func checkTwice(_ keys: KeyedValues) {
    let needed = Set((keys["needs"]?.texts ?? []).map(\.text))
    for (field, place) in keys["takes"]?.texts ?? [] where needed.contains(field) {
      log.error("misplaced-key", "`\(field)` is needed already: remove it from `takes`", at: place)
    }
  }

  private mutating func checkWho(
    _ event: EventDefinition, _ keys: KeyedValues, _ context: EventContext, at place: SourceLocation
  ) {
    let isPersons = event.isForPersons && Self.triggers.allSatisfy { keys[$0] == nil }
    if isPersons, keys["who"] == nil, context.stateWho.isEmpty {
      log.error("nobody-may-fire", "nobody may fire `\(event.name)`: add `who` here or to the state", at: place)
    }
    guard !isPersons else { return }
    for name in ["who", "needs", "takes", "back"] {
      guard let node = keys[name] else { continue }
      log.error("misplaced-key", "the engine fires `\(event.name)`: remove `\(name)`", at: node.location)
    }
  }

  /// Reports an event that follows by itself and reads other cases, since these are not known before it is decided.
  private mutating func checkLooking(_ event: EventDefinition, at place: SourceLocation) {
    switch event.trigger {
    case .person, .signal, .after: return
    case .when, .approval: break
    }
    let expressions = event.candidates.flatMap { $0.guards.map(\.condition) + $0.assignments.map(\.value) }
    guard expressions.contains(where: \.readsReferences) else { return }
    log.error(
      "cel-type",
      "`\(event.name)` follows from other events: another case is looked at where a person, a signal or "
        + "`after` fires it", at: place)
  }

  private mutating func candidate(_ keys: KeyedValues) -> Candidate {
    Candidate(
      guards: guardRules(keys["if"]), target: keys["to"].flatMap { stateName($0, "`to`") },
      assignments: log.pairs(keys["set"], "`set`").compactMap { assignment($0.key, $0.value) },
      clear: log.texts(keys["clear"], "`clear`").compactMap { path(Self.qualified($0.text), at: $0.location)?.path },
      number: keys["number"].flatMap { number($0) },
      effects: log.texts(keys["do"], "`do`").compactMap { effect($0.text, at: $0.location) })
  }

  private static func qualified(_ text: String) -> String { text.contains(".") ? text : "data.\(text)" }

  private mutating func assignment(_ key: SourceNode, _ node: SourceNode) -> Assignment? {
    guard let text = log.text(key, "a field"), let (path, type) = path(Self.qualified(text), at: key.location),
      let value = value(node, for: type)
    else { return nil }
    return Assignment(path: path, value: value)
  }

  /// Reads a list of `{cel, else}`, or one expression.
  mutating func guardRules(_ node: SourceNode?) -> [GuardRule] {
    guard let node else { return [] }
    guard let items = node.items ?? (node.pairs == nil ? nil : [node]) else {
      let nothing = Label(english: nil, chinese: nil)
      return condition(node, scope.looking).map { [GuardRule(condition: $0, otherwise: nothing)] } ?? []
    }
    return items.compactMap { guardRule($0) }
  }

  private mutating func guardRule(_ node: SourceNode) -> GuardRule? {
    guard let keys = log.keys(of: node, as: .guardRule),
      let cel = log.required("cel", of: keys, in: "a guard"), let condition = condition(cel, scope.looking)
    else { return nil }
    return GuardRule(condition: condition, otherwise: log.title(keys["else"], "`else`"))
  }

  private mutating func number(_ node: SourceNode) -> NumberRule? {
    guard let keys = log.keys(of: node, as: .number),
      let register = log.required("register", of: keys, in: "`number`").flatMap({ log.text($0, "`register`") }),
      let into = log.required("into", of: keys, in: "`number`"),
      let path = path(into, "`into`", holding: "text", { if case .text = $0 { true } else { false } })
    else { return nil }
    let per = keys["per"].flatMap { log.choice($0, "`per`", of: NumberRule.Period.self) } ?? .year
    return NumberRule(register: register, per: per, into: path)
  }

  mutating func effect(_ text: String, at place: SourceLocation) -> Effect? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("letter", 2): return .letter(parts[1])
    case ("mail", 2): return recipient(parts[1], at: place).map { .mail($0) }
    case ("webhook", 2): return .webhook(parts[1])
    case ("signal", 2): return signal(parts[1], at: place)
    default:
      log.error(
        "unknown-effect", "`\(text)` is no effect: write letter NAME, mail ROLE, webhook NAME or signal EVENT to FIELD",
        at: place)
      return nil
    }
  }

  /// Reads `EVENT to data.FIELD`. The event belongs to another workflow, so its name is not checked here.
  private mutating func signal(_ text: String, at place: SourceLocation) -> Effect? {
    guard let range = text.ranges(of: " to ").last, !text[..<range.lowerBound].isEmpty else {
      log.error("unknown-effect", "a signal is written signal EVENT to data.FIELD", at: place)
      return nil
    }
    guard let (path, type) = path(String(text[range.upperBound...]), at: place) else { return nil }
    if let type, type != .case, type != .list(.case) {
      log.error("wrong-type", "\(path) holds no case: its type is \(type.word)", at: place)
      return nil
    }
    return .signal(event: String(text[..<range.lowerBound]), to: path)
  }
}

extension Candidate {
  /// Returns the groups of tracks for which the candidate waits. Without `join`, a timed event, a signal or an event of
  /// `anywhere` does not wait, and neither does a candidate with a guard that looks at the group.
  fileprivate func awaited(
    _ join: TrackRule.Join?, _ context: EventContext, _ trigger: EventDefinition.Trigger
  ) -> [String] {
    guard target != nil else { return [] }
    switch join {
    case .all: return context.joined
    case .some(.none): return []
    case nil: break
    }
    var conditions = guards.map(\.condition)
    switch trigger {
    case .after, .signal: return []
    case .person, .approval: break
    case .when(let condition): conditions.append(condition)
    }
    guard !context.isAnywhere else { return [] }
    let seen = conditions.flatMap(\.reads).filter { $0.first == "tracks" }
    return context.joined.filter { group in !seen.contains { $0.count == 1 || $0[1] == group } }
  }
}

extension NumberRule.Period: CaseIterable {
  package static var allCases: [NumberRule.Period] { [.year, .ever] }
}
