import LookbackPostgres
import LookbackTesting
import Testing

@testable import LookbackStore

@Suite("the daemon's role can add to history and not change it")
struct RoleTests {
  private func refusal(of sql: String, _ conninfo: String) async throws -> String? {
    let connection = try await Connection.connect(.testing(conninfo))
    let failure = await #expect(throws: PostgresError.self, "\(sql)") {
      try await connection.run { try $0.script(sql) }
    }
    await connection.close()
    return failure?.sqlState
  }

  @Test("no event and no closing is changed by the daemon, nor by the owner while the triggers stand")
  func historyStays() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1), office.firing("close", 1)])
    for (table, column) in [("events", "seq"), ("closings", "seq"), ("administration", "number")] {
      for attempt in ["update \(table) set \(column) = 9", "delete from \(table)", "truncate \(table)"] {
        #expect(try await refusal(of: attempt, Office.asDaemon(office.conninfo)) == "42501", "\(attempt)")
        #expect(try await refusal(of: attempt, office.conninfo) == "42501", "\(attempt)")
      }
    }
    #expect(try await office.count("events") == 3)
    #expect(try await office.count("closings") == 1)
  }

  @Test("the daemon cannot rewrite definitions, migrations or a partition, nor take the triggers away")
  func refused() async throws {
    let office = try await Office()
    for attempt in [
      "update definitions set source = ''", "delete from definitions", "update migrations set checksum = ''",
      "insert into migrations (name, checksum) values ('x', '')", "delete from events_other",
      "alter table events disable trigger all", "drop table events", "set session_replication_role = replica",
      "create table mine ()",
    ] {
      #expect(try await refusal(of: attempt, Office.asDaemon(office.conninfo)) == "42501", "\(attempt)")
    }
  }

  @Test("the daemon ends acts and builds lists anew, and rewrites nothing else of them; the office stays")
  func onlyEnded() async throws {
    let office = try await Office()
    let daemon = Office.asDaemon(office.conninfo)
    for attempt in [
      "update substitutes set person = ''", "update substitutes set ended_by = '', added_by = ''",
      "update redatings set editions = '{}'", "update case_migrations set version = 2",
      "update case_migration_results set case_id = 1", "update archived_cases set doc = ''",
      "update archived_cases set title = '', case_id = 1", "delete from substitutes", "delete from redatings",
      "delete from case_migrations", "delete from rebuildings", "update detachments set digest = ''",
      "update detached_chains set link = ''", "delete from office", "insert into office default values",
    ] {
      #expect(try await refusal(of: attempt, daemon) == "42501", "\(attempt)")
    }
    let connection = try await Connection.connect(.testing(daemon))
    try await connection.run { c in
      for act in [
        "update substitutes set ended_at = now(), ended_by = ''", "update redatings set ended_at = now()",
        "update case_migrations set ended_at = now()", "update case_migration_results set outcome = 'moved'",
        "update archived_cases set title = '', command_ids = '{}'", "update office set clock_us = null",
      ] { try c.script(act) }
    }
    await connection.close()
    #expect(try await refusal(of: "delete from office", office.conninfo) == "42501")
    #expect(try await refusal(of: "truncate office", office.conninfo) == "42501")
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
    #expect(try await refusal(of: "delete from \(name ?? "")", Office.asDaemon(office.conninfo)) == "42501")
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
