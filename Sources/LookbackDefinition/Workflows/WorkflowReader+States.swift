package import LookbackCore

extension WorkflowReader {
  mutating func state(_ key: SourceNode, _ node: SourceNode) -> StateDefinition? {
    guard let name = log.name(key, "a state's name"),
      let keys = log.keys(of: node, as: .state)
    else { return nil }
    places.states[name] = key.location
    let who = roleNames(keys["who"], "`who`")
    let approval = keys["approval"].flatMap { self.approval($0) }
    let context = EventContext(
      stateWho: who, hasApproval: keys["approval"] != nil,
      joined: groups(joinedBy: keys["tracks"]?.items ?? []), hasTracks: keys["tracks"]?.items?.isEmpty == false)
    let events = log.pairs(keys["events"], "events").compactMap { event($0.key, $0.value, in: context) }
    let state = StateDefinition(
      name: name, title: log.title(keys["title"], "a title"), isFinal: log.bool(keys["final"], "`final`"),
      reopen: reopen(keys["reopen"], keys["events"]), who: who, events: events,
      tracks: log.list(keys["tracks"], "`tracks`").compactMap { track($0) }, approval: approval,
      waitsWithoutLimit: waits(keys["waits"]))
    checkShape(state, keys, at: key.location)
    return state
  }

  private mutating func waits(_ node: SourceNode?) -> Bool {
    guard let node, let text = log.text(node, "`waits`") else { return false }
    if text == "without limit" { return true }
    log.unknown("unknown-word", "way to wait", text, among: ["without limit"], at: node.location)
    return false
  }

  /// Reads names of events of the state itself, of `anywhere` or of look-backs.
  private mutating func reopen(_ node: SourceNode?, _ events: SourceNode?) -> [String] {
    let own = events?.pairs?.compactMap { $0.key.text } ?? []
    let anywhere = outline.keys["anywhere"]?.pairs?.compactMap { $0.key.text } ?? []
    let known = own + anywhere + names.lookBackEvents.sorted()
    return log.texts(node, "`reopen`").compactMap {
      named("unknown-event", "event of this state or of `look back`", $0.text, among: known, at: $0.location)
    }
  }

  private mutating func checkShape(_ state: StateDefinition, _ keys: KeyedValues, at place: SourceLocation) {
    if state.isFinal {
      checkFinal(state, keys)
    } else if let reopen = keys["reopen"] {
      log.error("misplaced-key", "only a final state is reopened: add `final: true` or remove it", at: reopen.location)
    }
    if keys["approval"] != nil, keys["events"]?["approved"] == nil {
      log.error("missing-event", "the approval leads nowhere: add the event `approved`", at: place)
    }
  }

  private mutating func checkFinal(_ state: StateDefinition, _ keys: KeyedValues) {
    for (key, _) in keys["events"]?.pairs ?? [] where !state.reopen.contains(key.text ?? "") {
      let name = key.text ?? ""
      log.error(
        "final-with-events", "`\(name)` leaves a final state: name it in `reopen` or remove it", at: key.location)
    }
    for name in ["tracks", "approval", "waits"] {
      guard let node = keys[name] else { continue }
      log.error("final-with-events", "nothing happens in a final state: remove `\(name)`", at: node.location)
    }
    checkReopening(keys)
  }

  /// Reports `reopen` with an event of a condition or of time. The engine does not look at those in a closed case; a
  /// person or a signal reopens it.
  private mutating func checkReopening(_ keys: KeyedValues) {
    for (name, place) in keys["reopen"]?.texts ?? [] {
      guard let event = keys["events"]?[name] ?? outline.keys["anywhere"]?[name] else { continue }
      let first = event.items?.first ?? event
      for key in ["when", "after"] where first[key] != nil {
        log.error(
          "final-with-events", "`\(key)` brings nothing back that has ended: let a person or a signal fire `\(name)`",
          at: place)
      }
    }
  }

  private mutating func track(_ node: SourceNode) -> TrackRule? {
    guard let keys = log.keys(of: node, as: .track) else { return nil }
    let each = log.required("each", of: keys, in: "a track").flatMap { elements($0) }
    let group = log.required("as", of: keys, in: "a track").flatMap { groupName($0) }
    let join = keys["join"].flatMap { log.choice($0, "`join`", of: TrackRule.Join.self) } ?? .all
    guard let run = log.required("run", of: keys, in: "a track"), let workflow = log.text(run, "`run`") else {
      return nil
    }
    places.crossings.append(Crossing(workflow: workflow, role: nil, location: run.location))
    guard let each, let group else { return nil }
    return TrackRule(each: each, workflow: workflow, group: group, join: join)
  }

  private mutating func elements(_ node: SourceNode) -> ValuePath? {
    path(node, "`each`", holding: "list of units, persons or texts") { type in
      switch type {
      case .list(.unit), .list(.person), .list(.text): true
      default: false
      }
    }
  }

  private mutating func groupName(_ node: SourceNode) -> String? {
    guard let text = log.text(node, "`as`") else { return nil }
    let letters = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    if letters, text.first?.isLetter == true {
      return text
    }
    log.error("bad-name", "`\(text)` is no name for tracks: use small letters, digits and _", at: node.location)
    return nil
  }
}

extension TrackRule.Join: CaseIterable {
  package static var allCases: [TrackRule.Join] { [.all, .none] }
}
