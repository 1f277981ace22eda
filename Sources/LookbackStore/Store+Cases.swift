import LookbackAudit
package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A case, with the link of its last event.
package struct StoredCase: Sendable {
  package var current: Case
  package var head: [UInt8]
}

/// An event of a history, with its link.
package struct HistoryLine: Sendable {
  package var event: CaseEvent
  package var link: [UInt8]
}

/// A line of a worklist.
package struct WorklistLine: Sendable {
  package var id: CaseID
  package var track: TrackID
  package var kind: String
  package var assignee: String
  /// When the term of the work item lapses.
  package var urgency: Urgency
  package var workflow: String
  package var state: String
  package var title: String
  /// The workflow that the track runs, which differs from the case's in a track of a unit.
  package var trackWorkflow: WorkflowReference
}

/// A message in the outbox.
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
  /// Why the message will never be delivered; nil while it waits.
  package var failure: String?
}

extension Store {
  /// Reads a case, archived or not; nil if there is none.
  package func read(_ id: CaseID) async throws(StoreError) -> StoredCase? {
    try await rows(Statements.readCase, ["case_id": .int8(id.value)]) { row in
      StoredCase(current: try Case(canonicalBytes: try row.bytea(2)), head: try row.bytea(1))
    }.first
  }

  /// Returns a page of a history in order, after the event `after`.
  package func history(
    of id: CaseID, after: Int64 = 0, limit: Int = 1_000
  ) async throws(StoreError) -> [HistoryLine] {
    let columns: Parameters = ["case_id": .int8(id.value), "after": .int8(after), "limit": .int8(Int64(limit))]
    return try await rows(Statements.listEvents, columns) { row in
      let record = try EventRecord(row)
      return HistoryLine(event: try record.event().event, link: record.link)
    }
  }

  /// Returns the work items of the persons and posts with these names.
  package func worklist(of assignees: [String], limit: Int) async throws(StoreError) -> [WorklistLine] {
    try await worklist(of: assignees, after: nil, limit: limit).lines
  }

  /// Returns a page of them, after a cursor.
  package func worklist(
    of assignees: [String], after cursor: WorkCursor?, limit: Int
  ) async throws(StoreError) -> Page<WorklistLine> {
    let columns: Parameters = [
      "assignees": .texts(assignees), "from_since": .int8(cursor?.since.microseconds),
      "from_lapse": .int8(cursor?.lapse?.microseconds), "from_case": .int8(cursor?.id.value),
      "from_track": .int4(cursor.map { Int32(clamping: $0.track.value) }), "limit": .int8(Int64(limit) + 1),
      "shown": .int8(Int64(cursor?.shown ?? 0)),
    ]
    let found = try await rows(Statements.listWorkItems, columns) { row in
      let line = WorklistLine(
        id: CaseID(try row.int8(0)), track: TrackID(Int(try row.int4(1))), kind: try row.text(2),
        assignee: try row.text(3), urgency: try Urgency(row, day: 4, moments: 10),
        workflow: try row.text(5), state: try row.text(6), title: try row.text(7),
        trackWorkflow: WorkflowReference(name: try row.text(8), version: Int(try row.int4(9))))
      let since = Moment(microseconds: try row.int8(12))
      return (line: line, cursor: WorkCursor(lapse: line.urgency.lapse, since: since, id: line.id, track: line.track))
    }
    return Page(found, limit: limit, after: cursor)
  }

  /// Returns those of these commands that were recorded before, with what they did.
  package func recorded(_ commands: [Command]) async throws(StoreError) -> [LockedBatch.CommandKey: LockedBatch.Done] {
    let columns: Parameters = ["command_id": .texts(commands.map(\.id.value))]
    let found = try await rows(Statements.readCommands, columns) {
      (try LockedBatch.CommandKey($0), try LockedBatch.Done($0))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// Returns those of these unique values that are taken, with the cases that have them and whom these are shown to.
  package func taken(_ keys: [UniqueValue]) async throws(StoreError) -> [UniqueValueHolder] {
    try await rows(Statements.readKeys, keys.readingColumns) { try $0.holder() }
  }

  /// Returns messages after the number `after`.
  /// - Parameters:
  ///   - dead: if true, the messages that could not be delivered, instead of those that wait.
  ///   - readers: if set, only messages of cases that one of these persons and posts may see.
  package func outbox(
    of id: CaseID? = nil, after: Int64 = 0, limit: Int, dead: Bool = false, readers: [String]? = nil
  ) async throws(StoreError) -> [OutboxLine] {
    let columns: Parameters = [
      "case_id": .int8(id?.value), "after": .int8(after), "limit": .int8(Int64(limit)), "readers": .texts(readers),
    ]
    return try await rows(dead ? Statements.listDeadMessages : Statements.listMessages, columns) { row in
      OutboxLine(
        number: try row.int8(0), id: CaseID(try row.int8(1)), sequence: try row.int8(2),
        at: Moment(microseconds: try row.timestamptz(3)), track: TrackID(Int(try row.int4(4))),
        topic: try row.text(5), about: try row.text(6), recipients: try row.texts(7),
        due: try row.optionalDate(8).map { CivilDate(days: $0) }, title: try row.text(9),
        failure: try row.optionalText(10))
    }
  }

  /// Returns how many messages of each topic wait.
  package func outboxCounts() async throws(StoreError) -> [(topic: String, count: Int)] {
    try await rows(Statements.countMessages, []) { (try $0.text(0), Int(try $0.int8(1))) }
  }
}

extension EventRecord {
  /// Decodes a row of `list_events`: sequence, body, link, texts.
  init(_ row: Row) throws {
    let texts = try row.optionalBytea(3).map { bytes in try EventTexts(bytes: bytes) } ?? EventTexts()
    self.init(body: try row.bytea(1), link: try row.bytea(2), texts: texts)
  }
}
