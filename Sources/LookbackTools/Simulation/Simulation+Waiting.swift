import LookbackCEL
package import LookbackCore
package import LookbackTime

/// A definition fires timers without end, so that the clock never reaches the moment for which it was to wait.
package struct EndlessWaiting: Error, Sendable, CustomStringConvertible {
  package let last: Moment
  package var description: String {
    "more than \(Simulation.firingLimit) timers fired while waiting, the last at \(last): check the definition's `after`"
  }
}

/// Why the clock cannot be moved to where it was told.
package struct BadWait: Error, Sendable, CustomStringConvertible {
  package let description: String
}

extension Simulation {
  /// The most timers that one wait may fire.
  package static let firingLimit = 10_000
  /// The time of day at which the acts of a simulated day happen, in seconds since midnight.
  package static let morning = 9 * 3_600

  /// The next moment at which something happens in one case: a timer, or the end of a clock of which nobody is told.
  private struct Wake {
    let id: CaseID
    let due: Moment
    let key: String
    let lapse: CaseDeadline?

    func precedes(_ other: Wake) -> Bool { (due, id) < (other.due, other.id) }
  }

  /// Moves the clock to `end` and fires what is due in the order of due moments. Throws if too many timers fire, or if
  /// the allowance is spent before.
  package mutating func wait(until end: Moment) throws(EndlessWaiting) {
    for _ in 0...Self.firingLimit {
      guard let next = nextWake, next.due <= end else {
        moment = max(moment, end)
        return
      }
      moment = max(moment, next.due)
      fire(next)
      // The next timer of each case is looked for among those of all its tracks.
      allowance?.spend(cases.values.reduce(0) { $0 + $1.tracks.count } * StepAllowance.ofDecision)
      if allowance?.isSpent == true { break }
    }
    throw EndlessWaiting(last: moment)
  }

  /// Moves the clock to nine o'clock of that day in the time zone of the first case; a time that has passed today changes
  /// nothing. Throws `BadWait` for an earlier day, and `EndlessWaiting`.
  package mutating func wait(until date: CivilDate) throws {
    guard let workflow = homeWorkflow, let end = library.morning(of: date, in: workflow) else {
      throw BadWait(description: "the time zone is not known")
    }
    guard date >= today else {
      throw BadWait(description: "\(date) is past: the simulated day is \(today), and clocks run forward")
    }
    try wait(until: end)
  }

  /// Moves the clock by a span of days, working days, months and so on, to the same time of day.
  package mutating func wait(for span: Span) throws {
    if let exact = span.microseconds { return try wait(until: moment.adding(microseconds: exact)) }
    guard let workflow = homeWorkflow, let calendar = library.calendar(nil, of: workflow),
      let zone = library.zones[workflow.timezone]
    else { throw BadWait(description: "the calendar or the time zone is not known") }
    let date = try calendar.date(span, after: today)
    try wait(until: zone.moment(date: date, secondsOfDay: zone.secondsOfDay(at: moment)))
  }

  /// Returns the next timers of a case in the order in which they are due, with the name of what each fires.
  package func upcoming(of id: CaseID) -> [(due: Moment, track: TrackID, name: String)] {
    guard let current = cases[id] else { return [] }
    return current.scheduledTimers(in: library).sorted { $0.order < $1.order }
      .map { ($0.timer.due, $0.track, $0.eventName) }
  }

  private var nextWake: Wake? {
    var next: Wake?
    for (id, current) in cases.sorted(by: { $0.key < $1.key }) {
      let scheduledTimers = current.scheduledTimers(in: library).filter {
        !refusedTimers.contains("\(id) \($0.timer.key) \($0.timer.due)")
      }
      if let timer = scheduledTimers.min(by: { $0.order < $1.order })?.timer {
        let wake = Wake(id: id, due: timer.due, key: timer.key, lapse: nil)
        if next.map({ wake.precedes($0) }) ?? true { next = wake }
      }
      for deadline in silentWindows(of: current) where deadline.lapse > moment {
        let wake = Wake(id: id, due: deadline.lapse, key: "\(deadline.track):\(deadline.clock)", lapse: deadline)
        if next.map({ wake.precedes($0) }) ?? true { next = wake }
      }
    }
    return next
  }

  /// Returns the running clocks of which nobody is told when they lapse.
  private func silentWindows(of current: Case) -> [CaseDeadline] {
    current.tracks.filter { !$0.isEnded }.flatMap { track in
      current.deadlines(of: track, in: library).filter { deadline in
        deadline.status == .running
          && library.workflow(track.workflow)?.clock(deadline.clock).map { $0.breach == nil } ?? false
      }
    }
  }

  private mutating func fire(_ wake: Wake) {
    if let lapse = wake.lapse {
      timeline.append(
        TimelineEntry(at: moment, on: lapse.due, case: wake.id, track: lapse.track, .lapsed(clock: lapse.clock)))
      return
    }
    do throws(Rejection) {
      try submit(.timer(key: wake.key, due: wake.due), to: wake.id, by: .engine)
      settleSignals()
    } catch {
      refusedTimers.insert("\(wake.id) \(wake.key) \(wake.due)")
      timeline.append(
        TimelineEntry(
          at: moment, on: date(at: moment), case: wake.id, track: .root, .refused(event: wake.key, by: "engine", error))
      )
    }
  }
}

extension Simulation {
  /// Delivers signals to the cases that are part of the simulation, one after the other, as the daemon does.
  mutating func settleSignals() {
    while !waitingSignals.isEmpty {
      let (sender, signal) = waitingSignals.removeFirst()
      for case .case(let target) in signal.to where cases[target] != nil {
        do throws(Rejection) {
          guard SignalAllowance.covers(signal.used) else { throw Rejection.tooManySignals }
          try submit(
            .fire(event: signal.about, track: nil, data: [:]), to: target, by: .engine,
            origin: Command.Origin(sender: sender, used: signal.used))
        } catch {
          timeline.append(
            TimelineEntry(
              at: moment, on: date(at: moment), case: target, track: .root,
              .refused(event: signal.about, by: "case \(sender)", error)))
        }
      }
    }
  }
}

extension Library {
  func morning(of date: CivilDate, in workflow: Workflow) -> Moment? {
    zones[workflow.timezone]?.moment(date: date, secondsOfDay: Simulation.morning)
  }
}
