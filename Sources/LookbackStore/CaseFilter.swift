package import LookbackCore
package import LookbackTime

/// The cases that a list shows.
package struct CaseFilter: Sendable {
  package var workflow: String?
  package var state: String?
  package var text: String?
  /// If set, only cases that are overdue at this moment.
  package var overdueAt: Moment?
  /// If set, only cases that one of these persons and posts may see.
  package var readers: [String]?
  /// The fields in whose values no text is searched.
  package var unsearched: [String]
  /// Where the page begins; nil for the first page.
  package var after: CaseCursor?
  package var limit: Int
  package init(
    workflow: String? = nil, state: String? = nil, text: String? = nil, overdueAt: Moment? = nil,
    readers: [String]? = nil, unsearched: [String] = [], after: CaseCursor? = nil, limit: Int = 50
  ) {
    self.workflow = workflow
    self.state = state
    self.text = text
    self.overdueAt = overdueAt
    self.readers = readers
    self.unsearched = unsearched
    self.after = after
    self.limit = limit
  }

  /// Whether the list is of one state of a workflow. Such a list is in the order in which the cases came into the
  /// state, so that the longest waiting case is first. Any other list is in the order of the case numbers.
  package var isOfState: Bool { workflow != nil && state != nil }
}

/// A cursor in a list of cases, written `number`, or `microseconds-number` in a list of one state.
package struct CaseCursor: Sendable, Hashable, LosslessStringConvertible {
  package var id: CaseID
  /// When the case came into its state; nil in a list that is not of one state.
  package var since: Moment?

  package init(_ id: CaseID, since: Moment? = nil) {
    self.id = id
    self.since = since
  }

  package init?(_ description: String) {
    // A moment before 1970 begins with a minus sign.
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

/// A page of a list of cases.
package struct CasePage: Sendable, Hashable {
  package var cases: [CaseSummary]
  /// Where the next page begins; nil on the last page.
  package var next: CaseCursor?
}
