package import LookbackAudit
package import LookbackCore
import LookbackPostgres
import LookbackTime

extension Store {
  /// Changes the office in one transaction, in which it also records the acts at the end of the office's chain and seals
  /// the organisation's tables as they are then. Changes follow one another.
  /// - Parameters:
  ///   - isDryRun: whether everything is taken back, and only said what it would have been.
  ///   - body: makes the change, and adds an act for everything that it changed and for nothing else.
  /// - Throws: `StoreError.invalid` if a constraint refuses the values. Then nothing is changed.
  func administer<R: Sendable>(
    by initiator: Initiator, isDryRun: Bool = false,
    _ body: @escaping @Sendable (isolated Connection, inout [AdministrativeAct]) throws -> R
  ) async throws(StoreError) -> R {
    do throws(StoreError) {
      return try await run { c in
        let found = try c.pipeline([
          (.begin, []), (Statements.lockSeals, []), (Statements.markSeals, []), (Statements.readClock, []),
          (Statements.readAdministrationHead, []),
        ])
        let place = try ChainPlace(clock: found[3], head: found[4])
        var acts: [AdministrativeAct] = []
        let result = try body(c, &acts)
        if !acts.isEmpty, let conflict = try c.query(Statements.listDutyConflicts).first {
          throw StoreError.dutiesMixed(person: try conflict.text(0), what: try conflict.text(1))
        }
        guard !isDryRun else {
          _ = try c.query(.rollback)
          return result
        }
        let records = place.records(of: acts, by: initiator)
        if !records.isEmpty { _ = try c.query(Statements.insertActs, records.columns) }
        // What is unchanged may be on this server only. So the answer waits for a commit, as a change does.
        _ = try c.pipeline([(Statements.renewSeals, []), (Statements.writeNothing, []), (.commit, [])])
        return result
      }
    } catch .database(let error) where error.constraint != nil {
      throw .invalid(error)
    }
  }

  /// Records an act that changed nothing else, such as a refusal.
  package func record(_ act: AdministrativeAct, by initiator: Initiator) async throws(StoreError) {
    try await administer(by: initiator) { _, acts in acts.append(act) }
  }

  /// Records that this office was created, unless anything is recorded of it.
  package func recordCreation(of office: OfficeName) async throws(StoreError) {
    try await administer(by: .daemon) { c, acts in
      guard try c.query(Statements.readAdministrationHead).isEmpty else { return }
      acts.append(AdministrativeAct(.officeCreated, office.description, []))
    }
  }

  /// Returns administrative acts with their records, the newest first.
  /// - Parameter number: if set, only acts before this one.
  package func acts(
    before number: Int64? = nil, limit: Int, _ kind: AdministrativeAct.Kind? = nil, subject: String? = nil
  ) async throws(StoreError) -> [(recorded: RecordedAct, record: ActRecord)] {
    let columns: Parameters = [
      "before": .int8(number), "limit": .int8(Int64(limit)), "kind": .text(kind?.rawValue), "subject": .text(subject),
    ]
    return try await rows(Statements.listActs, columns) { row in
      let record = ActRecord(body: try row.bytea(1), link: try row.bytea(2))
      guard let told = try? record.act() else { throw StoreError.unreadable("act \(try row.int8(0))") }
      return (told.recorded, record)
    }
  }
}

/// The end of the office's chain, where the next act goes.
private struct ChainPlace {
  let number: Int64
  let link: [UInt8]
  let moment: Moment

  /// - Parameters:
  ///   - clock: the rows of `read_clock`.
  ///   - head: the rows of `read_administration_head`.
  init(clock: Rows, head: Rows) throws {
    guard let row = clock.first else { throw StoreError.unreadable("office") }
    moment = Moment(microseconds: try row.optionalInt8(0) ?? row.int8(1))
    number = try head.first?.int8(0) ?? 0
    link = try head.first?.bytea(1) ?? ActRecord.genesis()
  }

  func records(of acts: [AdministrativeAct], by initiator: Initiator) -> [(recorded: RecordedAct, record: ActRecord)] {
    var (number, link) = (number, link)
    return acts.map { act in
      number += 1
      let recorded = RecordedAct(number: number, at: moment, initiator: initiator, act: act)
      let record = ActRecord(recorded, after: link)
      link = record.link
      return (recorded, record)
    }
  }
}

extension [(recorded: RecordedAct, record: ActRecord)] {
  /// The parameters of `insert_acts`.
  fileprivate var columns: Parameters {
    [
      "number": .int8s(map(\.recorded.number)), "at": .timestamptzs(map(\.recorded.at.microseconds)),
      "person": .nullableTexts(map(\.recorded.initiator.person)), "via": .texts(map(\.recorded.initiator.via)),
      "kind": .texts(map(\.recorded.act.kind.rawValue)), "subject": .texts(map(\.recorded.act.subject)),
      "body": .byteas(map(\.record.body)), "link": .byteas(map(\.record.link)),
    ]
  }
}
