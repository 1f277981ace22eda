import LookbackAudit
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("verification names what was changed behind the daemon's back")
struct VerifyTests {
  private func office(cases: Int64 = 3) async throws -> Office {
    let office = try await Office()
    try await office.submit(
      (1...cases).flatMap { [office.opening($0), office.firing("assign", $0), office.firing("send", $0)] })
    return office
  }

  @Test("an untouched history has no fault")
  func sound() async throws {
    let office = try await office()
    let found = try await office.verify()
    #expect(found.cases == 3)
    #expect(found.events == 9)
    #expect(found.faults == [])
  }

  @Test("the first bad event of every case is named, with what is wrong about it")
  func tamperedEvents() async throws {
    let attacks: [(sql: String, kind: ChainFault.Kind)] = [
      ("update events set body = set_byte(body, 40, get_byte(body, 40) # 1)", .wrongLink),
      ("update events set link = set_byte(link, 0, get_byte(link, 0) # 1)", .wrongLink),
      ("update events set body = '\\x00', link = sha256('\\x0000')", .malformed),
      ("update events set actor = 'somebody'", .altered),
      ("update events set at = at + interval '1 second'", .altered),
      ("update events set from_state = 'closed'", .altered),
      ("update events set command_id = ''", .altered),
      ("delete from events", .broken),
    ]
    let office = try await office(cases: Int64(attacks.count) + 1)
    let script = attacks.enumerated().map { "\($0.element.sql) where case_id = \($0.offset + 1) and seq = 2" }
    try await office.tamper(script.joined(separator: ";"))
    let found = try await office.verify()
    #expect(
      found.faults
        == attacks.enumerated().map {
          ChainFault($0.element.kind, id: CaseID(Int64($0.offset + 1)), sequence: 2)
        })
  }

  @Test("a definition whose text is no longer the published one is named")
  func tamperedDefinition() async throws {
    let office = try await office(cases: 1)
    let lines = ["a", "b"].map { DefinitionLine(kind: .calendar, name: $0, version: 1, source: "days") }
    #expect(try await office.store.publish(lines, by: .daemon) == [.published, .published])
    #expect(try await office.verify().alteredDefinitions == [])
    try await office.tamper("update definitions set source = 'other days' where name = 'b'")
    #expect(try await office.verify().alteredDefinitions == ["calendar b 1"])
  }

  @Test("a stored case that is not what its history makes is named")
  func tamperedStates() async throws {
    let attacks = [
      "update cases set doc = set_byte(doc, 20, get_byte(doc, 20) # 1)", "update cases set seq = 4",
      "update cases set head = sha256('')", "update cases set doc = (select doc from cases where case_id = 5)",
    ]
    let office = try await office(cases: 5)
    let script = attacks.enumerated().map { "\($0.element) where case_id = \($0.offset + 1)" }
    try await office.tamper(script.joined(separator: ";"))
    let found = try await office.verify()
    #expect(found.faults == (1...4).map { ChainFault(.state, id: CaseID($0), sequence: 3) })
  }

  @Test("what is derived from a case and was taken away or changed is named")
  func tamperedDerivations() async throws {
    let attacks: [(sql: String, kind: ChainFault.Kind)] = [
      ("delete from timers", .unarmed), ("update timers set due_us = due_us - 1", .unarmed),
      ("update timers set key = key || '?'", .unarmed), ("delete from work_items", .workItems),
      ("update work_items set assignee = 'ma'", .workItems), ("update work_items set due = due + 1", .workItems),
      ("insert into work_items select case_id, track, kind, 'ma' from work_items", .workItems),
      ("update work_items set lapse_us = lapse_us + 1", .workItems),
      ("delete from case_views", .view), ("update cases set due = due + 1", .view),
      ("update cases set overdue_us = overdue_us + 1", .view),
      ("update case_views set opened_on = opened_on + 1", .view),
      ("update cases set state = 'closed'", .view), ("update case_views set data = '{}'", .view),
      ("delete from case_keys", .keys),
    ]
    let office = try await Office()
    let numbers = (1...Int64(attacks.count) + 1)
    try await office.submit(numbers.flatMap { [office.opening($0, number: "\($0)"), office.firing("assign", $0)] })
    #expect(try await office.verify().faults == [])
    let script = attacks.enumerated().map { "\($0.element.sql) where case_id = \($0.offset + 1)" }
    try await office.tamper(script.joined(separator: ";"))
    #expect(
      try await office.verify().faults
        == attacks.enumerated().map { ChainFault($0.element.kind, id: CaseID(Int64($0.offset + 1)), sequence: 2) })
  }

  @Test("a last event taken away, a history taken away and a case taken away are named")
  func removed() async throws {
    let office = try await office()
    try await office.tamper(
      "delete from events where case_id = 1 and seq = 3; delete from events where case_id = 2;"
        + "delete from cases where case_id = 3")
    let found = try await office.verify()
    #expect(
      found.faults == [
        ChainFault(.state, id: CaseID(1), sequence: 2), ChainFault(.missing, id: CaseID(2), sequence: 0),
        ChainFault(.lost, id: CaseID(3), sequence: 3),
      ])
  }

  @Test("an ending that the statistics count otherwise, leave out or make up is named")
  func tamperedEndings() async throws {
    let office = try await office(cases: 5)
    try await office.submit((1...4).map { office.firing("close", $0) })
    #expect(try await office.verify().faults == [])
    try await office.tamper(
      """
      update closings set closed_on = closed_on - 1 where case_id = 1;
      update closings set state = 'new' where case_id = 2;
      delete from closings where case_id = 3;
      insert into closings select 5, 3, round, workflow, state, opened_on, closed_on, due, on_time, data
        from closings where case_id = 4
      """)
    #expect(try await office.verify().faults.map(\.kind) == [.closings, .closings, .closings, .closings])
    #expect(try await office.verify().faults.map(\.id) == [1, 2, 3, 5].map { CaseID($0) })
  }

  @Test("a definition exchanged with its digest is found by the cases that it opened")
  func exchangedDefinition() async throws {
    let office = try await office()
    let unknown = try await office.verify().unpublishedDefinitions
    #expect(unknown.map(\.cases) == [3], "this office publishes nothing")
    let digest = try #require(unknown.first?.digest)
    try await office.tamper(
      """
      insert into definitions (kind, name, version, digest, source)
        values ('workflow', 'matter', 1, decode('\(digest)', 'hex'), '')
      """)
    #expect(try await office.verify().unpublishedDefinitions.isEmpty)
    try await office.tamper("update definitions set source = 'other', digest = sha256('other')")
    #expect(try await office.verify().unpublishedDefinitions.map(\.cases) == [3])
    #expect(try await office.verify().alteredDefinitions == [])
  }

  @Test("a case taken away with its history is found by any row that it left")
  func ownerless() async throws {
    let office = try await office()
    try await office.tamper(
      "delete from cases where case_id in (2, 3); delete from events where case_id in (2, 3);"
        + "delete from commands where case_id = 3")
    let found = try await office.verify()
    #expect(found.ownerless.map(\.id) == [CaseID(2), CaseID(3)])
    #expect(found.ownerless.first?.tables.contains("commands") == true)
    #expect(found.ownerless.last?.tables.contains("commands") == false)
    #expect(found.faults == [])
    #expect(!found.isSound)
  }

  @Test("a case taken away with every row that it had is missed by the count of openings, another in its place, too")
  func takenAway() async throws {
    let office = try await office()
    #expect(try await office.verify().miscounted.isEmpty)
    let tables = [
      "cases", "case_views", "case_keys", "events", "event_texts", "commands", "timers", "work_items", "outbox",
    ]
    try await office.tamper(tables.map { "delete from \($0) where case_id = 2" }.joined(separator: ";"))
    let found = try await office.verify()
    #expect(found.faults == [] && found.ownerless.isEmpty && !found.isSound)
    #expect(found.miscounted.map(\.opened) == [3] && found.miscounted.map(\.found) == [2])
    #expect(found.miscounted.allSatisfy { $0.first <= CaseID(2) && CaseID(2) <= $0.last })
    try await office.tamper(
      """
      create temp table copies as select * from cases where case_id = 3;
      update copies set case_id = 9;
      insert into cases select * from copies
      """)
    let replaced = try await office.verify()
    #expect(replaced.miscounted.map(\.opened) == [3] && replaced.miscounted.map(\.found) == [3])
  }

  @Test("openings are counted through archive and back, and by whichever connection opened them")
  func counted() async throws {
    let office = try await office(cases: 9)
    try await office.submit((1...9).map { office.firing("close", $0) })
    _ = try await office.store.archive(endedBefore: Moment(microseconds: 4_000_000_000_000_000), limit: 9)
    #expect(try await office.count("archived_cases") == 9)
    try await office.submit([office.firing("look back", 4)])
    try await office.submit([office.opening(1 << 51)])
    #expect(try await office.verify().miscounted.isEmpty)
  }

  @Test(
    "what somebody else than the daemon changes of the organisation is named by its table",
    arguments: [
      ("insert into posts (person, post, unit) values ('liu', 'head', 'office')", "posts"),
      ("delete from posts", "posts"),
      ("update persons set uid = 7 where person = 'ma'", "persons"), ("update units set document_code = null", "units"),
      ("update tokens set hash = sha256('x')", "tokens"), ("delete from tokens", "tokens"),
      ("update tokens set scope = 'administer'", "tokens"), ("update tokens set expires_at = 'infinity'", "tokens"),
      ("update passwords set hash = 'x'", "passwords"), ("delete from authenticators", "authenticators"),
      ("update substitutes set last_day = last_day + 1", "substitutes"),
    ])
  func organisation(change: String, table: String) async throws {
    let office = try await Office()
    let store = office.store
    try await store.add(PersonLine(code: "ma", name: "Ma", uid: nil), by: .daemon)
    _ = try await store.addToken(TokenGrant(person: "ma", hash: [1, 2, 3], name: "", lifetime: 60), by: .daemon)
    try await store.setPassword(of: "ma", "$scrypt$", isInitial: true, by: .daemon)
    _ = try await store.addAuthenticator(of: "ma", secret: [1], by: .daemon)
    let days = (first: CivilDate(days: 20_000), last: CivilDate(days: 20_001))
    _ = try await store.add(
      SubstituteLine(person: "liu", substitute: "ma", from: days.first, until: days.last), by: .daemon, on: days.first)
    #expect(try await office.verify().brokenSeals.isEmpty)
    try await office.tamper(change)
    #expect(try await office.verify().brokenSeals == [table])
    // What the daemon changes later does not seal what others did.
    try await store.add(UnitLine(code: "desk", name: "desk", documentCode: nil), by: .daemon)
    try await store.add(PersonLine(code: "xu", name: "Xu", uid: nil), by: .daemon)
    try await store.add(PostLine(person: "xu", post: Post(name: "head", unit: "desk")), by: .daemon)
    #expect(try await office.verify().brokenSeals == [table])
    // Once somebody has looked into it, the table is taken as it stands.
    try await office.tamper("delete from seals where what = '\(table)'")
    try await store.add(UnitLine(code: "hall", name: "hall", documentCode: nil), by: .daemon)
    #expect(try await office.verify().brokenSeals.isEmpty)
  }

  @Test("cases with numbers below zero, as an earlier program made them, are looked at like all others")
  func negativeNumbers() async throws {
    let office = try await Office()
    try await office.submit([office.opening(-8_934_901_387_056_954_122), office.opening(1)])
    #expect(try await office.verify().cases == 2)
    try await office.tamper("update cases set head = sha256('') where case_id < 0")
    #expect(
      try await office.verify().faults == [ChainFault(.state, id: CaseID(-8_934_901_387_056_954_122), sequence: 1)])
  }

  @Test("a text changed beside its commitment is named")
  func tamperedText() async throws {
    let office = try await office()
    try await office.tamper(
      "update event_texts set texts = set_byte(texts, 4, get_byte(texts, 4) # 1) where case_id = 2 and seq = 1")
    let found = try await office.verify()
    #expect(found.faults == [ChainFault(.malformed, id: CaseID(2), sequence: 1)])
  }

  @Test("verification beside writers finds nothing where nothing is wrong")
  func besideWriters() async throws {
    let office = try await office()
    async let writing: Void = {
      for step in 0..<30 { try await office.submit((1...3).map { office.firing("send", $0, id: "\(step) \($0)") }) }
    }()
    for _ in 0..<10 { #expect(try await office.verify().faults == []) }
    try await writing
  }
}
