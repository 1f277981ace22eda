import LookbackTime

/// Business dates: the day on which an act counts as done, which is today or an earlier day that the command gives.
extension Deliberation {
  /// The business date of the command: the given date, or today.
  /// - Throws: if the given date is in the future or before the opening of the case.
  func businessDate(in workflow: Workflow) throws(Rejection) -> CivilDate {
    let today = context.library.date(at: context.moment, in: workflow)
    guard let on = command.on else { return today }
    guard on <= today else { throw .inTheFuture(on, today: today) }
    if let opened = current.tracks.first?.marks["open"]?.last.on, on < opened { throw .beforeTheCase(on) }
    return on
  }

  /// The business date of an action on a track.
  /// - Throws: if the definition does not let the actor date back so far, or the date is before the track's last act,
  ///   so that an act would be undone before it was done.
  func businessDate(of offer: AvailableAction) throws(Rejection) -> CivilDate {
    let date = try businessDate(in: offer.workflow)
    guard command.on != nil else { return date }
    try requireDatingBack(offer.name, offer.datingBack, in: current, on: offer.track, offer.workflow, date)
    try requireOrder(offer.track, offer.workflow, date)
    return date
  }

  /// Refuses a date for an act that ends tracks if something was done later in those tracks.
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

  /// The business date of what follows from an event by itself: that of the event, but not before the last act on its
  /// own track and the ends of the tracks below it.
  func date(following event: CivilDate, on track: Track, _ workflow: Workflow) -> CivilDate {
    let ended = current.tracks.filter { $0.parent == track.id && $0.isEnded && current.isOfThisRound($0) }
    return ([event, track.lastAct(in: workflow).on] + ended.map(\.entered.on)).max() ?? event
  }
}

extension Track {
  /// The act with the latest business date on the track, by anybody. Reminders and breaches are no acts, and neither
  /// are administrative events on the whole case, such as a move to another version.
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
    self.anywhere.contains { $0.event.name == name } || self.states.contains { $0.events.contains { $0.name == name } }
  }
}
