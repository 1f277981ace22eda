import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Performs what follows from changed values without a change of state: it opens tracks for new elements of a list,
  /// ends those whose element is gone, and updates dates that are computed from fields.
  mutating func follow() throws(Rejection) {
    guard let date = events.last?.on, followed != current else { return }
    try followLists(date)
    try followDates(date)
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

  /// Starts and updates the clocks that run to a date. Such a clock starts when its date is set and its track is in a
  /// state where the clock can run, no matter who sets the date, and starts again when the date is set again.
  mutating func followDates(_ date: CivilDate) throws(Rejection) {
    for track in current.tracks where !track.isEnded {
      let workflow = try workflow(of: track)
      for clock in workflow.clocks where !clock.stopsIn.contains(track.state) {
        switch clock.term {
        case .runs: continue
        case .at(let path): followField(path, of: clock, on: track.id, workflow, date)
        case .computed(let expression): followExpression(expression, of: clock, on: track.id, workflow, date)
        }
      }
    }
  }

  private mutating func followField(
    _ path: ValuePath, of clock: ClockDefinition, on id: TrackID, _ workflow: Workflow, _ date: CivilDate
  ) {
    let track = current.tracks[id.value]
    let owner = current.owner(of: path, from: track)
    guard owner.data[path.field] != nil, let written = owner.written[path.field] else { return }
    guard track.clocks[clock.name] == nil || written > followed.sequence else { return }
    startFollowed(clock, on: id, workflow, date)
    pauseClocks(on: id, workflow, date: date)
  }

  private mutating func followExpression(
    _ expression: Guard, of clock: ClockDefinition, on id: TrackID, _ workflow: Workflow, _ date: CivilDate
  ) {
    let track = current.tracks[id.value]
    let given = (try? view(of: track, workflow).value(of: expression))?.date
    let known = track.clocks[clock.name]
    // A clock that kept its date in a move to another version keeps it here, too.
    guard known?.version == nil, given != known?.date else { return }
    if known == nil || known?.stopped != nil {
      guard given != nil else { return }
      startFollowed(clock, on: id, workflow, date)
    }
    amend(renewal(of: clock.name, on: id, workflow) + [.clockDated(id, clock: clock.name, given)])
    pauseClocks(on: id, workflow, date: date)
  }

  private mutating func startFollowed(
    _ clock: ClockDefinition, on id: TrackID, _ workflow: Workflow, _ date: CivilDate
  ) {
    adoptCalendar(on: id, workflow)
    amend([.clockStarted(id, clock: clock.name, on: date)])
  }
}

extension Value {
  /// The date, if the value is one.
  var date: CivilDate? {
    if case .date(let date) = self { return date }
    return nil
  }
}
