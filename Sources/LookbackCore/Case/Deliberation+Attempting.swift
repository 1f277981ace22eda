import LookbackCEL
import LookbackTime

extension Deliberation {
  /// An event that time or the engine fires on a track.
  struct Act: Hashable {
    let track: TrackID
    let event: String
  }

  /// Does something for time or the engine. If it is refused, nothing of it has happened: that it is blocked is recorded,
  /// and what else there is to do goes on.
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

  /// Records that something cannot be done, and tells those who may help. What is known already is not told again.
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
  /// Who sees to it that something blocked can be done: those who act in the state, and those who are told when a term of
  /// the track is over; where there is nobody, those of the track it belongs to, at last everybody who has a part.
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
