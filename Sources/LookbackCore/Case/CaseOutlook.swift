/// What time will do to a case as it stands: its deadlines and alarms, which cost most of a decision and are therefore
/// derived once and handed on.
package struct CaseOutlook: Sendable {
  let deadlines: DeadlineBook
  let alarms: [Alarm]
  /// Those of its clocks, by track, fired ones among them.
  private let clockAlarms: [[Alarm]]

  /// - Parameter earlier: the case as it stood before and its outlook: what follows from facts that have not changed
  ///   since is taken from there.
  init(_ current: Case, in library: Library, since earlier: Known? = nil) {
    let deadlines = DeadlineBook(current, library, since: earlier)
    let clockAlarms = current.tracks.map { track in
      if let earlier, let old = earlier.current.track(track.id), track.isAlarmed(like: old, in: library) {
        return earlier.outlook.clockAlarms[track.id.value]
      }
      return current.clockAlarms(track, library, deadlines)
    }
    self.deadlines = deadlines
    self.clockAlarms = clockAlarms
    alarms = current.alarms(in: library, ofClocks: clockAlarms)
  }

  /// A case with its outlook.
  struct Known {
    let current: Case
    let outlook: CaseOutlook
  }
}

extension Track {
  /// Whether the deadlines of both follow from the same facts.
  func isDue(like old: Track, in library: Library) -> Bool {
    guard workflow == old.workflow, clocks == old.clocks else { return false }
    // An announced date stands in a field, maybe of another track.
    return library.workflow(workflow)?.clocks.allSatisfy { !$0.isAnnounced } ?? false
      && clocks.entries.allSatisfy { $0.value.version == nil }
  }

  /// Whether the alarms of the clocks of both are the same but for those that have fired since.
  fileprivate func isAlarmed(like old: Track, in library: Library) -> Bool {
    guard isEnded == old.isEnded, isDue(like: old, in: library) else { return false }
    // Which rung of a ladder comes next depends on those that have fired.
    return fired == old.fired || library.workflow(workflow)?.clocks.allSatisfy { !$0.hasLadder } ?? false
  }
}

extension ClockDefinition {
  fileprivate var isAnnounced: Bool {
    if case .at = term { return true }
    return false
  }

  fileprivate var hasLadder: Bool { reminders.contains { $0.ladder != nil } }
}

/// An outlook that came along with a decision, or none. It follows from the case, so it is no part of what was decided:
/// all are equal.
package struct Foresight: Sendable, Hashable {
  package let outlook: CaseOutlook?

  package init(_ outlook: CaseOutlook? = nil) { self.outlook = outlook }

  package static func == (left: Foresight, right: Foresight) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}
}
