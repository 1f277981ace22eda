import LookbackCEL
import LookbackTime

/// An action that can be asked of a track in its present state: an event of the state, an approver's decision, or the
/// extension or correction of a clock. All edges read from here who may do what.
package struct AvailableAction {
  indirect enum Kind {
    case event(EventDefinition)
    case decision(approves: Bool)
    case `extension`(ClockDefinition, ExtendRule)
    /// Asking for an extension, which another person grants.
    case asking(ClockDefinition, ExtendRule)
    case refusing(ClockDefinition, ExtendRule)
    case correction(ClockDefinition, CorrectRule)

    var name: String {
      switch self {
      case .event(let event): event.name
      case .decision(let approves): approves ? AvailableAction.approve : AvailableAction.refuse
      case .extension(let clock, _): AvailableAction.extend(clock.name)
      case .asking(let clock, _): AvailableAction.askToExtend(clock.name)
      case .refusing(let clock, _): AvailableAction.refuseToExtend(clock.name)
      case .correction(let clock, _): AvailableAction.correct(clock.name)
      }
    }
  }
  let kind: Kind
  package let track: Track
  package let workflow: Workflow

  package var name: String { kind.name }

  var title: Label {
    switch kind {
    case .event(let event): event.title
    case .decision(true): Label(english: "Approve", chinese: "同意")
    case .decision(false): Label(english: "Refuse", chinese: "退回")
    case .extension(let clock, _): clock.titled("Extend ", "延期")
    case .asking(let clock, _): clock.titled("Ask to extend ", "申请延期")
    case .refusing(let clock, _): clock.titled("Refuse to extend ", "不同意延期")
    case .correction(let clock, _): clock.titled("Correct the start of ", "更正起算日期")
    }
  }

  /// The inputs that the action requires.
  package var needs: [String] {
    switch kind {
    case .event(let event): event.needs
    case .decision(let approves): approves ? [] : [AvailableAction.reason]
    case .extension(_, let rule): rule.ask.isEmpty ? rule.needs : []
    case .asking(_, let rule): rule.needs
    case .refusing: [AvailableAction.reason]
    case .correction(_, let rule): [AvailableAction.started] + rule.needs
    }
  }

  /// The inputs that the action accepts besides those that it requires.
  package var takes: [String] {
    let more: [String] =
      switch kind {
      case .event(let event): event.takes
      case .decision, .extension, .asking, .refusing, .correction: []
      }
    let needs = needs
    return (more.filter { $0 != AvailableAction.reason } + [AvailableAction.reason]).filter { !needs.contains($0) }
  }

  package static let approve = "approve"
  package static let refuse = "refuse"
  /// The one input that every event accepts. It is recorded with the event and not in the data.
  package static let reason = "reason"
  /// The input of a correction that holds the date on which the clock really started.
  package static let started = "started"
  package static func extend(_ clock: String) -> String { "extend \(clock)" }
  package static func askToExtend(_ clock: String) -> String { "ask to extend \(clock)" }
  package static func refuseToExtend(_ clock: String) -> String { "refuse to extend \(clock)" }
  package static func correct(_ clock: String) -> String { "correct \(clock)" }

  /// The posts and persons who may take the action.
  package func addresses(in current: Case) -> [Message.Address] {
    switch kind {
    case .event(let event):
      let roles = workflow.state(track.state)?.roles(of: event) ?? event.who
      return roles.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
    case .decision: return current.pendingApprovers(of: track, in: workflow).map(\.address)
    case .extension(_, let rule), .refusing(_, let rule): return addresses(of: rule.who, in: current)
    case .asking(_, let rule): return addresses(of: rule.ask, in: current)
    case .correction(_, let rule): return addresses(of: rule.who, in: current)
    }
  }

  private func addresses(of roles: [String], in current: Case) -> [Message.Address] {
    roles.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
  }
}

extension Case {
  /// Returns all actions that can be asked of a track in its present state, by anybody.
  /// - Parameter name: if set, only actions of this name.
  func offers(of track: Track, in workflow: Workflow, named name: String? = nil) -> [AvailableAction] {
    guard let state = workflow.state(track.state) else { return [] }
    func isMeant(_ other: String) -> Bool { name.map { $0 == other } ?? true }
    var kinds: [AvailableAction.Kind] = []
    func isPossible(_ name: String) -> Bool {
      isMeant(name) && (!track.isEnded || state.reopen.contains(name) && canReopen(track))
    }
    for event in state.events where isPossible(event.name) { kinds.append(.event(event)) }
    if !track.isEnded, track.approval != nil { kinds += [.decision(approves: true), .decision(approves: false)] }
    for other in workflow.anywhere where isPossible(other.event.name) && !other.exceptIn.contains(state.name) {
      kinds.append(.event(other.event))
    }
    if !track.isEnded {
      // All names that a clock offers end with its own.
      for clock in workflow.clocks where name?.hasSuffix(clock.name) ?? true { kinds += clockOffers(clock, of: track) }
    }
    return kinds.filter { isMeant($0.name) }.map { AvailableAction(kind: $0, track: track, workflow: workflow) }
  }

  /// Whether events can reopen the track. A root track can be reopened whenever its state says so. Another track can be
  /// reopened only while the round that opened it lasts, because after that its parent no longer waits for it.
  func canReopen(_ track: Track) -> Bool {
    guard let parent = track.parent.flatMap({ self.track($0) }) else { return true }
    return !track.isRemoved && !parent.isEnded && track.round == parent.entered.sequence
  }

  private func clockOffers(_ clock: ClockDefinition, of track: Track) -> [AvailableAction.Kind] {
    guard let state = track.clocks[clock.name] else { return [] }
    var kinds: [AvailableAction.Kind] = clock.correct.map { [.correction(clock, $0)] } ?? []
    guard let rule = clock.extend, state.stopped == nil else { return kinds }
    if rule.ask.isEmpty {
      kinds.append(.extension(clock, rule))
    } else if state.marks.contains(.asked) {
      kinds += [.extension(clock, rule), .refusing(clock, rule)]
    } else {
      kinds.append(.asking(clock, rule))
    }
    return kinds
  }

  /// Returns all actions that can be asked of any track in its present state, by anybody.
  package func offers(in library: Library) -> [AvailableAction] {
    tracks.flatMap { track in library.workflow(track.workflow).map { offers(of: track, in: $0) } ?? [] }
  }
}

extension Deliberation {
  /// Returns the action that a command names. If the command names no track, it is the only one that this actor may
  /// take.
  /// - Throws: why there is no such action, or that several tracks have it.
  func offer(named name: String, track id: TrackID?) throws(Rejection) -> AvailableAction {
    if let id, current.track(id) == nil { throw .unknownTrack(id) }
    func offers(named name: String?) -> [AvailableAction] {
      var found: [AvailableAction] = []
      for track in current.tracks where id == nil || track.id == id {
        guard let workflow = context.library.workflow(track.workflow) else { continue }
        found += current.offers(of: track, in: workflow, named: name)
      }
      return found
    }
    let named = offers(named: name)
    if named.count == 1 { return named[0] }
    if named.isEmpty { throw absence(of: name, track: id, offered: offers(named: nil)) }
    let permitted = named.filter { $0.addresses(in: current).capacity(of: command.actor) != nil }
    if permitted.count == 1 { return permitted[0] }
    // An actor who may take none of them gets the refusal of the first: asking for a track would not help.
    guard !permitted.isEmpty else { return named[0] }
    throw .ambiguousTrack(event: name, tracks: permitted.map(\.track.id))
  }

  private func absence(of name: String, track id: TrackID?, offered: [AvailableAction]) -> Rejection {
    let relevant = current.tracks.filter { id == nil || $0.id == id }
    let known = Set(relevant.flatMap { context.library.workflow($0.workflow)?.eventNames ?? [] })
    guard known.contains(name) else {
      return .unknownEvent(name: name, suggestion: NearestName.suggestion(for: name, among: known.sorted()))
    }
    let state = relevant.first { context.library.workflow($0.workflow)?.eventNames.contains(name) ?? false }?.state
    let possible = offered.filter { $0.isForPersons }.map(\.name)
    return .notInThisState(event: name, state: state ?? current.root.state, possible: Set(possible).sorted())
  }
}

extension ClockDefinition {
  /// The names of the events that this clock's own rules offer.
  package var eventNames: [String] {
    let asking =
      self.extend.map {
        $0.ask.isEmpty ? [] : [AvailableAction.askToExtend(self.name), AvailableAction.refuseToExtend(self.name)]
      } ?? []
    return (self.extend == nil ? [] : [AvailableAction.extend(self.name)]) + asking
      + (self.correct == nil ? [] : [AvailableAction.correct(self.name)])
  }

  fileprivate func titled(_ english: String, _ chinese: String) -> Label {
    Label(
      english: english + self.title.text(in: .english, fallback: self.name),
      chinese: self.title.text(in: .chinese, fallback: self.name) + chinese)
  }
}

extension AvailableAction {
  /// Whether a person takes the action, and not the engine.
  package var isForPersons: Bool {
    if case .event(let event) = kind { return event.isForPersons }
    return true
  }
}

extension Workflow {
  /// Every event of a state or of `anywhere` that persons fire, each name once, in the order of the definition.
  var personEvents: [EventDefinition] {
    var seen: Set<String> = []
    let all = self.states.flatMap(\.events) + self.anywhere.map(\.event)
    return all.filter { $0.isForPersons && seen.insert($0.name).inserted }
  }

  /// The names of all events that can ever be asked of a track of this workflow.
  package var eventNames: Set<String> {
    var names = Set(self.states.flatMap { $0.events.map(\.name) } + self.anywhere.map(\.event.name))
    for clock in self.clocks { names.formUnion(clock.eventNames) }
    if self.states.contains(where: { $0.approval != nil }) {
      names.formUnion([AvailableAction.approve, AvailableAction.refuse])
    }
    return names
  }
}
