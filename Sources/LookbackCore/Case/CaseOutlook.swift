import LookbackTime

/// What time will do to a case as it stands: its deadlines and alarms, which cost most of a decision and are therefore
/// derived once and handed on.
package struct CaseOutlook: Sendable {
  let alarms: [Alarm]
  /// By track.
  private let clocks: [ClockOutlook]
  /// Of the approvals under way.
  private let approvals: Urgency

  /// - Parameter known: outlooks on the case as it stood before, or on others: what follows from the same facts is taken
  ///   from the first that has it. Cases of one day have the same clocks, and fall due together.
  init(_ current: Case, in library: Library, from known: [Known] = []) {
    clocks = current.tracks.map { Self.clocks(of: $0, in: current, library, known) }
    alarms = current.alarms(in: library, ofClocks: clocks)
    approvals = Urgency(current.tracks.lazy.compactMap { current.approvalTerm(of: $0, in: library) })
  }

  func deadlines(of track: Track) -> TrackDeadlines { clocks[track.id.value].deadlines }

  /// Of the duties whose clocks run, or stood still only when it was too late, and of approvals.
  var urgency: Urgency { clocks.reduce(approvals) { $0.earlier(than: $1.deadlines.pressing) } }

  /// A case with its outlook.
  package struct Known: Sendable {
    let current: Case
    let outlook: CaseOutlook

    package init(current: Case, outlook: CaseOutlook) {
      self.current = current
      self.outlook = outlook
    }
  }

  private static func clocks(
    of track: Track, in current: Case, _ library: Library, _ known: [Known]
  ) -> ClockOutlook {
    let definitions = library.workflow(track.workflow)?.clocks ?? []
    var deadlines: TrackDeadlines?
    for other in known {
      guard let old = other.current.track(track.id), track.isDue(like: old, by: definitions) else { continue }
      let found = other.outlook.clocks[track.id.value]
      if track.isAlarmed(like: old, by: definitions) { return found }
      deadlines = deadlines ?? found.deadlines
    }
    let derived = deadlines ?? TrackDeadlines(current.deadlines(of: track, in: library))
    return ClockOutlook(deadlines: derived, alarms: current.clockAlarms(track, library, derived))
  }
}

/// What the clocks of one track will do.
struct ClockOutlook: Sendable {
  let deadlines: TrackDeadlines
  /// Those that have fired among them.
  let alarms: [Alarm]
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

/// An outlook that came along with a decision, or none. It follows from the case, so it is no part of what was decided:
/// all are equal.
package struct Foresight: Sendable, Hashable {
  package let outlook: CaseOutlook?

  package init(_ outlook: CaseOutlook? = nil) { self.outlook = outlook }

  package static func == (left: Foresight, right: Foresight) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}
}
