package import LookbackCore
package import LookbackTime

/// A place in a list that is ordered by when terms lapse: after which line the next page goes on.
package struct WorkPlace: Sendable, Hashable, LosslessStringConvertible {
  /// nil: among what never lapses.
  package var lapse: Moment?
  package var since: Moment
  package var id: CaseID
  package var track: TrackID
  /// How many lines of the same place the pages before showed.
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

  /// Whether a line stands at the very place, however many others do.
  fileprivate func isBeside(_ other: WorkPlace) -> Bool {
    (lapse, since, id, track) == (other.lapse, other.since, other.id, other.track)
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
