import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Facts that follow from leaving a state: its open tracks end, its approval is over.
  func leaving(_ state: String, _ id: TrackID, _ workflow: Workflow) -> [Change] {
    var changes: [Change] = current.tracks[id.value].approval == nil ? [] : [.approvalClosed(id)]
    changes += openDescendants(of: id).map { .ended($0) }
    return changes
  }

  private func openDescendants(of id: TrackID) -> [TrackID] {
    let children = current.tracks.filter { $0.parent == id }
    return children.flatMap { openDescendants(of: $0.id) + ($0.isEnded ? [] : [$0.id]) }
  }

  /// What follows from standing in a new state: clocks, approval, tracks, the end.
  mutating func arrive(
    at state: StateDefinition, on id: TrackID, _ workflow: Workflow, date: CivilDate
  ) throws(Rejection) {
    adoptCalendar(on: id, workflow)
    startClocks(from: .state(state.name), on: id, workflow, date: date)
    startAnnouncedClocks(on: id, workflow, date: date)
    stopClocks(for: state, on: id, workflow, date: date)
    pauseClocks(for: state, on: id, workflow, date: date)
    if let approval = state.approval { try open(approval, on: id, workflow) }
    try openTracks(of: state, on: id, date: date)
    if state.isFinal { amend([.ended(id)]) }
  }

  /// What is counted from now on is counted with the newest edition.
  mutating func adoptCalendar(on id: TrackID, _ workflow: Workflow) {
    guard let newest = context.library.editions[workflow.calendar], current.tracks[id.value].calendar != newest else {
      return
    }
    amend([.calendarAdopted(id, newest)])
  }

  /// A fact that is added to a running clock is counted with the newest edition, and so is what stands already.
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
      amend([.clockStarted(id, clock: clock.name, on: startDate(of: clock, workflow, date: date))])
    }
  }

  /// The day that the start counts for: an event of today that comes after the clock's cut-off is one of a later day.
  /// A day that somebody gave is the day.
  private func startDate(of clock: ClockDefinition, _ workflow: Workflow, date: CivilDate) -> CivilDate {
    guard let cutOff = clock.counting.cutOff, command.on == nil, let zone = context.library.zones[workflow.timezone],
      let calendar = context.library.calendar(nil, of: workflow), date == zone.date(at: context.moment)
    else { return date }
    return (try? calendar.businessDate(of: context.moment, in: zone, cutOff: cutOff)) ?? date
  }

  /// A clock with an announced date starts with the event that gives the date, and anew when the date changes.
  mutating func startAnnouncedClocks(on id: TrackID, _ workflow: Workflow, date: CivilDate) {
    for clock in workflow.clocks {
      guard case .at(let path) = clock.term else { continue }
      let track = current.tracks[id.value]
      let owner = current.owner(of: path, from: track)
      guard owner.data[path.field] != nil, owner.written[path.field] == current.sequence,
        !clock.stopsIn.contains(track.state), !isStarted(clock.name, on: track)
      else { continue }
      adoptCalendar(on: id, workflow)
      amend([.clockStarted(id, clock: clock.name, on: date)])
    }
  }

  private func isStarted(_ clock: String, on track: Track) -> Bool {
    events.last?.changes.contains { change in
      if case .clockStarted(track.id, clock, _) = change { return true }
      return false
    } ?? false
  }

  private mutating func stopClocks(
    for state: StateDefinition, on id: TrackID, _ workflow: Workflow, date: CivilDate
  ) {
    for clock in workflow.clocks where clock.stopsIn.contains(state.name) || state.isFinal {
      guard let running = current.tracks[id.value].clocks[clock.name], running.stopped == nil else { continue }
      amend([.clockStopped(id, clock: clock.name, on: date)])
    }
  }

  private mutating func pauseClocks(
    for state: StateDefinition, on id: TrackID, _ workflow: Workflow, date: CivilDate
  ) {
    for clock in workflow.clocks {
      guard let running = current.tracks[id.value].clocks[clock.name], running.stopped == nil else { continue }
      let isPaused = running.facts.pauses.last.map { $0.until == nil } ?? false
      let shouldPause = clock.pausesIn.contains(state.name)
      if shouldPause && !isPaused { amend([.clockPaused(id, clock: clock.name, on: date)]) }
      if !shouldPause && isPaused {
        amend(renewal(of: clock.name, on: id, workflow) + [.clockResumed(id, clock: clock.name, on: date)])
      }
    }
  }

  private mutating func openTracks(
    of state: StateDefinition, on id: TrackID, date: CivilDate
  ) throws(Rejection) {
    for rule in state.tracks {
      guard let inner = context.library.latest(rule.workflow), let first = inner.states.first else {
        throw .unknownWorkflow(name: rule.workflow)
      }
      let units = current.value(at: rule.each, from: current.tracks[id.value])?.codes ?? []
      for unit in units {
        let opened = TrackID(current.tracks.count)
        amend([
          .opened(
            .init(
              track: opened, parent: id, group: rule.group, workflow: inner.reference, unit: unit, state: first.name))
        ])
        try arrive(at: first, on: opened, inner, date: date)
      }
    }
  }

  mutating func extend(
    _ clock: ClockDefinition, _ rule: ExtendRule, _ offer: Offer, _ data: [String: Value]
  ) throws(Rejection) {
    try requirePermission(offer)
    let date = try businessDate(in: offer.workflow)
    let changes = try inputs(data, offer)
    guard let state = offer.track.clocks[clock.name], state.stopped == nil else {
      throw .cannotExtend(clock: clock.name, reason: .notRunning)
    }
    guard state.facts.extensions.count < rule.atMost else {
      throw .cannotExtend(clock: clock.name, reason: .limitReached)
    }
    let before = due(of: clock.name, on: offer.track.id)
    record(
      offer.name, on: offer.track.id, from: offer.track.state, to: offer.track.state, date: date,
      actor: command.actor.description,
      changes + renewal(of: clock.name, on: offer.track.id, offer.workflow) + [
        .clockExtended(offer.track.id, clock: clock.name, rule.extension(on: date))
      ])
    guard let before, let after = due(of: clock.name, on: offer.track.id), after > before else {
      throw .cannotExtend(clock: clock.name, reason: .notLater)
    }
  }

  private func due(of clock: String, on id: TrackID) -> CivilDate? {
    current.deadlines(of: current.tracks[id.value], in: context.library).first { $0.clock == clock }?.due
  }
}
