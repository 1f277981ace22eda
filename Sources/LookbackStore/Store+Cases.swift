import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case as read, with where its history stands.
package struct StoredCase: Sendable {
  package var current: Case
  package var head: [UInt8]
}

/// One line of history with its link.
package struct HistoryLine: Sendable {
  package var event: CaseEvent
  package var link: [UInt8]
}

/// A row of somebody's worklist.
package struct WorklistLine: Sendable {
  package var id: CaseID
  package var track: TrackID
  package var kind: String
  package var assignee: String
  /// When its term lapses.
  package var urgency: Urgency
  package var workflow: String
  package var state: String
  package var title: String
  /// What the track runs.
  package var trackWorkflow: WorkflowReference
}

/// A message that waits in the outbox.
package struct OutboxLine: Sendable {
  package var number: Int64
  package var id: CaseID
  package var sequence: Int64
  package var at: Moment
  package var track: TrackID
  package var topic: String
  package var about: String
  package var recipients: [String]
  package var due: CivilDate?
  package var title: String
  /// Why it will never be delivered; nil while it waits.
  package var failure: String?
}

extension Store {
  package func read(_ id: CaseID) async throws(StoreError) -> StoredCase? {
    try await rows(Statements.readCase, [.int8(id.value)]) { row in
      StoredCase(current: try Case(canonicalBytes: try row.bytea(2)), head: try row.bytea(1))
    }.first
  }

  /// A page of history, in order, from after the event `after`.
  package func history(
    of id: CaseID, after: Int64 = 0, limit: Int = 1_000
  ) async throws(StoreError) -> [HistoryLine] {
    let columns: [Parameter] = [.int8(id.value), .int8(after), .int8(Int64(limit))]
    return try await rows(Statements.listEvents, columns) { row in
      let record = try EventRecord(row)
      return HistoryLine(event: try record.event().event, link: record.link)
    }
  }

  /// A page of cases, of those that run and those in the archive.
  package func list(_ filter: CaseFilter) async throws(StoreError) -> CasePage {
    let after = filter.after ?? ListPlace(.beforeAll)
    let isOfState = filter.isOfState
    let marks: [Parameter] = isOfState ? [.int8(after.since?.microseconds ?? .min)] : []
    let columns: [Parameter] =
      marks + [
        .int8(after.id.value), .text(filter.workflow), .text(filter.state), .text(filter.text),
        .int8(filter.overdueAt?.microseconds), .int8(Int64(filter.limit)),
      ]
    let found = try await rows(isOfState ? Statements.listCasesOfState : Statements.listCases, columns) { row in
      let summary = try CaseSummary(row)
      let since = isOfState ? Moment(microseconds: try row.int8(12)) : nil
      return (summary, ListPlace(summary.id, since: since))
    }
    return CasePage(cases: found.map(\.0), next: found.count < filter.limit ? nil : found.last?.1)
  }

  /// Open cases whose next due date is not after `day`, in the order in which their terms lapse.
  package func due(until day: CivilDate, limit: Int) async throws(StoreError) -> [CaseSummary] {
    try await due(until: day, after: nil, limit: limit).lines
  }

  /// A page of them, from a place on.
  package func due(
    until day: CivilDate, after place: WorkPlace?, limit: Int
  ) async throws(StoreError) -> Page<CaseSummary> {
    let columns: [Parameter] = [
      .date(day.days), .int8(place?.lapse?.microseconds), .int8(place?.since.microseconds),
      .int8(place?.id.value), .int8(Int64(limit) + 1), .int8(Self.lastLapse(of: day).microseconds),
    ]
    let found = try await rows(Statements.listDue, columns) { row in
      let summary = try CaseSummary(row)
      let since = Moment(microseconds: try row.int8(12))
      return (line: summary, place: WorkPlace(lapse: summary.urgency.lapse, since: since, id: summary.id))
    }
    return Page(found, limit: limit, after: place)
  }

  /// No term whose last day this is lapses later, in whatever zone and however long past midnight work ends.
  private static func lastLapse(of day: CivilDate) -> Moment {
    Moment(microseconds: (Int64(day.days) + 3) * 86_400_000_000)
  }

  /// What those who are named so, or hold these posts, have to do.
  package func worklist(of assignees: [String], limit: Int) async throws(StoreError) -> [WorklistLine] {
    try await worklist(of: assignees, after: nil, limit: limit).lines
  }

  /// A page of it, from a place on.
  package func worklist(
    of assignees: [String], after place: WorkPlace?, limit: Int
  ) async throws(StoreError) -> Page<WorklistLine> {
    let columns: [Parameter] = [
      .texts(assignees), .int8(place?.lapse?.microseconds), .int8(place?.since.microseconds),
      .int8(place?.id.value), .int4(place.map { Int32(clamping: $0.track.value) }), .int8(Int64(place?.shown ?? 0)),
      .int8(Int64(limit) + 1),
    ]
    let found = try await rows(Statements.listWorkItems, columns) { row in
      let line = WorklistLine(
        id: CaseID(try row.int8(0)), track: TrackID(Int(try row.int4(1))), kind: try row.text(2),
        assignee: try row.text(3), urgency: try Urgency(row, day: 4, moments: 10),
        workflow: try row.text(5), state: try row.text(6), title: try row.text(7),
        trackWorkflow: WorkflowReference(name: try row.text(8), version: Int(try row.int4(9))))
      let since = Moment(microseconds: try row.int8(12))
      return (line: line, place: WorkPlace(lapse: line.urgency.lapse, since: since, id: line.id, track: line.track))
    }
    return Page(found, limit: limit, after: place)
  }

  /// Which of these commands were recorded before, and what they did.
  package func recorded(_ commands: [Command]) async throws(StoreError) -> [LockedBatch.CommandKey: LockedBatch.Done] {
    let columns: [Parameter] = [.texts(commands.map(\.id.value))]
    let found = try await rows(Statements.readCommands, columns) {
      (try LockedBatch.CommandKey($0), try LockedBatch.Done($0))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// Which of these business keys are taken, and by which cases.
  package func taken(_ keys: [UniqueValue]) async throws(StoreError) -> [UniqueValue: CaseID] {
    let found = try await rows(Statements.readKeys, keys.readingColumns) {
      (try UniqueValue($0), CaseID(try $0.int8(3)))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// - Parameter dead: those that could not be delivered, instead of those that wait.
  package func outbox(
    of id: CaseID? = nil, after: Int64 = 0, limit: Int, dead: Bool = false
  ) async throws(StoreError) -> [OutboxLine] {
    let columns: [Parameter] = [.int8(Int64(limit)), .int8(id?.value), .int8(after)]
    return try await rows(dead ? Statements.listDeadMessages : Statements.listMessages, columns) { row in
      OutboxLine(
        number: try row.int8(0), id: CaseID(try row.int8(1)), sequence: try row.int8(2),
        at: Moment(microseconds: try row.timestamptz(3)), track: TrackID(Int(try row.int4(4))),
        topic: try row.text(5), about: try row.text(6), recipients: try row.texts(7),
        due: try row.optionalDate(8).map { CivilDate(days: $0) }, title: try row.text(9),
        failure: try row.optionalText(10))
    }
  }

  /// How many messages of each topic wait.
  package func outboxCounts() async throws(StoreError) -> [(topic: String, count: Int)] {
    try await rows(Statements.countMessages, []) { (try $0.text(0), Int(try $0.int8(1))) }
  }
}

extension EventRecord {
  /// From a row of `list_events`: sequence, body, link, texts.
  init(_ row: Row) throws {
    let texts = try row.optionalBytea(3).map { bytes in try EventTexts(bytes: bytes) } ?? EventTexts()
    self.init(body: try row.bytea(1), link: try row.bytea(2), texts: texts)
  }
}
