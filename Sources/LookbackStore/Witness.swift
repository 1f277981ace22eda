package import LookbackCore
package import LookbackPostgres
import Synchronization

/// Remembers outside the database what the database has acknowledged. After a failover to a standby that lagged, or a
/// restore of an older copy, the witness finds that acknowledged events are gone, and the daemon stops working on that
/// database.
package final class Witness: Sendable {
  /// An acknowledged event, with the link that the chain of its case has there.
  package struct Receipt: Sendable, Hashable {
    package var id: CaseID
    package var sequence: Int64
    package var link: [UInt8]

    package init(id: CaseID, sequence: Int64, link: [UInt8]) {
      self.id = id
      self.sequence = sequence
      self.link = link
    }
  }

  /// The position of a server in its log, when it was last read.
  package struct Position: Sendable, Hashable {
    /// The system identifier of the database cluster, as pg_control_system() gives it.
    package var system: Int64
    package var timeline: Int64
    /// The position in the write-ahead log, in bytes.
    package var log: Int64

    package init(system: Int64, timeline: Int64, log: Int64) {
      self.system = system
      self.timeline = timeline
      self.log = log
    }
  }

  /// What the witness remembers.
  package struct Memory: Sendable, Hashable {
    package var position: Position?
    /// One event of each of the newest batches, which is enough: a batch is recorded whole or not at all.
    package var receipts: [Receipt] = []

    package init() {}
  }

  /// The number of batches that are remembered.
  private static let depth = 64

  private struct State {
    var memory: Memory
    var refusal: String?
  }

  private let state: Mutex<State>

  package init(_ memory: Memory = Memory()) { state = Mutex(State(memory: memory)) }

  package var memory: Memory { state.withLock { $0.memory } }

  /// Why the daemon must not work on this database; nil while everything acknowledged is there.
  package var refusal: String? { state.withLock { $0.refusal } }

  /// Remembers an event of an acknowledged batch.
  package func note(_ receipt: Receipt) {
    state.withLock { state in
      state.memory.receipts.removeAll { $0.id == receipt.id }
      state.memory.receipts.append(receipt)
      if state.memory.receipts.count > Self.depth { state.memory.receipts.removeFirst() }
    }
  }

  /// Checks that the database has everything that it acknowledged.
  /// - Throws: `PostgresError` of kind `.unavailable` that says what is missing and what to do.
  package func examine(_ connection: Connection) async throws {
    let known = memory
    let reason = try await connection.run { c in try Self.problem(of: c, known) }
    switch reason {
    case .success(let position):
      state.withLock { state in
        state.refusal = nil
        state.memory.position = position ?? state.memory.position
      }
    case .failure(let refusal):
      state.withLock { $0.refusal = refusal.words }
      throw PostgresError(.unavailable, refusal.words)
    }
  }

  private struct Refusal: Error { var words: String }

  private static func problem(
    of c: isolated Connection, _ known: Memory
  ) throws -> Result<Position?, Refusal> {
    let row = try c.query(Statements.readPosition)[0]
    guard try !row.bool(1) else {
      return .failure(
        Refusal(words: "this server is a standby: name all servers and target_session_attrs=read-write"))
    }
    let timeline = try row.optionalText(2).flatMap { Int64($0.prefix(8), radix: 16) }
    var position: Position?
    if let timeline, let log = try row.optionalInt8(3) {
      position = Position(system: try row.int8(0), timeline: timeline, log: log)
    }
    if let words = regress(from: known.position, to: position) { return .failure(Refusal(words: words)) }
    let lost = try known.receipts.isEmpty ? nil : c.query(Statements.listUnwitnessed, known.receipts.columns).first
    guard let lost else { return .success(position) }
    return .failure(
      Refusal(words: "event \(try lost.int8(1)) of case \(try lost.int8(0)) was acknowledged and is gone. \(advice)"))
  }

  /// What is wrong with the position of the server; nil if nothing is. The log of one server never gets shorter, and a
  /// promoted server increases its timeline.
  private static func regress(from known: Position?, to found: Position?) -> String? {
    guard let known, let found, known.system == found.system else { return nil }
    if found.timeline < known.timeline {
      return "this server is on timeline \(found.timeline), and \(known.timeline) was in use: an old primary is back. "
        + advice
    }
    guard found.timeline == known.timeline, found.log < known.log else { return nil }
    return "the database has gone back by \(known.log - found.log) bytes of its log. \(advice)"
  }

  private static let advice =
    "The database was restored from an older copy, or a standby that lagged was promoted: bring the newer one back; or "
    + "accept the loss: stop the daemon, remove its witness file, start it"
}

extension [Witness.Receipt] {
  /// The parameters of `list_unwitnessed`.
  fileprivate var columns: Parameters {
    ["case_id": .int8s(map(\.id.value)), "seq": .int8s(map(\.sequence)), "link": .byteas(map(\.link))]
  }
}

extension Store {
  /// Checks an open connection of the pool; see `Witness.examine`.
  package func examine(with witness: Witness) async throws(StoreError) {
    do { try await pool.withConnection { try await witness.examine($0) } } catch { throw StoreError(error) }
  }
}
