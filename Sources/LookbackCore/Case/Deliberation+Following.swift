import LookbackCEL
import LookbackTime

extension Deliberation {
  /// What follows from values that the last event changed without a state being left: tracks for new elements of a
  /// list, the end of those whose element is gone, and dates that are worked out from fields.
  mutating func follow() throws(Rejection) {
    guard let date = events.last?.on, followed != current else { return }
    try followLists(date)
    try followExpressions(date)
    followed = current
  }

  private mutating func followLists(_ date: CivilDate) throws(Rejection) {
    for track in current.tracks where !track.isEnded {
      guard let old = followed.track(track.id), old.entered == track.entered, !old.isEnded,
        let state = try workflow(of: track).state(track.state)
      else { continue }
      for rule in state.tracks { try follow(rule, of: track, since: old, date) }
    }
  }

  private mutating func follow(
    _ rule: TrackRule, of track: Track, since old: Track, _ date: CivilDate
  ) throws(Rejection) {
    let before = followed.value(at: rule.each, from: old)?.codes ?? []
    let now = current.value(at: rule.each, from: track)?.codes ?? []
    guard before != now else { return }
    let round = track.entered.sequence
    for unit in before where !now.contains(unit) {
      let gone = current.tracks.filter {
        $0.parent == track.id && $0.group == rule.group && $0.unit == unit && $0.round == round && !$0.isRemoved
      }
      for inner in gone {
        amend(ends(below: inner.id, date: date) + stops(on: inner.id, date: date) + [.removed(inner.id)])
      }
    }
    let isSameEvent = round == current.sequence
    for unit in now where !before.contains(unit) {
      try open(unit, by: rule, on: track.id, round: isSameEvent ? nil : round, date: date)
    }
  }

  mutating func followExpressions(_ date: CivilDate) throws(Rejection) {
    for track in current.tracks where !track.isEnded {
      let workflow = try workflow(of: track)
      for clock in workflow.clocks {
        guard case .computed(let expression) = clock.term, !clock.stopsIn.contains(track.state) else { continue }
        let view = view(of: current.tracks[track.id.value], workflow)
        let given = (try? view.value(of: expression))?.date
        let known = track.clocks[clock.name]
        // One that kept its date in a move keeps it.
        guard known?.version == nil, given != known?.date else { continue }
        if known == nil || known?.stopped != nil {
          guard given != nil else { continue }
          adoptCalendar(on: track.id, workflow)
          amend([.clockStarted(track.id, clock: clock.name, on: date)])
        }
        amend(
          renewal(of: clock.name, on: track.id, workflow) + [.clockDated(track.id, clock: clock.name, given)])
        pauseClocks(on: track.id, workflow, date: date)
      }
    }
  }
}

extension Value {
  /// The date, if it is one.
  var date: CivilDate? {
    if case .date(let date) = self { return date }
    return nil
  }
}
