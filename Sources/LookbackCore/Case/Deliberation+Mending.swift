import LookbackCEL
import LookbackTime

/// Corrections by administrators, for a case that its own events cannot get out of its state. The edges check that only
/// administrators ask for them.
extension Deliberation {
  /// The names of these acts in history.
  static let mended = "mended"
  package static let mendProposed = "mend proposed"
  static let mendRefused = "mend refused"
  static let mendTakenBack = "mend taken back"

  package static let mendingNames: Set<String> = [mended, mendProposed, mendRefused, mendTakenBack]

  /// Makes the requested correction. If the definition requires two persons, the correction is only proposed and waits
  /// for the second.
  mutating func mend(_ asked: Mend) throws(Rejection) {
    let track = try mendable(asked.track)
    guard !asked.reason.isBlank else { throw .missing(fields: [AvailableAction.reason]) }
    guard asked.act != nil || !asked.data.isEmpty else { throw .mend(.nothingToMend) }
    let workflow = try workflow(of: track)
    var mend = asked
    mend.data = try corrections(asked.data, workflow)
    try requirePossible(mend, track, workflow)
    guard needsTwo(workflow) else { return try carryOut(mend, because: mend.reason) }
    if let waiting = current.mendProposal { throw .mend(.mendWaits(number: waiting.since.sequence)) }
    // A correction that would be refused is not proposed.
    var trial = self
    try trial.carryOut(mend, because: mend.reason)
    note(
      Self.mendProposed, on: track, mend.reason, try businessDate(in: workflow),
      [.mendProposed(track.id, mend, by: command.actor.description)])
  }

  /// Answers a proposed correction: another administrator confirms or refuses it, and the proposer can withdraw it.
  mutating func answer(_ answer: MendAnswer) throws(Rejection) {
    guard let waiting = current.mendProposal, waiting.since.sequence == answer.proposal else {
      throw .mend(.noMendWaits(number: answer.proposal))
    }
    let track = current.tracks[waiting.mend.track.value]
    let isOwn = command.actor.person == waiting.proposer
    let settled = Change.mendSettled(track.id)
    guard answer.confirms else {
      guard !answer.reason.isBlank else { throw .missing(fields: [AvailableAction.reason]) }
      let date = try businessDate(in: try workflow(of: track))
      return note(isOwn ? Self.mendTakenBack : Self.mendRefused, on: track, answer.reason, date, [settled])
    }
    try requireOtherEyes(than: waiting)
    guard track.entered.sequence < waiting.since.sequence else {
      throw .mend(.mendOvertaken(number: answer.proposal, state: track.state))
    }
    try requirePossible(waiting.mend, try mendable(track.id), try workflow(of: track))
    let reason = answer.reason.isBlank ? waiting.mend.reason : answer.reason
    try carryOut(waiting.mend, because: reason, [settled])
  }

  private func requireOtherEyes(than waiting: MendProposal) throws(Rejection) {
    guard case .person(let person, _, let substitutions) = command.actor else { return }
    guard person != waiting.proposer else { throw .barred(person: person, fired: Self.mendProposed) }
    guard !substitutions.contains(where: { $0.person == waiting.proposer }) else {
      throw .barredSubstitute(person: person, of: waiting.proposer, fired: Self.mendProposed)
    }
  }

  /// Whether two persons are required, by the definition of the case or of the track.
  private func needsTwo(_ workflow: Workflow) -> Bool {
    workflow.isMendedByTwo || context.library.workflow(current.root.workflow)?.isMendedByTwo ?? false
  }

  private func mendable(_ id: TrackID) throws(Rejection) -> Track {
    guard let track = current.track(id), !track.isRemoved else { throw .unknownTrack(id) }
    return track
  }

  /// Refuses a correction that names a state or a blocked event which the track does not have.
  private func requirePossible(_ mend: Mend, _ track: Track, _ workflow: Workflow) throws(Rejection) {
    switch mend.act {
    case .put(let name)?:
      guard workflow.state(name) != nil else {
        let known = workflow.states.map(\.name)
        let near = NearestName.suggestion(for: name, among: known)
        throw .mend(.unknownState(name: name, suggestion: near, known: known))
      }
      guard current.canReopen(track) else { throw .mend(.roundOver(track.id)) }
    case .retry(let event)?, .drop(let event)?:
      guard track.blocked[event] != nil else {
        throw .mend(.notBlocked(event: event, blocked: track.blocked.entries.map(\.key)))
      }
    case nil: break
    }
  }

  private mutating func carryOut(_ mend: Mend, because reason: String, _ more: [Change] = []) throws(Rejection) {
    let track = current.tracks[mend.track.value]
    let workflow = try workflow(of: track)
    let date = try businessDate(in: workflow)
    let corrected: [Change] = mend.data.sorted { $0.key < $1.key }.map { name, value in
      value == .null ? .cleared(track.id, field: name) : .set(track.id, field: name, value)
    }
    let changes = more + corrected
    switch mend.act {
    case .put(let name)?: try put(track, into: name, workflow, reason, date, changes)
    case .retry(let event)?:
      note(Self.mended, on: track, reason, date, changes)
      try settle()
      if let blockage = current.tracks[track.id.value].blocked[event] {
        throw .mend(.stillBlocked(event: event, blockage.obstacle))
      }
    case .drop(let event)?:
      note(Self.mended, on: track, reason, date, changes + given(up: event, track))
    case nil: note(Self.mended, on: track, reason, date, changes)
    }
    try requireUnique()
  }

  private mutating func put(
    _ track: Track, into name: String, _ workflow: Workflow, _ reason: String, _ date: CivilDate, _ changes: [Change]
  ) throws(Rejection) {
    guard let state = workflow.state(name) else { return }
    let resumed: [Change] = track.isEnded ? [.resumed(track.id)] : []
    note(Self.mended, on: track, reason, date, to: name, changes + leaving(track.id, date: date) + resumed)
    amend([.entered(track.id, state: name)])
    amend(continued(track, in: state, workflow))
    try arrive(at: state, on: track.id, workflow, date: date)
  }

  /// Lets the clocks run on that were stopped by entering the state which is left now, unless the new state stops them,
  /// too. So a term is not lost because a case was closed by mistake.
  private func continued(_ track: Track, in state: StateDefinition, _ workflow: Workflow) -> [Change] {
    guard let left = workflow.state(track.state), !state.isFinal else { return [] }
    return workflow.clocks.compactMap { clock in
      guard left.isFinal || clock.stopsIn.contains(left.name), !clock.stopsIn.contains(state.name),
        track.clocks[clock.name]?.stopped == track.entered.on
      else { return nil }
      return .clockContinued(track.id, clock: clock.name)
    }
  }

  /// The facts that give up a blocked event: a wait counts as fired, and an automatic event does not fire again while
  /// the track stays in its state.
  private func given(up event: String, _ track: Track) -> [Change] {
    let mark = track.blocked[event]?.timer ?? track.droppedMark(of: event)
    return [.freed(track.id, event: event), .fired(track.id, timer: mark)]
  }

  /// The values in their stored form; null for those that are cleared.
  private func corrections(_ data: [String: Value], _ workflow: Workflow) throws(Rejection) -> [String: Value] {
    let values = try workflow.checked(data, context.directory, by: command.actor)
    let empty = data.keys.filter { values[$0] == nil }
    let missing = workflow.fields.filter { $0.isRequired && empty.contains($0.name) }.map(\.name)
    guard missing.isEmpty else { throw .missing(fields: missing) }
    var found = Dictionary(uniqueKeysWithValues: empty.map { ($0, Value.null) })
    for (name, value) in values {
      guard let field = workflow.field(name) else { continue }
      found[name] = try another(value, field)
    }
    return found
  }

  /// Records one event with its reason.
  private mutating func note(
    _ name: String, on track: Track, _ reason: String, _ date: CivilDate, to state: String? = nil, _ changes: [Change]
  ) {
    record(
      name, on: track.id, from: track.state, to: state ?? track.state, date: date,
      actor: command.actor.description, [.noted(name: AvailableAction.reason, .string(reason))] + changes)
  }
}

extension Case {
  /// The correction that waits for a second administrator; nil if there is none. A case has at most one.
  package var mendProposal: MendProposal? { tracks.lazy.compactMap(\.mending).first }
}

extension Track {
  /// The mark of an automatic event that was given up until the track leaves its state.
  fileprivate func droppedMark(of event: String) -> String {
    FiredMark.ofState("dropped:\(event)", enteredWith: entered.sequence)
  }

  /// Whether the event was given up until the track leaves its state.
  func hasDropped(_ event: String) -> Bool { !fired.isEmpty && fired.contains(droppedMark(of: event)) }
}
