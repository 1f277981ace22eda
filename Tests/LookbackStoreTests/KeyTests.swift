import LookbackCore
import LookbackPostgres
import Testing

@testable import LookbackStore

@Suite("keys of commands")
struct KeyTests {
  /// Which of these commands are known to have been done, with the case that they are for.
  private func known(_ commands: [Command], _ office: Office) async throws -> Set<CommandID> {
    let seen = Seen()
    _ = try await office.batch(BatchRequest(commands: commands)) { locked in
      seen.keep(locked)
      return nil
    }
    return Set((seen.kept?.done ?? [:]).filter { !$0.value.content.isEmpty }.map(\.key.id))
  }

  private func commands(_ number: Int64, _ office: Office) -> [Command] {
    [office.opening(number, number: "n\(number)"), office.firing("assign", number), office.firing("send", number)]
      + [office.firing("close", number)]
  }

  @Test("go into the archive with their case and are known to whoever repeats one; only those that open cases stay")
  func archived() async throws {
    let years = try await Years()
    let office = years.office
    #expect(try await office.count("commands") == 6)
    #expect(try await office.count("commands where command_id like 'open %'") == 6)
    #expect(try await office.count("archived_cases where cardinality(command_ids) in (3, 5)") == 6)
    for command in commands(3, office) + [office.firing("close", 3, id: "close again 3")] {
      #expect(try await known([command], office) == [command.id])
    }
    #expect(try await known([office.firing("close", 3, id: "a new one")], office) == [])
    #expect(try await office.count("archived_cases") == 6, "asking brings nothing back")
    #expect(try await office.count("commands") == 6)
  }

  @Test("come back with their case, whatever was asked again, and go with it again")
  func recalled() async throws {
    let years = try await Years()
    let office = years.office
    try await office.submit([office.firing("look back", 1)])
    #expect(try await office.count("commands") == 10)
    let all = commands(1, office) + [office.firing("look back", 1)]
    #expect(try await known(all, office) == Set(all.map(\.id)))
    try await office.submit([office.firing("close", 1, id: "c")])
    try await years.archive()
    #expect(try await office.count("commands") == 6)
    #expect(try await office.count("archived_cases where cardinality(command_ids) = 5 and case_id = 1") == 1)
    #expect(try await office.verify().faults == [])
  }

  @Test("are known even when the month that has the events is out, and its tables are gone")
  func detached() async throws {
    let years = try await Years()
    let office = years.office
    try await years.detach(Years.february, Years.march)
    try await office.tamper("drop table detached_events_201902, detached_texts_201902")
    let all = commands(1, office)
    #expect(try await known(all, office) == Set(all.map(\.id)))
    try await office.submit([office.firing("look back", 1), office.firing("close", 1, id: "c")])
    try await years.archive()
    #expect(try await known(all, office) == Set(all.map(\.id)))
    #expect(try await office.count("commands where command_id like 'open %'") == 6)
  }

  @Test("of another case that used the same id meanwhile stand first; nothing is lost by it")
  func reused() async throws {
    let years = try await Years()
    let office = years.office
    try await office.submit([office.opening(9), office.firing("assign", 9, id: "assign 1")])
    try await office.submit([office.firing("look back", 1)])
    #expect(try await office.count("commands where command_id = 'assign 1' and case_id = 9") == 1)
    #expect(try await office.count("commands where case_id = 1") == 4)
  }
}
