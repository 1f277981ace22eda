import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// Selects cases by what lists know about them.
package struct CandidateFilter: Sendable, Hashable {
  package var workflow: String?
  package var state: String?
  /// If set, only cases with this text in a value of their data, in any case of letters.
  package var text: String?
  /// If set, only cases whose next due date is before this day.
  package var dueBefore: CivilDate?
  /// If set, only cases that are overdue at this moment.
  package var overdueAt: Moment?
  /// If true, only cases that have ended; if false, only cases that have not; nil means both.
  package var hasEnded: Bool?
  /// If set, only cases that one of these persons and posts may see.
  package var readers: [String]?
  /// The fields in whose values no text is searched.
  package var unsearched: [String]

  package init(
    workflow: String? = nil, state: String? = nil, text: String? = nil, dueBefore: CivilDate? = nil,
    overdueAt: Moment? = nil, hasEnded: Bool? = nil, readers: [String]? = nil, unsearched: [String] = []
  ) {
    self.workflow = workflow
    self.state = state
    self.text = text
    self.dueBefore = dueBefore
    self.overdueAt = overdueAt
    self.hasEnded = hasEnded
    self.readers = readers
    self.unsearched = unsearched
  }
}

/// A page of all cases in the order of their numbers.
package struct Candidates: Sendable {
  /// The cases that the filter picks, with the titles that lists show.
  package var cases: [(title: String, current: Case)] = []
  /// The last case of the page, picked or not; nil when there are no more cases.
  package var last: CaseID?
  /// The number of cases in the page, picked or not.
  package var looked = 0
}

extension Store {
  /// Reads the next `limit` cases after `after`, whether or not the filter picks any, so that the work is bounded.
  package func candidates(
    _ filter: CandidateFilter, after: CaseID, limit: Int
  ) async throws(StoreError) -> Candidates {
    let columns: Parameters = [
      "workflow": .text(filter.workflow), "state": .text(filter.state), "text": .text(filter.text),
      "due_before": .date(filter.dueBefore?.days), "overdue_at": .int8(filter.overdueAt?.microseconds),
      "has_ended": .bool(filter.hasEnded), "after": .int8(after.value), "limit": .int8(Int64(limit)),
      "readers": .texts(filter.readers), "unsearched": .texts(filter.unsearched),
    ]
    return try await run { c in
      var found = Candidates()
      for row in try c.query(Statements.listCandidates, columns) {
        found.last = CaseID(try row.int8(0))
        found.looked = Int(try row.int8(3))
        guard let document = try row.optionalBytea(2) else { continue }
        found.cases.append((try row.text(1), try Case(canonicalBytes: document)))
      }
      return found
    }
  }
}
