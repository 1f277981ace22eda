import LookbackCEL
import LookbackTime

/// What a move to another version changes in one track, before what follows from these changes.
struct TrackMove {
  let current: Case
  let track: Track
  let old: Workflow
  let new: Workflow
  let moves: Moves
  /// The digest of the text of the new version.
  let definition: [UInt8]
  /// The day of the move.
  let date: CivilDate

  var state: String { moves.state(track.state) }

  /// Returns the changes of the move.
  /// - Throws: the rejection `cannotMove`.
  func changes() throws(Rejection) -> [Change] {
    try checkPlace()
    return [.moved(track.id, to: new.reference, state: state, definition: definition)] + (try values()) + clocks()
  }

  private func refuse(_ obstacle: MoveObstacle) -> Rejection { .cannotMove(track: track.id, obstacle) }

  private func checkPlace() throws(Rejection) {
    guard let before = old.state(track.state), let after = new.state(state), before.isFinal == after.isFinal else {
      throw refuse(.noPlace(state: track.state))
    }
    guard !track.isEnded else { return }
    switch (before.approval.map(moves.translated), after.approval) {
    case (nil, nil): break
    case (let before?, let after?) where before.asksLike(after) && track.approval != nil: break
    default: throw refuse(.approvalChanged(state: track.state))
    }
    guard Set(moves.translated(before).tracks.map(Running.init)) == Set(after.tracks.map(Running.init)) else {
      throw refuse(.tracksChanged(state: track.state))
    }
  }

  /// The parts of a track rule that decide which tracks run. How their end is waited for may differ between versions.
  private struct Running: Hashable {
    let each: ValuePath
    let workflow: String
    let group: String

    init(_ rule: TrackRule) { (each, workflow, group) = (rule.each, rule.workflow, rule.group) }
  }

  /// Returns the changes of fields: values take the new names, and one that the new version reads differently is
  /// written again.
  private func values() throws(Rejection) -> [Change] {
    var changes: [Change] = []
    for (name, value) in track.data.sorted(by: { $0.key < $1.key }) {
      guard !moves.clear.contains(name) else {
        changes.append(.cleared(track.id, field: name))
        continue
      }
      guard let field = new.field(moves.field(name)) else { throw refuse(.fieldGone(field: name)) }
      if field.name != name { changes.append(.fieldRenamed(track.id, field: name, to: field.name)) }
      let read: Value
      do { read = try field.type.checked(value) } catch {
        throw refuse(.unfit(field: field.name, expected: error.expected, found: error.found))
      }
      if read != value { changes.append(.set(track.id, field: field.name, read)) }
    }
    return changes
  }

  /// Returns the starts of clocks that never ran in the track, but would have run in the new version.
  func starts() -> [Change] { new.clocks.filter { track.clocks[$0.name] == nil }.flatMap { start($0) } }

  private func clocks() -> [Change] {
    track.clocks.entries.sorted { $0.key < $1.key }.flatMap { entry in
      let (name, state) = (entry.key, entry.value)
      guard let before = old.clock(name).map(moves.translated) else { return [Change]() }
      return state.stopped == nil ? open(name, state, before) : settled(name, state, before)
    }
  }

  /// Returns the changes of a clock that has stopped, which keeps its dates whatever the new version says.
  private func settled(_ name: String, _ state: ClockState, _ before: ClockDefinition) -> [Change] {
    if state.version != nil { return [] }
    if let after = new.clock(name), old.measures(before, like: after, of: new) { return [] }
    return [.clockCounted(track.id, clock: name, by: old.reference.version)]
  }

  private func open(_ name: String, _ state: ClockState, _ before: ClockDefinition) -> [Change] {
    let stop = Change.clockStopped(track.id, clock: name, on: date)
    guard let after = new.clock(name), moves.clocks[name] != .cancel else {
      return [stop] + settled(name, state, before)
    }
    let marks = obsoleteMarks(state, after)
    guard moves.clocks[name] == .recompute else { return marks + settled(name, state, before) }
    let renewed: [Change] = state.version == nil ? [] : [.clockCounted(track.id, clock: name, by: nil)]
    guard case .runs(_, let from) = after.term else { return marks + renewed }
    if case .runs(_, from) = before.term { return marks + renewed }
    guard let started = started(from) else { return [stop] + settled(name, state, before) }
    guard started != state.facts.effectiveStart else { return marks + renewed }
    let correction = ClockFacts.Correction(started: started, on: date, sequence: current.sequence + 1)
    return marks + renewed + [.clockCorrected(track.id, clock: name, correction)]
  }

  /// Returns the changes that remove marks of a clock which no event of the new version could remove.
  private func obsoleteMarks(_ state: ClockState, _ after: ClockDefinition) -> [Change] {
    var gone: [ClockMark] = []
    if after.resumesOn.isEmpty { gone.append(.held) }
    if after.extend?.ask.isEmpty ?? true { gone.append(.asked) }
    return gone.filter { state.marks.contains($0) }.map { .clockMarked(track.id, clock: after.name, $0, false) }
  }

  private func start(_ clock: ClockDefinition) -> [Change] {
    let name = clock.name
    guard moves.clocks[name] == .recompute, !track.isEnded, !clock.stopsIn.contains(state) else { return [] }
    switch clock.term {
    case .runs(_, let from):
      if let before = old.clock(name).map(moves.translated), case .runs(_, from) = before.term { return [] }
      return started(from).map { [.clockStarted(track.id, clock: name, on: $0)] } ?? []
    case .at(let path):
      let field = moves.data.first { $0.value == path.field }?.key ?? path.field
      let owner = path.scope == .case ? current.root : track
      return owner.data[field] == nil ? [] : [.clockStarted(track.id, clock: name, on: date)]
    // Such a clock is started by the values of its fields.
    case .computed: return []
    }
  }

  /// Returns the day on which the start last happened in the track; nil if it never did.
  private func started(_ start: ClockStart) -> CivilDate? {
    switch start {
    case .event(let name): track.marks[name]?.last.on
    case .state(let name): name == state ? track.entered.on : nil
    }
  }
}
