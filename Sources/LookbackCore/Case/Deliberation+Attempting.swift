import LookbackCEL
import LookbackTime

extension Deliberation {
  /// An event that a timer or the engine fires on a track.
  struct Act: Hashable {
    let track: TrackID
    let event: String
  }

  /// Performs an event of a timer or of the engine. If it is refused, all its effects are undone, the blockage is
  /// recorded, and the deliberation continues.
  mutating func attempt(
    _ act: Act, timer: String?, _ date: CivilDate,
    _ body: (inout Deliberation) throws(Rejection) -> Void
  ) throws(Rejection) {
    let before = self
    do throws(Rejection) {
      let wasBlocked = current.tracks[act.track.value].blocked[act.event] != nil
      try body(&self)
      if wasBlocked, events.count > before.events.count { amend([.freed(act.track, event: act.event)]) }
      try follow()
    } catch {
      self = before
      block(act, timer: timer, error, date)
    }
  }

  /// Records that an event is blocked, and notifies those who can help. A blockage that is known already is not
  /// reported again.
  mutating func block(_ act: Act, timer: String?, _ rejection: Rejection, _ date: CivilDate) {
    defer { refused[act] = current.sequence }
    let track = current.tracks[act.track.value]
    let obstacle = Obstacle(rejection)
    let known = track.blocked[act.event]
    guard known?.obstacle != obstacle || known?.timer != timer, !blocked.contains(act) else { return }
    blocked.insert(act)
    let via = recordedVia
    if acting == .engine { recordedVia = "timer" }
    record(
      Blockage.name(of: act.event), on: track.id, from: track.state, to: track.state, date: date,
      actor: Actor.engine.description, [.blocked(track.id, event: act.event, timer: timer, obstacle)])
    recordedVia = via
    guard known == nil else { return }
    tell(.blocked, current.watchers(of: track, in: context.library), on: track.id, about: act.event)
  }
}

extension Case {
  /// Returns who is to resolve a blockage: those who act in the state and those who are told of a breach of the track's
  /// terms; if there is nobody, those of the parent track; if there is none, everybody who has a role.
  func watchers(of track: Track, in library: Library) -> [Message.Address] {
    guard let workflow = library.workflow(track.workflow), let state = workflow.state(track.state) else { return [] }
    var found = state.roles.flatMap { addresses(ofRole: $0, from: track, in: workflow) }
    var told = state.approval?.breach?.tell ?? []
    for clock in workflow.clocks where track.clocks[clock.name].map({ $0.stopped == nil }) ?? false {
      told += clock.breach?.tell ?? []
    }
    found += told.flatMap { addresses(of: $0, from: track, in: library) }
    guard found.isEmpty else { return found.distinct }
    if let parent = track.parent.flatMap({ self.track($0) }) { return watchers(of: parent, in: library) }
    let everybody = workflow.roles.keys.sorted().flatMap { addresses(ofRole: $0, from: track, in: workflow) }
    return everybody.distinct
  }
}
