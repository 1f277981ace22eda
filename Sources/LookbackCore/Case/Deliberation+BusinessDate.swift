import LookbackTime

/// The day on which something counts as done: today, or an earlier one that was given with it.
extension Deliberation {
  /// The business date of the command: given and neither in the future nor before the case, or today.
  func businessDate(in workflow: Workflow) throws(Rejection) -> CivilDate {
    let today = context.library.date(at: context.moment, in: workflow)
    guard let on = command.on else { return today }
    guard on <= today else { throw .inTheFuture(on, today: today) }
    if let opened = current.tracks.first?.marks["open"]?.last.on, on < opened { throw .beforeTheCase(on) }
    return on
  }

  /// The business date of an act on a track: dated back only by whom the definition lets, and not before the track began
  /// nor before the act before it there, so that nothing is undone before it was done.
  func businessDate(of offer: AvailableAction) throws(Rejection) -> CivilDate {
    let date = try businessDate(in: offer.workflow)
    guard command.on != nil else { return date }
    try requireDatingBack(offer.name, offer.datingBack, in: current, on: offer.track, offer.workflow, date)
    try requireOrder(offer.track, offer.workflow, date)
    return date
  }

  /// An act that ends tracks is not before what was done in them.
  func requireOrder(endingTracksOf id: TrackID, _ date: CivilDate) throws(Rejection) {
    guard command.on != nil else { return }
    for inner in current.tracks where inner.parent == id && !inner.isEnded {
      try requireOrder(inner, try workflow(of: inner), date)
      try requireOrder(endingTracksOf: inner.id, date)
    }
  }

  private func requireOrder(_ track: Track, _ workflow: Workflow, _ date: CivilDate) throws(Rejection) {
    let last = track.lastAct(in: workflow)
    guard date >= last.on else { throw .outOfOrder(date, act: last.name, on: last.on) }
  }

  /// The date of what follows from an event by itself: that of the event, and not before what it follows upon on its own
  /// track and on tracks that have ended there.
  func date(following event: CivilDate, on track: Track, _ workflow: Workflow) -> CivilDate {
    let ended = current.tracks.filter { $0.parent == track.id && $0.isEnded && current.isOfThisRound($0) }
    return ([event, track.lastAct(in: workflow).on] + ended.map(\.entered.on)).max() ?? event
  }
}

extension Track {
  /// What was done last on the track by its business date, by whomever; what time only tells people, and acts on the case
  /// as a whole, such as its move to another version, are none.
  func lastAct(in workflow: Workflow) -> (name: String, on: CivilDate) {
    var last = (name: state, on: entered.on)
    for entry in marks.entries where entry.value.last.on > last.on && isAct(entry.key, entry.value, in: workflow) {
      last = (entry.key, entry.value.last.on)
    }
    return last
  }

  private func isAct(_ name: String, _ mark: EventMark, in workflow: Workflow) -> Bool {
    if workflow.defines(event: name) { return true }
    let isAdministrative =
      [Deliberation.moving, Deliberation.redating].contains(name) || Deliberation.mendingNames.contains(name)
    return mark.actor != Actor.engine.description && !isAdministrative
  }
}

extension Workflow {
  fileprivate func defines(event name: String) -> Bool {
    anywhere.contains { $0.event.name == name } || states.contains { $0.events.contains { $0.name == name } }
  }
}
