import LookbackCEL
package import LookbackTime

/// A date of an open case that a newer edition of its calendar moves.
package struct MovedDate: Sendable, Hashable {
  package var track: TrackID
  /// The name of the clock, or the key of the timer for which a state waits.
  package var subject: String
  package var from: CivilDate
  package var to: CivilDate
  /// Whether the date was provisional before and is not any more, because the years on which it depends are published
  /// now.
  package var isSettled: Bool
  package var calendar: CalendarEdition
}

extension Case {
  /// Returns the changes that let running clocks and waiting states be counted with the newest editions of their
  /// calendars. Tracks that have ended and clocks that have stopped keep their editions.
  func redating(in library: Library) -> [Change] {
    var changes: [Change] = []
    for track in tracks where !track.isEnded {
      guard let workflow = library.workflow(track.workflow), let newest = library.editions[workflow.calendar] else {
        continue
      }
      for clock in workflow.clocks {
        guard let state = track.clocks[clock.name], state.stopped == nil,
          let newest = library.editions[library.calendarName(of: state, track, workflow)], state.calendar != newest
        else { continue }
        changes.append(.clockRedated(track.id, clock: clock.name, newest))
      }
      if track.calendar != newest { changes.append(.calendarAdopted(track.id, newest)) }
    }
    return changes.isEmpty ? [] : changes + applying(changes).reckoned(in: library)
  }

  /// The dates of running clocks whose expressions now give another date. Those expressions do not read the current
  /// moment, so `opened` stands for it.
  private func reckoned(in library: Library) -> [Change] {
    let context = DecisionContext(library: library, moment: opened)
    return tracks.filter { !$0.isEnded }.flatMap { track -> [Change] in
      guard let workflow = library.workflow(track.workflow) else { return [] }
      let view = CaseView(current: self, track: track, workflow: workflow, actor: .engine, context: context)
      return workflow.clocks.compactMap { clock in
        guard case .computed(let expression) = clock.term, let state = track.clocks[clock.name], state.stopped == nil,
          state.version == nil, let date = (try? view.value(of: expression))?.date, date != state.date
        else { return nil }
        return .clockDated(track.id, clock: clock.name, date)
      }
    }
  }

  /// Returns the dates that would move if the case were counted with the newest editions; empty if nothing would
  /// change.
  package func movedDates(in library: Library) -> [MovedDate] {
    let changes = redating(in: library)
    guard !changes.isEmpty else { return [] }
    let after = applying(changes)
    return movedClocks(after, library) + movedWaits(after, library)
  }

  /// The case with additional facts that no event has recorded.
  private func applying(_ changes: [Change]) -> Case {
    var result = self
    result.apply(changes, Stamp(sequence: sequence, at: opened, on: CivilDate.first))
    return result
  }

  private func movedClocks(_ after: Case, _ library: Library) -> [MovedDate] {
    let now = after.deadlines(in: library)
    return deadlines(in: library).compactMap { old in
      guard let new = now.first(where: { $0.track == old.track && $0.clock == old.clock }) else { return nil }
      let isSettled = old.isProvisional && !new.isProvisional
      // A term in hours, or one that ends at the close of business, can end at another time of the same day.
      let isMoved = old.due != new.due || old.lapse != new.lapse
      guard let calendar = new.calendar, isMoved || isSettled else { return nil }
      return MovedDate(
        track: new.track, subject: new.clock, from: old.due, to: new.due, isSettled: isSettled, calendar: calendar)
    }
  }

  /// The timers for which states wait, by their keys: approvals that are due, and events that fire after a time.
  func waits(in library: Library) -> [String: (track: TrackID, due: Moment)] {
    let scheduledTimers = scheduledTimers(in: library).filter { $0.isWait }
    return Dictionary(scheduledTimers.map { ($0.timer.key, ($0.track, $0.timer.due)) }) { first, _ in first }
  }

  private func movedWaits(_ after: Case, _ library: Library) -> [MovedDate] {
    let (old, new) = (waits(in: library), after.waits(in: library))
    return old.keys.sorted().compactMap { key in
      guard let before = old[key], let now = new[key], before.due != now.due,
        let workflow = library.workflow(tracks[before.track.value].workflow),
        let calendar = after.tracks[before.track.value].calendar
      else { return nil }
      return MovedDate(
        track: before.track, subject: key, from: library.date(at: before.due, in: workflow),
        to: library.date(at: now.due, in: workflow), isSettled: false, calendar: calendar)
    }
  }
}

extension ScheduledTimer {
  fileprivate var isWait: Bool {
    switch kind {
    case .approvalDue, .event: true
    case .reminder, .breach, .approvalReminder, .lookBack, .lookBackReminder: false
    }
  }
}

extension Deliberation {
  /// Counts running clocks and waits with the newest editions, and notifies the persons to whom the dates were
  /// announced.
  mutating func redate() throws(Rejection) {
    let moved = current.movedDates(in: context.library)
    guard !moved.isEmpty, let root = current.tracks.first else { throw .nothingMoves }
    let workflow = try workflow(of: root)
    record(
      Self.redating, on: .root, from: root.state, to: root.state, date: try businessDate(in: workflow),
      actor: command.actor.description, current.redating(in: context.library))
    for date in moved {
      try tellMoved(date.subject, on: date.track, from: date.from, to: date.to, about: Self.redating)
    }
  }

  /// The name of a re-dating in history.
  package static let redating = "re-date"

  /// Notifies those who are reminded of a clock, and those who are told of its breach, that its date has moved.
  mutating func tellMoved(
    _ subject: String, on id: TrackID, from: CivilDate, to: CivilDate, about act: String
  ) throws(Rejection) {
    let track = current.tracks[id.value]
    guard from != to, let clock = try workflow(of: track).clock(subject) else { return }
    let recipients = (clock.breach?.tell ?? []) + clock.reminders.flatMap(\.tell)
    let addresses = recipients.flatMap { current.addresses(of: $0, from: track, in: context.library) }
    tell(.notice, addresses, on: id, about: act, due: to)
  }
}
