import LookbackTime

/// The deadlines and timers of a case in its present state. Deriving them is the most expensive part of a decision.
package struct CaseSchedule: Sendable {
  let scheduledTimers: [ScheduledTimer]
  /// The clocks of each track, by the track's number.
  private let clocks: [TrackSchedule]
  /// The urgency of the approvals underway.
  private let approvals: Urgency

  /// Derives the schedule without a cache.
  package init(_ current: Case, in library: Library) { self.init(current, in: library, from: nil, ScheduleCache()) }

  /// Derives the schedule and reuses what is known. What follows from the same facts is taken from the first schedule
  /// that has it. Cases of one day have equal clocks, which fall due together.
  /// - Parameters:
  ///   - earlier: the case in an earlier state; nil if its schedule is not known.
  ///   - cache: the schedules of the case that was decided before.
  init(_ current: Case, in library: Library, from earlier: Known?, _ cache: ScheduleCache) {
    clocks = current.tracks.map { Self.clocks(of: $0, in: current, library, earlier, cache) }
    scheduledTimers = current.scheduledTimers(in: library, ofClocks: clocks)
    approvals = Urgency(current.tracks.lazy.compactMap { current.approvalTerm(of: $0, in: library) })
  }

  /// The timers that the case needs in the table of timers.
  package var timers: [Timer] { scheduledTimers.map(\.timer) }

  func deadlines(of track: Track) -> TrackDeadlines { clocks[track.id.value].deadlines }

  /// The earliest urgency among the approvals and the clocks that run or were paused when it was already too late.
  package var urgency: Urgency { clocks.reduce(approvals) { $0.earlier(than: $1.deadlines.pressing) } }

  /// A case with its schedule.
  struct Known: Sendable {
    let current: Case
    let schedule: CaseSchedule
  }

  private static func clocks(
    of track: Track, in current: Case, _ library: Library, _ earlier: Known?, _ cache: ScheduleCache
  ) -> TrackSchedule {
    let definitions = library.workflow(track.workflow)?.clocks ?? []
    var deadlines: TrackDeadlines?
    /// Returns the whole schedule of a track with the same facts; keeps the deadlines if only those are the same.
    func found(in other: Known?) -> TrackSchedule? {
      guard let other, let old = other.current.track(track.id), track.isDue(like: old, by: definitions) else {
        return nil
      }
      let known = other.schedule.clocks[track.id.value]
      if track.hasSameTimers(as: old, by: definitions) { return known }
      deadlines = deadlines ?? known.deadlines
      return nil
    }
    if let known = found(in: earlier) ?? found(in: cache.after) ?? found(in: cache.before) { return known }
    let derived = deadlines ?? TrackDeadlines(current.deadlines(of: track, in: library))
    return TrackSchedule(deadlines: derived, scheduledTimers: current.clockTimers(track, library, derived))
  }
}

/// The deadlines and timers of the clocks of one track.
struct TrackSchedule: Sendable {
  let deadlines: TrackDeadlines
  /// The timers, including those that have fired.
  let scheduledTimers: [ScheduledTimer]
}

/// The deadlines of one track, and the earliest urgency among them.
struct TrackDeadlines: Sendable {
  let all: [CaseDeadline]
  /// The earliest urgency among the running clocks.
  let running: Urgency
  /// The earliest urgency among the clocks that run or were paused when it was already too late.
  let pressing: Urgency

  init(_ all: [CaseDeadline]) {
    self.all = all
    running = Urgency(all.lazy.filter { $0.status == .running })
    pressing = Urgency(all.lazy.filter(\.isPressing))
  }
}

extension Track {
  /// Whether the deadlines of both follow from the same facts.
  fileprivate func isDue(like old: Track, by definitions: [ClockDefinition]) -> Bool {
    guard workflow == old.workflow, clocks == old.clocks else { return false }
    // An announced date is the value of a field, which can belong to another track.
    return definitions.allSatisfy { !$0.isAnnounced } && clocks.entries.allSatisfy { $0.value.version == nil }
  }

  /// Whether the timers of the clocks of both are the same, except for those that have fired since. Both must be due
  /// alike.
  fileprivate func hasSameTimers(as old: Track, by definitions: [ClockDefinition]) -> Bool {
    guard isEnded == old.isEnded else { return false }
    if fired == old.fired { return true }
    // The reused timers lack those that had fired already, and a ladder's next rung depends on what has fired.
    return old.fired.isSubset(of: fired) && definitions.allSatisfy { !$0.hasLadder }
  }
}
