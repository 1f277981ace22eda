import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime

@testable import LookbackStore

/// One governing office with a migrated database of its own, reached as the daemon reaches it.
struct Office: Sendable {
  let store: Store
  let conninfo: String
  let library: Library

  init(connections: Int = 4) async throws {
    conninfo = try await TestCluster.shared.database(from: "store_template") { try await Office.fill($0) }
    library = try Matter.library()
    let configuration = ConnectionConfiguration.testing(Office.asDaemon(conninfo))
    store = Store(ConnectionPool(configuration, size: connections, timeout: .seconds(120)))
  }

  /// The daemon's role, without any right beyond those that the migrations grant.
  static func asDaemon(_ conninfo: String) -> String {
    conninfo.replacing("user=postgres", with: "user=lookbackd")
  }

  private static func fill(_ conninfo: String) async throws {
    let owner = try await Connection.connect(.testing(conninfo))
    _ = try await Migrator(owner).migrate()
    await owner.close()
    let store = Store(ConnectionPool(.testing(conninfo), size: 1, timeout: .seconds(120)))
    try await store.add(UnitLine(code: "office", name: "Office", documentCode: "青政"), by: .daemon)
    try await store.add(PersonLine(code: "liu", name: "Liu", uid: 1000), by: .daemon)
    try await store.add(PostLine(person: "liu", post: Post(name: "inspector", unit: "office")), by: .daemon)
    await store.pool.close()
  }

  func command(
    _ id: String, _ target: Int64, _ request: Command.Request, by actor: Actor = .person(code: "liu", posts: [])
  ) -> Command {
    Command(id: CommandID(id), target: CaseID(target), request: request, actor: actor, via: "test")
  }

  func opening(_ target: Int64, number: String? = nil, id: String? = nil) -> Command {
    var data: [String: Value] = ["subject": .string("roads of \(target)")]
    if let number { data["number"] = .string(number) }
    return command(id ?? "open \(target)", target, .open(workflow: "matter", data: data))
  }

  func firing(_ event: String, _ target: Int64, id: String? = nil, _ data: [String: Value] = [:]) -> Command {
    command(id ?? "\(event) \(target)", target, .fire(event: event, track: nil, data: data))
  }

  /// Runs one batch; says which cases were recorded.
  @discardableResult
  func submit(
    _ commands: [Command], timers: [DueTimer] = [], change: @escaping @Sendable (inout BatchWrites) -> Void = { _ in }
  ) async throws(StoreError) -> Set<CaseID> {
    let decider = Decider(library: library, commands: commands, change: change)
    let request = BatchRequest(commands: commands, timers: timers, keys: commands.flatMap { decider.keys(of: $0) })
    let recorded = try await batch(request) {
      decider.needs($0)
    } deciding: {
      decider.writes($0)
    }
    return Set(recorded.heads.keys)
  }

  /// Locks, decides and records, as the engine does.
  func batch(
    _ request: BatchRequest, timeout: LockTimeout = .ofSession,
    needing: @escaping @Sendable (LockedBatch) -> BatchNeeds = { _ in BatchNeeds() },
    deciding: @escaping @Sendable (LockedBatch) -> BatchWrites?
  ) async throws(StoreError) -> BatchRecorded {
    let library = library
    return try await store.transaction { tx in
      var locked = try tx.lock(request, timeout, in: library)
      let needs = needing(locked)
      if !needs.isEmpty { try tx.meet(needs, in: &locked) }
      guard let writes = deciding(locked), !writes.changes.isEmpty || locked.timers.count > writes.spared.count else {
        try tx.leave(locked)
        return BatchRecorded()
      }
      return try tx.record(writes, over: locked)
    }
  }

  func verify() async throws -> Verification { try await store.verify(library: library) }

  /// A connection past all rights, for looking and for tampering.
  func superuser() async throws -> Connection {
    try await Connection.connect(.testing(conninfo))
  }

  func count(_ what: String) async throws -> Int64 {
    let connection = try await superuser()
    let count = try await connection.run { c in
      try c.query(Statement("count_something", "select count(*) from \(what)"))[0].int8(0)
    }
    await connection.close()
    return count
  }

  func tamper(_ sql: String) async throws {
    let connection = try await superuser()
    try await connection.run { c in try c.script("set session_replication_role = replica; \(sql)") }
    await connection.close()
  }
}

extension BatchRequest {
  /// Of commands in which nothing is left to be found out.
  init(commands: [Command], timers: [DueTimer] = [], keys: [UniqueValue] = []) {
    self.init(commands: commands.map { UnresolvedCommand($0) }, timers: timers, keys: keys)
  }
}
