import LookbackCEL
package import LookbackTime

/// The state of one clock of a case with its due date. It is derived, never stored.
package struct CaseDeadline: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable { case running, paused, stopped }
  package var track: TrackID
  package var clock: String
  package var title: Label
  package var law: String?
  /// Whether it runs by a term of law or rule, and not to a date that was announced in a notice.
  package var isStatutory: Bool
  package var started: CivilDate
  /// The moment of the start, for a clock that counts hours.
  package var startedAt: Moment?
  /// Whether its term is in minutes, hours or working hours.
  package var countsHours: Bool
  /// The last day on which the act is in time. The deadline lapses at the legal midnight that ends it.
  package var due: CivilDate
  package var isProvisional: Bool
  package var status: Status
  package var stopped: CivilDate?
  /// The moment of the stop, if it is known and the clock ends at a time of day.
  package var stoppedAt: Moment?
  /// The first day that does not count. It is set while the clock is paused, and if the clock was stopped in a pause.
  package var paused: CivilDate?
  /// The moment at which the pause began, for a clock that counts hours.
  package var pausedAt: Moment?
  package var deadline: Deadline
  /// The last day by the term alone, with the calendar as it was when the clock started. Reports compare with it.
  package var original: CivilDate
  /// The first moment after the original last day.
  package var originalLapse: Moment
  /// The first moment at which the act is too late.
  package var lapse: Moment
  /// The edition of the calendar with which it is counted; nil if none was recorded.
  package var calendar: CalendarEdition?
  /// The statutory clock of the same track that this one contradicts, because its announced date is later.
  package var contradicts: String?

  /// What the case is called when the clock is past due; nil for a term whose end is nobody's failure.
  package var mark: String?
  /// Whether a missed deadline has a mark or anybody is reminded of it. Only such deadlines appear in lists as due.
  package var isDuty: Bool

  /// Whether it is too late at that moment. For a stopped or paused clock it is whether it was too late when it was
  /// stopped or paused, because paused time does not count. A fact that was given as a day without a time counts as in
  /// time on the last day.
  package func isPast(at moment: Moment) -> Bool {
    if let paused { return pausedAt.map { $0 >= lapse } ?? (paused > due) }
    if let stopped { return stoppedAt.map { $0 >= lapse } ?? (stopped > due) }
    return moment >= lapse
  }

  /// Whether somebody has failed to meet the deadline by that moment, so that the case is marked.
  package func isOverdue(at moment: Moment) -> Bool { mark != nil && status != .stopped && isPast(at: moment) }

  /// Whether the original term was met: to the minute if the moment of the stop is known, otherwise to the day.
  /// - Parameter day: the business date of the act that met it, if the clock was not stopped by it.
  func wasMetAtFirst(on day: CivilDate) -> Bool {
    stoppedAt.map { $0 < originalLapse } ?? ((stopped ?? day) <= original)
  }

  /// Whether the term was extended.
  package var isExtended: Bool { deadline.steps.contains { if case .extended = $0 { true } else { false } } }
  /// Whether the start was corrected.
  package var isCorrected: Bool { deadline.steps.contains { if case .corrected = $0 { true } else { false } } }

  /// Whether lists show its due date: the clock runs, or it was paused when it was already too late.
  var isPressing: Bool { status == .running || status == .paused && isPast(at: lapse) }
}

extension Case {
  /// Returns every clock that was ever started, in the order of tracks and of their definitions.
  package func deadlines(in library: Library) -> [CaseDeadline] {
    tracks.flatMap { deadlines(of: $0, in: library, isTold: true) }
  }

  /// - Parameter isTold: whether each deadline comes with the steps that explain it.
  package func deadlines(of track: Track, in library: Library, isTold: Bool = false) -> [CaseDeadline] {
    guard !track.clocks.isEmpty, let workflow = library.workflow(track.workflow) else { return [] }
    var found: [CaseDeadline] = []
    var clocks: [ClockDefinition] = []
    for clock in library.countedClocks(of: track, workflow) {
      guard let state = track.clocks[clock.name],
        let calendar = library.calendar(state.calendar, of: workflow),
        let deadline = deadline(of: clock, state, in: track, workflow, calendar, library, isTold)
      else { continue }
      let zone = library.zone(of: workflow)
      var entry = CaseDeadline(track.id, clock, state, deadline, in: zone, calendar)
      if state.original != state.calendar, let calendar = library.calendar(state.original, of: workflow),
        let first = self.deadline(of: clock, state, in: track, workflow, calendar, library, false)
      {
        (entry.original, entry.originalLapse) = (first.original, first.lapse(.original, zone, calendar))
      }
      found.append(entry)
      clocks.append(clock)
    }
    return found.markingContradictions(clocks, workflow)
  }

  private func deadline(
    of clock: ClockDefinition, _ state: ClockState, in track: Track, _ workflow: Workflow, _ calendar: WorkCalendar,
    _ library: Library, _ isTold: Bool
  ) -> Deadline? {
    switch clock.term {
    case .runs(let span, let start):
      var facts = state.facts
      // Only the explanation uses this date.
      if isTold { facts.recorded = recorded(start, state, in: track, workflow, library) }
      let law = clock.law?.article(on: facts.effectiveStart)
      let rule = ClockRule(span: span, counting: clock.counting, law: law)
      // A term that leads past the last supported year never ends; the clock is not lost for that.
      return
        (try? Deadline.replay(facts, rule, calendar.measuring(span), in: library.zone(of: workflow), isTold: isTold))
        ?? (try? Deadline.fixed(.last, law: law, calendar, isTold: isTold))
    case .at(let path):
      guard let given = value(at: path, from: track), case .date(let date) = given else { return nil }
      return try? Deadline.replay(
        state.facts, setTo: date, clock.counting, law: clock.law?.article(on: state.facts.effectiveStart), calendar,
        isTold: isTold)
    case .computed:
      guard let date = state.date else { return nil }
      return try? Deadline.replay(
        state.facts, setTo: date, clock.counting, law: clock.law?.article(on: state.facts.effectiveStart), calendar,
        isTold: isTold)
    }
  }

  /// The day on which the starting event was recorded, if that event is still the last of its name.
  private func recorded(
    _ start: ClockStart, _ state: ClockState, in track: Track, _ workflow: Workflow, _ library: Library
  ) -> CivilDate? {
    guard case .event(let name) = start, let last = track.marks[name]?.last, last.on == state.facts.started else {
      return state.facts.recorded
    }
    return library.date(at: last.at, in: workflow)
  }
}

extension CaseDeadline {
  fileprivate init(
    _ track: TrackID, _ clock: ClockDefinition, _ state: ClockState, _ deadline: Deadline, in zone: TimeZoneRules,
    _ calendar: WorkCalendar
  ) {
    self.track = track
    self.clock = clock.name
    title = clock.title
    law = clock.law?.article(on: state.facts.effectiveStart)
    isStatutory = clock.isStatutory
    started = state.facts.effectiveStart
    startedAt = state.facts.corrections.isEmpty ? state.facts.startedAt : nil
    countsHours = clock.countsHours
    due = deadline.due
    isProvisional = deadline.provisional
    stopped = state.stopped
    self.deadline = deadline
    original = deadline.original
    lapse = deadline.lapse(.due, zone, calendar)
    let isUnmoved = deadline.original == deadline.due && !clock.countsHours
    originalLapse = isUnmoved ? lapse : deadline.lapse(.original, zone, calendar)
    self.calendar = state.calendar
    contradicts = nil
    mark = clock.breach?.mark ?? (clock.isStatutory ? nil : "overdue")
    isDuty = mark != nil || !clock.reminders.isEmpty
    stoppedAt = state.stoppedAt
    if let pause = state.facts.pauses.last, pause.until == nil { (paused, pausedAt) = (pause.from, pause.fromAt) }
    status = state.stopped != nil ? .stopped : paused != nil ? .paused : .running
  }
}

extension Deadline {
  fileprivate enum Day { case due, original }

  /// The first moment after a last day. It is the largest moment if the day is beyond the last supported year.
  fileprivate func lapse(_ day: Day, _ zone: TimeZoneRules, _ calendar: WorkCalendar) -> Moment {
    let lapse = day == .due ? try? lapse(in: zone, calendar) : try? originalLapse(in: zone, calendar)
    return lapse ?? Moment(microseconds: .max)
  }
}

extension [CaseDeadline] {
  /// Marks the announced dates that are later than a statutory date of the same track and so mislead. Both must be
  /// about the same act: a clock that another act meets does not contradict.
  /// - Parameter clocks: the definitions of these deadlines, in the same order.
  fileprivate func markingContradictions(_ clocks: [ClockDefinition], _ workflow: Workflow) -> [CaseDeadline] {
    guard count > 1 else { return self }
    return zip(self, clocks).map { candidate, clock in
      guard !candidate.isStatutory, candidate.status != .stopped else { return candidate }
      var marked = candidate
      marked.contradicts =
        zip(self, clocks).first { other, statutory in
          other.isStatutory && other.status != .stopped
            && DueDates(statutory: other.due, announced: candidate.due).conflict != nil
            && clock.isMet(bySameAs: statutory, workflow)
        }?.0.clock
      return marked
    }
  }
}

extension ClockDefinition {
  /// Whether every state that meets the statutory clock also meets this one. Final states meet every clock.
  fileprivate func isMet(bySameAs statutory: ClockDefinition, _ workflow: Workflow) -> Bool {
    func acts(_ clock: ClockDefinition) -> Set<String> {
      Set(clock.stopsIn.filter { workflow.state($0)?.isFinal != true })
    }
    let (own, others) = (acts(self), acts(statutory))
    return others.isEmpty ? own.isEmpty : others.isSubset(of: own)
  }
}
