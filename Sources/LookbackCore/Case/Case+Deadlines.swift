import LookbackCEL
package import LookbackTime

/// A clock of a case as it stands: derived, never stored.
package struct CaseDeadline: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable { case running, paused, stopped }
  package var track: TrackID
  package var clock: String
  package var title: Label
  package var law: String?
  /// Runs by a term of law or rule, rather than by a date announced in a notice.
  package var isStatutory: Bool
  package var started: CivilDate
  /// The moment of that, of a clock that counts hours.
  package var startedAt: Moment?
  /// Its term is one of minutes, hours or working hours.
  package var countsHours: Bool
  /// The last day on which the act is in time; it lapses at the legal midnight that ends it.
  package var due: CivilDate
  package var isProvisional: Bool
  package var status: Status
  package var stopped: CivilDate?
  /// The moment of that, where it is known and matters: the clock is over at a time of day.
  package var stoppedAt: Moment?
  /// The first day that does not count, while the clock stands still or if it was stopped while it stood still.
  package var paused: CivilDate?
  /// The moment of that, of a clock that counts hours.
  package var pausedAt: Moment?
  package var deadline: Deadline
  /// The last day by the term alone and by the calendar as it was when the clock started: what reports compare with.
  package var original: CivilDate
  /// The first moment after that.
  package var originalLapse: Moment
  /// The first moment at which it is too late.
  package var lapse: Moment
  /// What it is counted with; nil where nobody has recorded that.
  package var calendar: CalendarEdition?
  /// The clock of the same track whose due date contradicts this one: an announced date after the statutory one.
  package var contradicts: String?

  /// What it is called once it is past due; nil for a window that may close without anybody having failed.
  package var mark: String?
  /// Somebody is reminded of it, told of its breach, or was promised its date.
  package var isDuty: Bool

  /// Too late at that moment, or stopped or halted when it was: while a clock stands still its time does not count. Of a
  /// day that was given without a time nothing is known but the day, and a fact of the last day is in time.
  package func isPast(at moment: Moment) -> Bool {
    if let paused { return pausedAt.map { $0 >= lapse } ?? (paused > due) }
    if let stopped { return stoppedAt.map { $0 >= lapse } ?? (stopped > due) }
    return moment >= lapse
  }

  /// Somebody has failed by then, or is failing: what the case is marked for.
  package func isOverdue(at moment: Moment) -> Bool { mark != nil && status != .stopped && isPast(at: moment) }

  /// Whether it was met on the last day by the term alone; to the minute where that is known.
  /// - Parameter day: of what met it, where the clock was not stopped by that.
  func wasMetAtFirst(on day: CivilDate) -> Bool {
    stoppedAt.map { $0 < originalLapse } ?? ((stopped ?? day) <= original)
  }

  /// Somebody was given more time.
  package var isExtended: Bool { deadline.steps.contains { if case .extended = $0 { true } else { false } } }
  /// Its start was put right.
  package var isCorrected: Bool { deadline.steps.contains { if case .corrected = $0 { true } else { false } } }

  /// Whether its due date is one to look out for: it runs, or it stood still only when it was too late.
  var isPressing: Bool { status == .running || status == .paused && isPast(at: lapse) }
}

extension Case {
  /// Every clock that was ever started, in the order of tracks and of their definitions.
  package func deadlines(in library: Library) -> [CaseDeadline] {
    tracks.flatMap { deadlines(of: $0, in: library, isTold: true) }
  }

  /// - Parameter isTold: whether each comes with the steps that explain it.
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
      // Only the explanation speaks of it.
      if isTold { facts.recorded = recorded(start, state, in: track, workflow, library) }
      let law = clock.law?.article(on: facts.effectiveStart)
      let rule = ClockRule(span: span, counting: clock.counting, law: law)
      // A term that leads past the last year never ends, and is not lost for that.
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

  /// The day on which the starting event was recorded, where it still is the last of its name.
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

  /// A last day beyond the last year is never over.
  fileprivate func lapse(_ day: Day, _ zone: TimeZoneRules, _ calendar: WorkCalendar) -> Moment {
    let lapse = day == .due ? try? lapse(in: zone, calendar) : try? originalLapse(in: zone, calendar)
    return lapse ?? Moment(microseconds: .max)
  }
}

extension [CaseDeadline] {
  /// An announced date later than a statutory one of the same track misleads whoever trusts it, where both are about the
  /// same act: what is met by something else has nothing to do with it.
  /// - Parameter clocks: what each of these runs by.
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
  /// Whether every state that meets the statutory clock meets this one, too; final states meet all.
  fileprivate func isMet(bySameAs statutory: ClockDefinition, _ workflow: Workflow) -> Bool {
    func acts(_ clock: ClockDefinition) -> Set<String> {
      Set(clock.stopsIn.filter { workflow.state($0)?.isFinal != true })
    }
    let (own, others) = (acts(self), acts(statutory))
    return others.isEmpty ? own.isEmpty : others.isSubset(of: own)
  }
}
