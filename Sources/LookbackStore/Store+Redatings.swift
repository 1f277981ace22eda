import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A re-dating in the record.
package struct RedatingLine: Sendable, Hashable {
  package var number: Int64
  /// The editions of calendars by which open cases have been counted since, such as `cn-qinghai 1/2`.
  package var editions: [String]
  package var person: String
  package var via: String
  package var started: Moment
  /// Nil while the re-dating is underway, and after it was cut short.
  package var ended: Moment?
  package var cases: Int
  package var dates: Int
}

/// A date that a re-dating moves or has moved, with its case.
package struct RedatedDate: Sendable, Hashable {
  package var id: CaseID
  package var title: String
  package var track: TrackID
  /// The name of the clock, or the key of the timer of a state.
  package var subject: String
  package var from: CivilDate
  package var to: CivilDate
  /// Whether the date was provisional before and is not any more.
  package var isSettled: Bool

  package init(
    id: CaseID, title: String, track: TrackID, subject: String, from: CivilDate, to: CivilDate, isSettled: Bool
  ) {
    self.id = id
    self.title = title
    self.track = track
    self.subject = subject
    self.from = from
    self.to = to
    self.isSettled = isSettled
  }
}

extension Store {
  /// Returns a page of the cases that have not ended, after the case `after`, in the order of their numbers.
  package func openCases(after: CaseID, limit: Int) async throws(StoreError) -> [(title: String, current: Case)] {
    try await rows(Statements.listOpenCases, ["after": .int8(after.value), "limit": .int8(Int64(limit))]) { row in
      (try row.text(1), try Case(canonicalBytes: try row.bytea(2)))
    }
  }

  /// Begins the record of a re-dating.
  /// - Returns: its number.
  package func beginRedating(editions: [String], by initiator: Initiator) async throws(StoreError) -> Int64 {
    let columns: Parameters = [
      "editions": .texts(editions), "person": .text(initiator.person ?? ""), "via": .text(initiator.via),
    ]
    return try await administer(by: initiator) { c, acts in
      let number = try c.query(Statements.insertRedating, columns).first?.int8(0) ?? 0
      let fact = AdministrativeAct.Fact("editions", to: editions.joined(separator: ", "))
      acts.append(AdministrativeAct(.redating, String(number), [fact]))
      return number
    }
  }

  /// Adds dates to the record; dates that are already in it stay as they are.
  package func add(_ dates: [RedatedDate], toRedating number: Int64) async throws(StoreError) {
    let columns: Parameters = [
      "redating_id": .int8(number), "case_id": .int8s(dates.map(\.id.value)),
      "track": .int4s(dates.map { Int32(clamping: $0.track.value) }), "subject": .texts(dates.map(\.subject)),
      "old_due": .dates(dates.map(\.from.days)), "new_due": .dates(dates.map(\.to.days)),
      "is_settled": .bools(dates.map(\.isSettled)),
    ]
    _ = try await rows(Statements.insertRedatedDates, columns) { _ in }
  }

  package func endRedating(_ number: Int64) async throws(StoreError) {
    _ = try await rows(Statements.closeRedating, ["redating_id": .int8(number)]) { _ in }
  }

  /// Returns re-datings, the newest first.
  /// - Parameter number: if set, only re-datings before this one.
  package func redatings(before number: Int64? = nil, limit: Int) async throws(StoreError) -> [RedatingLine] {
    let columns: Parameters = ["before": .int8(number), "limit": .int8(Int64(limit))]
    return try await rows(Statements.listRedatings, columns) { row in
      RedatingLine(
        number: try row.int8(0), editions: try row.texts(1), person: try row.text(2), via: try row.text(3),
        started: Moment(microseconds: try row.timestamptz(4)),
        ended: try row.optionalTimestamptz(5).map { Moment(microseconds: $0) }, cases: Int(try row.int8(6)),
        dates: Int(try row.int8(7)))
    }
  }

  /// Returns the dates that one re-dating moved.
  package func redatedDates(of number: Int64) async throws(StoreError) -> [RedatedDate] {
    try await rows(Statements.listRedatedDates, ["redating_id": .int8(number)]) { row in
      RedatedDate(
        id: CaseID(try row.int8(0)), title: try row.text(1), track: TrackID(Int(try row.int4(2))),
        subject: try row.text(3), from: CivilDate(days: try row.date(4)), to: CivilDate(days: try row.date(5)),
        isSettled: try row.bool(6))
    }
  }
}
