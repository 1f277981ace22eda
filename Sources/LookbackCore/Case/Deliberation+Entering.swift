import LookbackCEL
import LookbackTime

extension Deliberation {
  /// The facts that follow from leaving a state: its open tracks end, and so does its approval.
  func leaving(_ id: TrackID, date: CivilDate) -> [Change] {
    let approval: [Change] = current.tracks[id.value].approval == nil ? [] : [.approvalClosed(id)]
    return approval + ends(below: id, date: date)
  }

  /// The facts that end the open tracks below this one and stop their clocks.
  func ends(below id: TrackID, date: CivilDate) -> [Change] {
    openDescendants(of: id).flatMap { stops(on: $0, date: date) + [.ended($0)] }
  }

  func stops(on id: TrackID, date: CivilDate) -> [Change] {
    let workflow = context.library.workflow(current.tracks[id.value].workflow)
    return current.tracks[id.value].clocks.entries.filter { $0.value.stopped == nil }.map(\.key).sorted().map { name in
      .clockStopped(id, clock: name, on: date, at: workflow.flatMap { stopMoment($0.clock(name), $0, date) })
    }
  }

  private func openDescendants(of id: TrackID) -> [TrackID] {
    let children = current.tracks.filter { $0.parent == id }
    return children.flatMap { openDescendants(of: $0.id) + ($0.isEnded ? [] : [$0.id]) }
  }

  /// Performs what follows from entering a state: clocks, approval, tracks, the end.
  mutating func arrive(
    at state: StateDefinition, on id: TrackID, _ workflow: Workflow, date: CivilDate
  ) throws(Rejection) {
    adoptCalendar(on: id, workflow)
    startClocks(from: .state(state.name), on: id, workflow, date: date)
    stopClocks(for: state, on: id, workflow, date: date)
    pauseClocks(on: id, workflow, date: date)
    if let approval = state.approval { try open(approval, on: id, workflow) }
    try openTracks(of: state, on: id, date: date)
    if state.isFinal { amend([.ended(id)]) }
  }

  /// Lets the track count with the newest edition of its calendar from now on.
  mutating func adoptCalendar(on id: TrackID, _ workflow: Workflow) {
    guard let newest = context.library.editions[workflow.calendar], current.tracks[id.value].calendar != newest else {
      return
    }
    amend([.calendarAdopted(id, newest)])
  }

  /// The change that lets a running clock be counted with the newest edition, because a new fact is added to it.
  func renewal(of clock: String, on id: TrackID, _ workflow: Workflow) -> [Change] {
    guard let newest = context.library.editions[workflow.calendar], let state = current.tracks[id.value].clocks[clock],
      state.stopped == nil, state.calendar != newest
    else { return [] }
    return [.clockRedated(id, clock: clock, newest)]
  }

  mutating func startClocks(from start: ClockStart, on id: TrackID, _ workflow: Workflow, date: CivilDate) {
    for clock in workflow.clocks {
      guard case .runs(_, let from) = clock.term, from == start else { continue }
      adoptCalendar(on: id, workflow)
      let at = clock.countsHours ? instant(on: date, workflow) : nil
      amend([.clockStarted(id, clock: clock.name, on: startDate(of: clock, workflow, date: date), at: at)])
    }
  }

  /// The day on which the clock starts. An event of today that happens after the clock's cut-off counts for a later
  /// day. A date that the command gave is used as it is.
  private func startDate(of clock: ClockDefinition, _ workflow: Workflow, date: CivilDate) -> CivilDate {
    guard let cutOff = clock.counting.cutOff, command.on == nil || timerDue != nil,
      let zone = context.library.zones[workflow.timezone], let instant = instant(on: date, workflow),
      let calendar = context.library.calendar(nil, of: workflow), date == zone.date(at: instant)
    else { return date }
    return (try? calendar.businessDate(of: instant, in: zone, cutOff: cutOff)) ?? date
  }

  mutating func stopClocks(
    for state: StateDefinition, on id: TrackID, _ workflow: Workflow, date: CivilDate
  ) {
    for clock in workflow.clocks where clock.stopsIn.contains(state.name) || state.isFinal {
      guard let running = current.tracks[id.value].clocks[clock.name], running.stopped == nil else { continue }
      amend([.clockStopped(id, clock: clock.name, on: date, at: stopMoment(clock, workflow, date))])
    }
  }

  /// Holds and releases running clocks, as the definition says for this event.
  mutating func holdClocks(after event: String, on id: TrackID, _ workflow: Workflow) {
    guard current.hasRunningClock(id) else { return }
    for clock in workflow.clocks {
      guard let running = current.tracks[id.value].clocks[clock.name], running.stopped == nil else { continue }
      let isHeld = running.marks.contains(.held)
      if clock.pausesOn.contains(event), !isHeld { amend([.clockMarked(id, clock: clock.name, .held, true)]) }
      if clock.resumesOn.contains(event), isHeld { amend([.clockMarked(id, clock: clock.name, .held, false)]) }
    }
  }

  /// Pauses running clocks in the states that pause them and while an event holds them, and resumes the others.
  mutating func pauseClocks(on id: TrackID, _ workflow: Workflow, date: CivilDate) {
    guard current.hasRunningClock(id) else { return }
    for clock in workflow.clocks {
      guard let running = current.tracks[id.value].clocks[clock.name], running.stopped == nil else { continue }
      let isPaused = running.facts.pauses.last.map { $0.until == nil } ?? false
      let shouldPause = clock.pausesIn.contains(current.tracks[id.value].state) || running.marks.contains(.held)
      let at = clock.countsHours ? instant(on: date, workflow) : nil
      if shouldPause && !isPaused {
        let day = pauseDay(of: clock, on: id, workflow, date)
        amend([.clockPaused(id, clock: clock.name, on: day, at: at)])
      }
      if !shouldPause && isPaused {
        amend(renewal(of: clock.name, on: id, workflow) + [.clockResumed(id, clock: clock.name, on: date, at: at)])
      }
    }
  }

  /// The first day that the pause covers. On a last day that has already closed it is the next day, because the pause
  /// came too late.
  private func pauseDay(of clock: ClockDefinition, on id: TrackID, _ workflow: Workflow, _ date: CivilDate) -> CivilDate
  {
    guard clock.counting.end == .closeOfBusiness, !clock.countsHours, let instant = instant(on: date, workflow),
      let found = current.deadlines(of: current.tracks[id.value], in: context.library).first(where: {
        $0.clock == clock.name
      }), found.due == date, instant >= found.lapse
    else { return date }
    return (try? date.adding(days: 1)) ?? date
  }

  /// The moment of the stop, for clocks of which the day alone does not tell whether it was in time.
  private func stopMoment(_ clock: ClockDefinition?, _ workflow: Workflow, _ date: CivilDate) -> Moment? {
    clock.flatMap { $0.isOverWithinDay ? instant(on: date, workflow) : nil }
  }

  /// The moment of the present event; nil if it is dated back, so that only its day is known.
  func instant(on date: CivilDate, _ workflow: Workflow) -> Moment? {
    if let timerDue { return timerDue }
    return date == context.library.date(at: context.moment, in: workflow) ? context.moment : nil
  }

  private mutating func openTracks(
    of state: StateDefinition, on id: TrackID, date: CivilDate
  ) throws(Rejection) {
    for rule in state.tracks {
      let units = current.value(at: rule.each, from: current.tracks[id.value])?.codes ?? []
      if units.isEmpty { amend(emptied(rule.group, of: id)) }
      for unit in units { try open(unit, by: rule, on: id, date: date) }
    }
  }

  /// Removes the tracks of the last round if the new round has no elements. Such a round opens no track that would mark
  /// it as new, and guards and joins must not see the old ones.
  private func emptied(_ group: String, of id: TrackID) -> [Change] {
    current.tracks.filter { $0.parent == id && $0.group == group && !$0.isRemoved && current.isOfThisRound($0) }
      .map { .removed($0.id) }
  }

  /// Opens the track of one element.
  /// - Parameter round: the round that the track joins late; nil for a round that begins now.
  mutating func open(
    _ unit: String, by rule: TrackRule, on id: TrackID, round: Int64? = nil, date: CivilDate
  ) throws(Rejection) {
    guard let inner = context.library.latest(rule.workflow), let first = inner.states.first else {
      throw .unknownWorkflow(name: rule.workflow)
    }
    let opened = TrackID(current.tracks.count)
    amend([
      .opened(
        .init(
          track: opened, parent: id, group: rule.group, workflow: inner.reference, unit: unit, state: first.name,
          round: round))
    ])
    try arrive(at: first, on: opened, inner, date: date)
  }
}

extension Case {
  /// Whether the track has a running clock, so that something could be paused. Most tracks have none, and this check is
  /// cheaper than going through the definitions.
  fileprivate func hasRunningClock(_ id: TrackID) -> Bool {
    tracks[id.value].clocks.entries.contains { $0.value.stopped == nil }
  }
}
