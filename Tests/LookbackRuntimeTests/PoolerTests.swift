import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackStore
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite("through PgBouncer", .serialized)
struct PoolerTests {
  @Test(
    "the engine does all its work with fewer server connections than it has itself", arguments: TestPooler.Mode.allCases
  )
  func works(mode: TestPooler.Mode) async throws {
    let direct = try await Office()
    let pooler = try await TestPooler.create(
      before: TestCluster.shared, mode: mode, serverConnections: mode == .session ? 6 : 2)
    let office = try await Office(
      conninfo: pooler.conninfo(instead: direct.conninfo), pooling: mode == .session ? .session : .transaction)
    let engine = office.engine()
    let cases = await engine.submit(
      (1...60).map { Office.open("open \($0)", engine.newCaseID(), ["number": .string("P\($0)")]) }
    ).compactMap { $0.receipt?.case }
    try #require(cases.count == 60)
    await withTaskGroup { group in
      for (index, id) in cases.enumerated() {
        group.addTask {
          let commands = (1...5).map { Office.fire("note \(index) \($0)", id, "note", ["count": .int(Int64($0))]) }
          for command in commands { #expect(await engine.submit([command])[0].isDone) }
          #expect(await engine.submit([commands[0]])[0].isReplayed)
          #expect(await engine.submit([Office.fire("send \(index)", id, "send")])[0].isDone)
        }
      }
    }
    let signals = SignalDelivery(store: office.store, engine: engine)
    _ = await engine.submit(cases.map { Office.fire("sleep \($0)", $0, "sleep") })
    let fired = try await ClockAdvance(store: office.store, engine: engine, signals: signals)
      .advance(to: Office.start.adding(microseconds: 3_600_000_000), by: .daemon).fired
    #expect(fired == 60)
    _ = await engine.submit(cases.map { Office.fire("close \($0)", $0, "close") })
    try await PartitionService(store: office.store).runOnce()
    let later = Office.start.adding(microseconds: 400 * 86_400_000_000)
    #expect(try await office.store.archive(endedBefore: later, limit: 40).moved == 40)
    let verified = try await office.store.verify(library: office.published.library)
    #expect(verified.cases == 60 && verified.events == 60 * 10 && verified.faults.isEmpty)
    await pooler.remove()
  }

  @Test("a transaction brings its limits with it, and leaves none behind for others")
  func limits() async throws {
    let pooler = try await TestPooler.create(before: TestCluster.shared, mode: .transaction, serverConnections: 1)
    let conninfo = pooler.conninfo(instead: try await TestCluster.shared.database())
    var configuration = ConnectionConfiguration.testing(conninfo)
    configuration.statementTimeout = .seconds(4)
    configuration.lockTimeout = .milliseconds(70)
    configuration.pooling = .transaction
    let connection = try await Connection.connect(configuration)
    let show = Statement("show_limits", "select current_setting('statement_timeout'), current_setting('lock_timeout')")
    let (inside, outside) = try await connection.run { c in
      let inside = try c.transaction { try c.query(show)[0].text(0) + " " + c.query(show)[0].text(1) }
      return (inside, try c.query(show)[0].text(0))
    }
    #expect(inside == "4s 70ms" && outside == "0")
    let slow = await #expect(throws: PostgresError.self) {
      try await connection.run { c in
        try c.transaction { _ = try c.query(Statement("sleep", "select pg_sleep(120)::text")) }
      }
    }
    #expect(slow?.sqlState == "57014")
    await connection.close()
    await pooler.remove()
  }
}
