package import LookbackCore
package import LookbackTime

/// A cursor in a list that is ordered by when terms lapse. It names the line after which the next page begins.
package struct WorkCursor: Sendable, Hashable, LosslessStringConvertible {
  /// When the term of the line lapses; nil if no term runs.
  package var lapse: Moment?
  package var since: Moment
  package var id: CaseID
  package var track: TrackID
  /// How many lines with the same cursor the earlier pages showed.
  package var shown: Int

  init(lapse: Moment?, since: Moment, id: CaseID, track: TrackID = .root, shown: Int = 1) {
    self.lapse = lapse
    self.since = since
    self.id = id
    self.track = track
    self.shown = shown
  }

  package init?(_ description: String) {
    let parts = description.wholeMatch(
      of: #/(never|-?[0-9]{1,19})\.(-?[0-9]{1,19})\.([0-9]{1,19})\.([0-9]{1,9})\.([0-9]{1,6})/#)
    guard let parts = parts?.output, let since = Int64(parts.2), let id = Int64(parts.3), let track = Int(parts.4),
      let shown = Int(parts.5)
    else { return nil }
    let lapse = Int64(parts.1)
    guard lapse != nil || parts.1 == "never" else { return nil }
    self.init(
      lapse: lapse.map { Moment(microseconds: $0) }, since: Moment(microseconds: since), id: CaseID(id),
      track: TrackID(track), shown: shown)
  }

  package var description: String {
    "\(lapse.map { String($0.microseconds) } ?? "never").\(since.microseconds).\(id).\(track.value).\(shown)"
  }

  /// Whether both cursors are equal except for `shown`.
  fileprivate func isAtSamePosition(as other: WorkCursor) -> Bool {
    (lapse, since, id, track) == (other.lapse, other.since, other.id, other.track)
  }
}

/// A page of a list, and where the next page begins.
package struct Page<Line: Sendable>: Sendable {
  package var lines: [Line]
  /// Where the next page begins; nil on the last page.
  package var next: WorkCursor?
}

extension Page {
  /// - Parameters:
  ///   - found: the lines with their cursors: at most `limit`, and one more if there are more.
  ///   - start: where the page before ended; nil for the first page.
  init(_ found: [(line: Line, cursor: WorkCursor)], limit: Int, after start: WorkCursor?) {
    let page = found.prefix(limit)
    lines = page.map(\.line)
    guard found.count > limit, var last = page.last?.cursor else {
      next = nil
      return
    }
    let alike = page.reversed().prefix { $0.cursor.isAtSamePosition(as: last) }.count
    // If all lines of the page have one cursor, those that earlier pages showed count, too.
    let before = alike == page.count && start.map { $0.isAtSamePosition(as: last) } == true ? start?.shown ?? 0 : 0
    last.shown = before + alike
    next = last
  }
}
