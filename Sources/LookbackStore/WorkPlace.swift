package import LookbackCore
package import LookbackTime

/// A place in a list that is ordered by due dates: after which line the next page goes on.
package struct WorkPlace: Sendable, Hashable, LosslessStringConvertible {
  /// nil: among what is due on no day.
  package var due: CivilDate?
  package var since: Moment
  package var id: CaseID
  package var track: TrackID
  /// How many lines of the same place the pages before showed.
  package var shown: Int

  init(due: CivilDate?, since: Moment, id: CaseID, track: TrackID = .root, shown: Int = 1) {
    self.due = due
    self.since = since
    self.id = id
    self.track = track
    self.shown = shown
  }

  package init?(_ description: String) {
    let parts = description.wholeMatch(
      of: #/(never|-?[0-9]{1,9})\.(-?[0-9]{1,19})\.([0-9]{1,19})\.([0-9]{1,9})\.([0-9]{1,6})/#)
    guard let parts = parts?.output, let since = Int64(parts.2), let id = Int64(parts.3), let track = Int(parts.4),
      let shown = Int(parts.5)
    else { return nil }
    let day = Int32(parts.1)
    guard day == nil || (CivilDate.first.days...CivilDate.last.days).contains(day ?? 0) else { return nil }
    self.init(
      due: day.map { CivilDate(days: $0) }, since: Moment(microseconds: since), id: CaseID(id), track: TrackID(track),
      shown: shown)
  }

  package var description: String {
    "\(due.map { String($0.days) } ?? "never").\(since.microseconds).\(id).\(track.value).\(shown)"
  }

  /// Whether a line stands at the very place, however many others do.
  fileprivate func isBeside(_ other: WorkPlace) -> Bool {
    (due, since, id, track) == (other.due, other.since, other.id, other.track)
  }
}

/// A page of a list, and where the next one begins.
package struct Page<Line: Sendable>: Sendable {
  package var lines: [Line]
  /// nil: this is the last one.
  package var next: WorkPlace?
}

extension Page {
  /// - Parameters:
  ///   - found: lines with their places; one more than `limit` where there are more.
  ///   - start: where the page before ended.
  init(_ found: [(line: Line, place: WorkPlace)], limit: Int, after start: WorkPlace?) {
    let page = found.prefix(limit)
    lines = page.map(\.line)
    guard found.count > limit, var last = page.last?.place else {
      next = nil
      return
    }
    let beside = page.reversed().prefix { $0.place.isBeside(last) }.count
    // Lines of one place fill the page: those that the pages before showed stand before them.
    let before = beside == page.count && start.map { $0.isBeside(last) } == true ? start?.shown ?? 0 : 0
    last.shown = before + beside
    next = last
  }
}
