package import LookbackCore
package import LookbackTime

/// Which cases a list shows.
package struct CaseFilter: Sendable {
  package var workflow: String?
  package var state: String?
  package var text: String?
  /// Only cases that are overdue at this moment.
  package var overdueAt: Moment?
  /// The page goes on after this place.
  package var after: ListPlace?
  package var limit: Int
  package init(
    workflow: String? = nil, state: String? = nil, text: String? = nil, overdueAt: Moment? = nil,
    after: ListPlace? = nil, limit: Int = 50
  ) {
    self.workflow = workflow
    self.state = state
    self.text = text
    self.overdueAt = overdueAt
    self.after = after
    self.limit = limit
  }

  /// A list of one state of a workflow is in the order in which cases came into it, so that those that wait longest come
  /// first; any other is in the order of their numbers.
  package var isOfState: Bool { workflow != nil && state != nil }
}

/// A place in a list of cases: written `number`, or `moment-number` in a list of one state.
package struct ListPlace: Sendable, Hashable, LosslessStringConvertible {
  package var id: CaseID
  /// Since when the case stood where it did, in a list of one state.
  package var since: Moment?

  package init(_ id: CaseID, since: Moment? = nil) {
    self.id = id
    self.since = since
  }

  package init?(_ description: String) {
    // A moment before 1970 begins with a sign.
    let parts = description.wholeMatch(of: #/(?:(-?[0-9]{1,19})-)?(-?[0-9]{1,19})/#)?.output
    guard let parts, let id = Int64(parts.2) else { return nil }
    guard let moment = parts.1 else {
      self.init(CaseID(id))
      return
    }
    guard let since = Int64(moment) else { return nil }
    self.init(CaseID(id), since: Moment(microseconds: since))
  }

  package var description: String { since.map { "\($0.microseconds)-\(id)" } ?? "\(id)" }
}

/// A page of a list.
package struct CasePage: Sendable, Hashable {
  package var cases: [CaseSummary]
  /// Where the next page begins; nil: this is the last one.
  package var next: ListPlace?
}
