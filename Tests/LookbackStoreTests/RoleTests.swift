import LookbackPostgres
@testable import LookbackStore
import Testing

@Suite("the daemon's role can add to history and not change it")
struct RoleTests {
  private static let attempts = ["events", "closings"].flatMap { table in
    ["update \(table) set seq = 9", "delete from \(table)", "truncate \(table)"]
  }

  @Test("the daemon is refused, the owner too while the triggers stand", arguments: attempts)
  func historyStays(attempt: String) async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1), office.firing("close", 1)])
    for conninfo in [Office.asDaemon(office.conninfo), office.conninfo] {
      let connection = try await Connection.connect(ConnectionConfiguration(conninfo: conninfo))
      let failure = await #expect(throws: PostgresError.self) { try await connection.run { try $0.script(attempt) } }
      #expect(failure?.sqlState == "42501")
      await connection.close()
    }
    #expect(try await office.count("events") == 3)
    #expect(try await office.count("closings") == 1)
  }

  @Test(
    "the daemon cannot rewrite definitions, migrations, a partition of history, nor take the triggers away",
    arguments: [
      "update definitions set source = ''", "delete from definitions", "update migrations set checksum = ''",
      "insert into migrations (name, checksum) values ('x', '')", "delete from events_other",
      "alter table events disable trigger all", "drop table events", "set session_replication_role = replica",
    ])
  func refused(attempt: String) async throws {
    let office = try await Office()
    let connection = try await Connection.connect(ConnectionConfiguration(conninfo: Office.asDaemon(office.conninfo)))
    let failure = await #expect(throws: PostgresError.self) { try await connection.run { try $0.script(attempt) } }
    #expect(failure?.sqlState == "42501")
    await connection.close()
  }

  @Test("the daemon makes partitions, which take the events of their month, and which it cannot change either")
  func partitions() async throws {
    let office = try await Office()
    let day = try #require(try await office.today)
    try await office.store.makePartitions(for: [day, day])
    try await office.submit([office.opening(1)])
    #expect(try await office.count("events_other") == 0)
    #expect(try await office.count("events") == 1)
    let name = try await office.partitions.first { $0 != "events_other" }
    let connection = try await Connection.connect(ConnectionConfiguration(conninfo: Office.asDaemon(office.conninfo)))
    let failure = await #expect(throws: PostgresError.self) {
      try await connection.run { try $0.script("delete from \(name ?? "")") }
    }
    #expect(failure?.sqlState == "42501")
    await connection.close()
  }

  @Test("a month whose events already stand in the common partition stays there")
  func latePartition() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1)])
    let day = try #require(try await office.today)
    try await office.store.makePartitions(for: [day])
    #expect(try await office.count("events_other") == 1)
    #expect(try await office.submit([office.firing("assign", 1)]).count == 1)
  }
}
