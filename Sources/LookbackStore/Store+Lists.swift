import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Returns a page of cases, archived ones included.
  package func list(_ filter: CaseFilter) async throws(StoreError) -> CasePage {
    let after = filter.after ?? CaseCursor(.beforeAll)
    let isOfState = filter.isOfState
    let place: Parameters = ["after": .int8(after.id.value)]
    let group: Parameters = ["workflow": .text(filter.workflow), "state": .text(filter.state)]
    let rest: Parameters = [
      "text": .text(filter.text), "overdue_at": .int8(filter.overdueAt?.microseconds),
      "limit": .int8(Int64(filter.limit)), "readers": .texts(filter.readers), "unsearched": .texts(filter.unsearched),
    ]
    let isForFew = try await sees(atMost: isOfState ? fewCases : fewCasesByNumber, filter.readers)
    let statement =
      isOfState
      ? isForFew ? Statements.listSeenCasesOfState : Statements.listCasesOfState
      : isForFew ? Statements.listSeenCases : Statements.listCases
    let since: Parameters = ["after_since": .int8(after.since?.microseconds ?? .min)]
    let columns = isOfState ? group + since + place + rest : place + group + rest
    let found = try await rows(statement, columns) { row in
      let summary = try CaseSummary(row)
      let since = isOfState ? Moment(microseconds: try row.int8(12)) : nil
      return (summary, CaseCursor(summary.id, since: since))
    }
    return CasePage(cases: found.map(\.0), next: found.count < filter.limit ? nil : found.last?.1)
  }

  /// Returns the open cases whose next due date is at most `day`, in the order in which their terms lapse.
  package func due(until day: CivilDate, limit: Int) async throws(StoreError) -> [CaseSummary] {
    try await due(until: day, after: nil, limit: limit).lines
  }

  /// Returns a page of them, after a cursor.
  /// - Parameter readers: if set, only cases that one of these persons and posts may see.
  package func due(
    until day: CivilDate, after cursor: WorkCursor?, limit: Int, readers: [String]? = nil
  ) async throws(StoreError) -> Page<CaseSummary> {
    let columns: Parameters = [
      "day": .date(day.days), "last_lapse": .int8(Self.lastLapse(of: day).microseconds),
      "after_lapse": .int8(cursor?.lapse?.microseconds), "after_since": .int8(cursor?.since.microseconds),
      "after": .int8(cursor?.id.value), "limit": .int8(Int64(limit) + 1), "readers": .texts(readers),
    ]
    let statement = try await sees(atMost: fewCases, readers) ? Statements.listSeenDue : Statements.listDue
    let found = try await rows(statement, columns) { row in
      let summary = try CaseSummary(row)
      let since = Moment(microseconds: try row.int8(12))
      return (line: summary, cursor: WorkCursor(lapse: summary.urgency.lapse, since: since, id: summary.id))
    }
    return Page(found, limit: limit, after: cursor)
  }

  /// The latest moment at which a term can lapse whose last day this is, in any time zone and however long past
  /// midnight work ends.
  private static func lastLapse(of day: CivilDate) -> Moment {
    day.utcMidnight.adding(microseconds: 3 * Moment.microsecondsPerDay)
  }

  /// Whether there are readers to ask for and they may see so few cases.
  private func sees(atMost few: Int, _ readers: [String]?) async throws(StoreError) -> Bool {
    guard let readers else { return false }
    let columns: Parameters = ["readers": .texts(readers), "limit": .int8(Int64(few) + 1)]
    return try await rows(Statements.countSeenCases, columns) { try $0.int8(0) }.first ?? 0 <= Int64(few)
  }
}
