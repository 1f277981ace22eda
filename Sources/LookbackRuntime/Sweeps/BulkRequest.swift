package import LookbackCEL
package import LookbackCore
package import LookbackStore
package import LookbackTime

/// One event that is to be fired for every case that a filter and a condition pick.
package struct BulkRequest: Sendable {
  package var filter: CandidateFilter
  /// Asked of every case that the filter picks; nil takes them all.
  package var condition: Guard?
  package var event: String
  package var track: TrackChoice?
  package var data: [String: Value]
  /// The business date; nil means the day on which it is recorded.
  package var on: CivilDate?
  /// Who asks, with the posts held now: conditions may read them.
  package var actor: Actor
  package var via: String
  /// Names the sweep: its commands are named by it and by their case, so that what was done is not done again.
  package var key: String
  /// Cases up to this number are passed over.
  package var after = CaseID.beforeAll

  package init(
    filter: CandidateFilter, condition: Guard? = nil, event: String, track: TrackChoice? = nil,
    data: [String: Value] = [:], on: CivilDate? = nil, actor: Actor, via: String, key: String
  ) {
    self.filter = filter
    self.condition = condition
    self.event = event
    self.track = track
    self.data = data
    self.on = on
    self.actor = actor
    self.via = via
    self.key = key
  }

  /// The command for this case as it was read: refused as stale if the case has moved on since.
  func command(for current: Case) throws(SweepRefusal.Reason) -> Command {
    var named: TrackID?
    if let track {
      named = track.track(of: current)
      if named == nil { throw .noTrack(unit: track.description) }
    }
    return Command(
      id: CommandID("sweep \(key) \(current.id)"), target: current.id,
      request: .fire(event: event, track: named, data: data), actor: actor, via: via, on: on,
      expected: current.sequence, work: .sweep)
  }
}
