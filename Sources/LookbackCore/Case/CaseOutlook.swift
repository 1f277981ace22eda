/// What time will do to a case as it stands: its deadlines and alarms, which cost most of a decision and are therefore
/// derived once and handed on.
package struct CaseOutlook: Sendable {
  let deadlines: DeadlineBook
  let alarms: [Alarm]
  /// Those of its clocks, by track, fired ones among them.
  private let clockAlarms: [[Alarm]]

  /// - Parameter known: outlooks on the case as it stood before, or on others: what follows from the same facts is taken
  ///   from the first that has it.
  init(_ current: Case, in library: Library, from known: Precedents = Precedents()) {
    let deadlines = DeadlineBook(current, library, from: known)
    let clockAlarms = current.tracks.map { track in
      known.first { $0.isAlarmed(like: track, in: library) }?.clockAlarms[track.id.value]
        ?? current.clockAlarms(track, library, deadlines)
    }
    self.deadlines = deadlines
    self.clockAlarms = clockAlarms
    alarms = current.alarms(in: library, ofClocks: clockAlarms)
  }

  /// A case with its outlook.
  package struct Known: Sendable {
    let current: Case
    let outlook: CaseOutlook

    package init(current: Case, outlook: CaseOutlook) {
      self.current = current
      self.outlook = outlook
    }

    fileprivate func isDue(like track: Track, in library: Library) -> Bool {
      current.track(track.id).map { track.isDue(like: $0, in: library) } ?? false
    }

    fileprivate func isAlarmed(like track: Track, in library: Library) -> Bool {
      current.track(track.id).map { track.isAlarmed(like: $0, in: library) } ?? false
    }
  }
}

/// Outlooks that are known already. Cases of one day have the same clocks, and fall due together.
struct Precedents {
  /// On the case itself, as it stood before.
  var earlier: CaseOutlook.Known?
  /// On other cases.
  var others: [CaseOutlook.Known] = []

  /// The deadlines of the track, if any of them has the same.
  func deadlines(of track: Track, in library: Library) -> [CaseDeadline]? {
    first { $0.isDue(like: track, in: library) }?.deadlines.of(track)
  }

  fileprivate func first(where isAlike: (CaseOutlook.Known) -> Bool) -> CaseOutlook? {
    if let earlier, isAlike(earlier) { return earlier.outlook }
    return others.first(where: isAlike)?.outlook
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
    if fired == old.fired { return true }
    // What has fired there is missing in what is taken over; and which rung of a ladder comes next depends on it.
    return old.fired.isSubset(of: fired) && library.workflow(workflow)?.clocks.allSatisfy { !$0.hasLadder } ?? false
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
