import LookbackTime

/// What time will do to a case as it stands: its deadlines and alarms, which cost most of a decision.
package struct CaseSchedule: Sendable {
  let alarms: [ScheduledTimer]
  /// By track.
  private let clocks: [TrackSchedule]
  /// Of the approvals under way.
  private let approvals: Urgency

  /// Derives it afresh.
  package init(_ current: Case, in library: Library) { self.init(current, in: library, from: []) }

  /// - Parameter known: schedules of the case as it stood before, or of others: what follows from the same facts is taken
  ///   from the first that has it. Cases of one day have the same clocks, and fall due together.
  init(_ current: Case, in library: Library, from known: [Known]) {
    clocks = current.tracks.map { Self.clocks(of: $0, in: current, library, known) }
    alarms = current.alarms(in: library, ofClocks: clocks)
    approvals = Urgency(current.tracks.lazy.compactMap { current.approvalTerm(of: $0, in: library) })
  }

  /// The wake-ups that the case waits for.
  package var timers: [Timer] { alarms.map(\.timer) }

  func deadlines(of track: Track) -> TrackDeadlines { clocks[track.id.value].deadlines }

  /// Of the duties whose clocks run, or stood still only when it was too late, and of approvals.
  package var urgency: Urgency { clocks.reduce(approvals) { $0.earlier(than: $1.deadlines.pressing) } }

  /// A case with its schedule.
  struct Known: Sendable {
    let current: Case
    let schedule: CaseSchedule
  }

  private static func clocks(
    of track: Track, in current: Case, _ library: Library, _ known: [Known]
  ) -> TrackSchedule {
    let definitions = library.workflow(track.workflow)?.clocks ?? []
    var deadlines: TrackDeadlines?
    for other in known {
      guard let old = other.current.track(track.id), track.isDue(like: old, by: definitions) else { continue }
      let found = other.schedule.clocks[track.id.value]
      if track.isAlarmed(like: old, by: definitions) { return found }
      deadlines = deadlines ?? found.deadlines
    }
    let derived = deadlines ?? TrackDeadlines(current.deadlines(of: track, in: library))
    return TrackSchedule(deadlines: derived, alarms: current.clockAlarms(track, library, derived))
  }
}

/// What the clocks of one track will do.
struct TrackSchedule: Sendable {
  let deadlines: TrackDeadlines
  /// Those that have fired among them.
  let alarms: [ScheduledTimer]
}

/// The deadlines of one track, and which of its duties comes first.
struct TrackDeadlines: Sendable {
  let all: [CaseDeadline]
  /// Of those whose clocks run.
  let running: Urgency
  /// Of those whose clocks run, or stood still only when it was too late.
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
    // An announced date stands in a field, maybe of another track.
    return definitions.allSatisfy { !$0.isAnnounced } && clocks.entries.allSatisfy { $0.value.version == nil }
  }

  /// Whether the alarms of the clocks of both, which are due alike, are the same but for those that have fired since.
  fileprivate func isAlarmed(like old: Track, by definitions: [ClockDefinition]) -> Bool {
    guard isEnded == old.isEnded else { return false }
    if fired == old.fired { return true }
    // What has fired there is missing in what is taken over; and which rung of a ladder comes next depends on it.
    return old.fired.isSubset(of: fired) && definitions.allSatisfy { !$0.hasLadder }
  }
}
