package import LookbackCore
package import LookbackTime

/// Something that happened in a simulation.
package struct TimelineEntry: Sendable, Hashable {
  /// What happened.
  package enum Kind: Sendable, Hashable {
    /// An event, recorded as the daemon records it.
    case event(CaseEvent)
    case message(Message)
    case deadline(DeadlineChange)
    /// A clock of which nobody is told has passed its due date.
    case lapsed(clock: String)
    case refused(event: String, by: String, Rejection)
  }
  package var at: Moment
  /// The business date; for a clock that lapsed, its last day.
  package var on: CivilDate
  package var `case`: CaseID
  package var track: TrackID
  package var kind: Kind

  package init(at moment: Moment, on date: CivilDate, case id: CaseID, track: TrackID, _ kind: Kind) {
    at = moment
    on = date
    self.case = id
    self.track = track
    self.kind = kind
  }
}

/// What an event changed about a due date.
package enum DeadlineChange: Sendable, Hashable {
  case started(clock: String, due: CivilDate)
  case moved(clock: String, from: CivilDate, to: CivilDate)
  case paused(clock: String)
  case resumed(clock: String, due: CivilDate)
  case stopped(clock: String, due: CivilDate, isLate: Bool)

  package var clock: String {
    switch self {
    case .started(let clock, _), .moved(let clock, _, _), .paused(let clock), .resumed(let clock, _),
      .stopped(let clock, _, _):
      clock
    }
  }
}

extension DeadlineChange {
  /// - Parameter old: the deadline before; nil for a clock that had not been started, or was started again.
  init?(from old: CaseDeadline?, to new: CaseDeadline) {
    guard let old else {
      self = .started(clock: new.clock, due: new.due)
      return
    }
    guard old.status == new.status else {
      switch new.status {
      case .stopped:
        self = .stopped(clock: new.clock, due: new.due, isLate: new.isPast(at: new.lapse))
      case .paused: self = .paused(clock: new.clock)
      case .running where old.status == .stopped: self = .started(clock: new.clock, due: new.due)
      case .running: self = .resumed(clock: new.clock, due: new.due)
      }
      return
    }
    guard new.status == .running, old.due != new.due || old.started != new.started else { return nil }
    if old.started != new.started {
      self = .started(clock: new.clock, due: new.due)
    } else {
      self = .moved(clock: new.clock, from: old.due, to: new.due)
    }
  }
}

extension Simulation {
  /// Records what a transition did: event by event, then the messages and the dates that it changed.
  mutating func record(_ transition: Transition, since before: Case?) {
    let id = transition.result.id
    for event in transition.events {
      timeline.append(TimelineEntry(at: event.at, on: event.on, case: id, track: event.track, .event(event)))
      for message in transition.messages where message.sequence == event.sequence {
        timeline.append(TimelineEntry(at: event.at, on: event.on, case: id, track: message.track, .message(message)))
        if message.topic == .signal { waitingSignals.append((id, message)) }
      }
    }
    recordDeadlines(before, transition.result)
  }

  private mutating func recordDeadlines(_ before: Case?, _ after: Case) {
    let old = before?.deadlines(in: library) ?? []
    for deadline in after.deadlines(in: library) {
      let known = old.first { $0.track == deadline.track && $0.clock == deadline.clock }
      guard let change = DeadlineChange(from: known, to: deadline) else { continue }
      timeline.append(
        TimelineEntry(at: moment, on: date(at: moment), case: after.id, track: deadline.track, .deadline(change)))
    }
  }
}
