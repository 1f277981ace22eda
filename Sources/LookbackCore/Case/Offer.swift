import LookbackCEL
import LookbackTime

/// Something that could be asked of a track as it stands: an event of its state, an approver's decision, or the
/// extension of a clock. The one table of who may do what is read from here.
struct Offer {
  enum Kind {
    case event(EventDefinition)
    case decision(approves: Bool)
    case `extension`(ClockDefinition, ExtendRule)
  }
  let kind: Kind
  let track: Track
  let workflow: Workflow

  var name: String {
    switch kind {
    case .event(let event): event.name
    case .decision(let approves): approves ? Offer.approve : Offer.refuse
    case .extension(let clock, _): Offer.extend(clock.name)
    }
  }

  var title: Label {
    switch kind {
    case .event(let event): event.title
    case .decision(true): Label(english: "Approve", chinese: "同意")
    case .decision(false): Label(english: "Refuse", chinese: "退回")
    case .extension(let clock, _):
      Label(
        english: "Extend " + clock.title.text(in: .english, fallback: clock.name),
        chinese: clock.title.text(in: .chinese, fallback: clock.name) + "延期")
    }
  }

  var needs: [String] {
    switch kind {
    case .event(let event): event.needs
    case .decision(let approves): approves ? [] : [Offer.reason]
    case .extension(_, let rule): rule.needs
    }
  }

  var takes: [String] {
    let more: [String] =
      switch kind {
      case .event(let event): event.takes
      case .decision, .extension: []
      }
    return (more.filter { $0 != Offer.reason } + [Offer.reason]).filter { !needs.contains($0) }
  }

  static let approve = "approve"
  static let refuse = "refuse"
  /// The one input every event takes: kept with the event, not in the data.
  static let reason = "reason"
  static func extend(_ clock: String) -> String { "extend \(clock)" }

  func addresses(in current: Case) -> [Message.Address] {
    switch kind {
    case .event(let event):
      let roles = event.who.isEmpty ? workflow.state(track.state)?.who ?? [] : event.who
      return roles.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
    case .decision: return current.pendingApprovers(of: track, in: workflow).map(\.address)
    case .extension(_, let rule):
      return rule.who.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
    }
  }
}

extension Case {
  /// All that could be asked of a track as it stands, by whomever.
  func offers(of track: Track, in workflow: Workflow) -> [Offer] {
    guard let state = workflow.state(track.state) else { return [] }
    var kinds: [Offer.Kind] = []
    let events = state.events.filter { !track.isEnded || state.reopen.contains($0.name) }
    kinds += events.map { .event($0) }
    guard !track.isEnded else { return kinds.map { Offer(kind: $0, track: track, workflow: workflow) } }
    if track.approval != nil { kinds += [.decision(approves: true), .decision(approves: false)] }
    kinds += workflow.anywhere.filter { !$0.exceptIn.contains(state.name) }.map { .event($0.event) }
    for clock in workflow.clocks {
      guard let rule = clock.extend, let running = track.clocks[clock.name], running.stopped == nil else { continue }
      kinds.append(.extension(clock, rule))
    }
    return kinds.map { Offer(kind: $0, track: track, workflow: workflow) }
  }

  func offers(in library: Library) -> [Offer] {
    tracks.flatMap { track in library.workflow(track.workflow).map { offers(of: track, in: $0) } ?? [] }
  }
}

extension Deliberation {
  /// The offer that a command means; with no track given, the only one that this actor could take.
  func offer(named name: String, track id: TrackID?) throws(Rejection) -> Offer {
    if let id, current.track(id) == nil { throw .unknownTrack(id) }
    let all = current.offers(in: context.library).filter { id == nil || $0.track.id == id }
    let named = all.filter { $0.name == name }
    if named.count == 1 { return named[0] }
    if named.isEmpty { throw absence(of: name, track: id, offered: all) }
    let permitted = named.filter { $0.addresses(in: current).contains { $0.names(command.actor) } }
    if permitted.count == 1 { return permitted[0] }
    throw .ambiguousTrack(event: name, tracks: (permitted.isEmpty ? named : permitted).map(\.track.id))
  }

  private func absence(of name: String, track id: TrackID?, offered: [Offer]) -> Rejection {
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

extension Offer {
  /// Whether a person fires it, rather than the engine.
  var isForPersons: Bool {
    if case .event(let event) = kind, event.trigger != .person { return false }
    return true
  }
}

extension Workflow {
  /// Every event of a state or of `anywhere` that persons fire, each name once, in the order of the definition.
  var personEvents: [EventDefinition] {
    var seen: Set<String> = []
    let all = states.flatMap(\.events) + anywhere.map(\.event)
    return all.filter { $0.trigger == .person && seen.insert($0.name).inserted }
  }

  /// Every event that a track of this workflow may ever be asked for.
  var eventNames: Set<String> {
    var names = Set(states.flatMap { $0.events.map(\.name) } + anywhere.map(\.event.name))
    for clock in clocks where clock.extend != nil { names.insert(Offer.extend(clock.name)) }
    if states.contains(where: { $0.approval != nil }) { names.formUnion([Offer.approve, Offer.refuse]) }
    return names
  }
}
