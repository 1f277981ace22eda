import LookbackTime

extension Deliberation {
  /// The name of the event in history that records a move to another version.
  package static let moving = "moved"

  /// Moves the tracks of older versions to this one. Throws a `Rejection`, and moves none, if one of them cannot move.
  mutating func move(to version: WorkflowReference, _ definition: [UInt8]) throws(Rejection) {
    guard let new = context.library.workflow(version) else {
      throw .unknownWorkflow(name: version.description, known: context.library.workflowNames)
    }
    let movable = current.movable(to: new)
    guard let moves = new.moves, !movable.isEmpty else { throw .nothingToMove(to: version) }
    let before = current
    let date = try businessDate(in: new)
    for track in movable { try move(track.id, to: new, moves, definition, date) }
    try followDates(date)
    silencePastReminders(of: Set(movable.map(\.id)))
    for change in before.dateChanges(to: current, in: context.library) { try tell(of: change) }
    followed = current
  }

  private mutating func move(
    _ id: TrackID, to new: Workflow, _ moves: Moves, _ definition: [UInt8], _ date: CivilDate
  ) throws(Rejection) {
    let track = current.tracks[id.value]
    let old = try workflow(of: track)
    let move = TrackMove(
      current: current, track: track, old: old, new: new, moves: moves, definition: definition, date: date)
    let changes = try move.changes()
    record(
      Self.moving, on: id, from: track.state, to: move.state, date: date, actor: command.actor.description, changes)
    guard !track.isEnded, let state = new.state(move.state) else { return }
    let starts = move.starts()
    if old.calendar != new.calendar || !starts.isEmpty { adoptCalendar(on: id, new) }
    amend(starts)
    for (clock, decision) in moves.clocks.sorted(by: { $0.key < $1.key }) where decision == .recompute {
      amend(renewal(of: clock, on: id, new))
    }
    stopClocks(for: state, on: id, new, date: date)
    pauseClocks(on: id, new, date: date)
  }

  /// Records reminders of the moved tracks as fired if they are due already, so that the move does not send them.
  private mutating func silencePastReminders(of moved: Set<TrackID>) {
    while true {
      let past = current.scheduledTimers(in: context.library).filter {
        moved.contains($0.track) && $0.isReminder && $0.timer.due <= context.moment
      }
      guard !past.isEmpty else { return }
      amend(past.map { .fired($0.track, timer: $0.mark) })
    }
  }

  private mutating func tell(of change: DateChange) throws(Rejection) {
    guard let from = change.from, let to = change.to else { return }
    try tellMoved(change.subject, on: change.track, from: from, to: to, about: Self.moving)
  }
}

extension Case {
  /// Returns the tracks that this version takes over. A case that has ended stays with its versions.
  func movable(to version: Workflow) -> [Track] {
    guard let moves = version.moves, !root.isEnded else { return [] }
    return tracks.filter {
      $0.workflow.name == version.reference.name && moves.from.contains($0.workflow.version)
        && $0.workflow.version < version.reference.version
    }
  }
}

extension ScheduledTimer {
  fileprivate var isReminder: Bool {
    switch kind {
    case .reminder, .approvalReminder, .lookBackReminder: true
    case .breach, .approvalDue, .event, .lookBack: false
    }
  }
}
