import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// Which cases are looked at, by what lists know of them.
package struct CandidateFilter: Sendable, Hashable {
  package var workflow: String?
  package var state: String?
  /// Words in the values of its data.
  package var text: String?
  /// Only cases whose next due date lies before this day.
  package var dueBefore: CivilDate?
  /// Only cases that are overdue at this moment.
  package var overdueAt: Moment?
  /// Only cases that have ended, or only those that have not.
  package var hasEnded: Bool?

  package init(
    workflow: String? = nil, state: String? = nil, text: String? = nil, dueBefore: CivilDate? = nil,
    overdueAt: Moment? = nil, hasEnded: Bool? = nil
  ) {
    self.workflow = workflow
    self.state = state
    self.text = text
    self.dueBefore = dueBefore
    self.overdueAt = overdueAt
    self.hasEnded = hasEnded
  }
}

/// One stretch of all cases in the order of their numbers.
package struct Candidates: Sendable {
  /// Those that the filter picks, with the titles that lists show.
  package var cases: [(title: String, current: Case)] = []
  /// The last case that was looked at, picked or not; nil when there were no more.
  package var last: CaseID?
  /// How many were looked at.
  package var looked = 0
}

extension Store {
  /// Looks at the next `limit` cases after `after`, whether or not the filter picks any: the work is bounded.
  package func candidates(
    _ filter: CandidateFilter, after: CaseID, limit: Int
  ) async throws(StoreError) -> Candidates {
    let columns: [Parameter] = [
      .int8(after.value), .int8(Int64(limit)), .text(filter.workflow), .text(filter.state),
      .text(filter.text), .date(filter.dueBefore?.days), .bool(filter.hasEnded),
      .int8(filter.overdueAt?.microseconds),
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
