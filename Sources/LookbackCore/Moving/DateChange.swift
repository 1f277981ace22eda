package import LookbackTime

/// A date of a case that a move to another version changes, adds or removes.
package struct DateChange: Sendable, Hashable {
  /// Why the date changes.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The clock is counted with the rules of the new version.
    case recomputed
    /// The clock stopped with the move.
    case stopped
    /// The clock started with the move.
    case started
    /// What the state waits for, such as a timed event, comes at another time.
    case waits
  }
  package var track: TrackID
  /// The name of the clock or, for what a state waits for, the key of its timer.
  package var subject: String
  /// The date before the move; nil if there was none.
  package var from: CivilDate?
  /// The date after the move; nil if there is none any more.
  package var to: CivilDate?
  package var reason: Reason

  package init(track: TrackID, subject: String, from: CivilDate?, to: CivilDate?, reason: Reason) {
    self.track = track
    self.subject = subject
    self.from = from
    self.to = to
    self.reason = reason
  }
}

extension Case {
  /// Returns the dates that differ between this case and `after`: those of clocks that have not stopped, and those of
  /// what states wait for.
  package func dateChanges(to after: Case, in library: Library) -> [DateChange] {
    func changes(_ old: [Place: CivilDate], _ new: [Place: CivilDate], isWait: Bool) -> [DateChange] {
      Set(old.keys).union(new.keys).sorted().compactMap { place in
        guard old[place] != new[place] else { return nil }
        let reason: DateChange.Reason =
          isWait ? .waits : new[place] == nil ? .stopped : old[place] == nil ? .started : .recomputed
        return DateChange(
          track: place.track, subject: place.subject, from: old[place], to: new[place], reason: reason)
      }
    }
    return changes(openDates(in: library), after.openDates(in: library), isWait: false)
      + changes(waitDates(in: library), after.waitDates(in: library), isWait: true)
  }

  private struct Place: Hashable, Comparable {
    let track: TrackID
    let subject: String

    static func < (left: Place, right: Place) -> Bool {
      (left.track, left.subject) < (right.track, right.subject)
    }
  }

  private func openDates(in library: Library) -> [Place: CivilDate] {
    let open = deadlines(in: library).filter { $0.status != .stopped }
    return Dictionary(open.map { (Place(track: $0.track, subject: $0.clock), $0.due) }) { first, _ in first }
  }

  private func waitDates(in library: Library) -> [Place: CivilDate] {
    let pairs = waits(in: library).compactMap { key, wait -> (Place, CivilDate)? in
      library.workflow(tracks[wait.track.value].workflow).map { workflow in
        (Place(track: wait.track, subject: key), library.date(at: wait.due, in: workflow))
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
