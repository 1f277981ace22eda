import LookbackAudit
import LookbackCore
import Testing

@testable import LookbackStore

@Suite("what is derived from a case is made anew")
struct RebuildingTests {
  private func rebuild(_ office: Office, only: Set<CaseID>? = nil, dryRun: Bool = false) async throws -> [Rebuilding] {
    try await office.store.rebuild(
      after: CaseID(0), limit: 100, only: only, library: office.library,
      person: dryRun ? nil : "root"
    ).found
  }

  private static let attacks: [(sql: String, kind: ChainFault.Kind)] = [
    ("delete from timers", .unarmed), ("update timers set due_us = due_us - 1", .unarmed),
    ("delete from work_items", .workItems), ("update work_items set assignee = 'ma'", .workItems),
    ("insert into work_items select case_id, track, kind, 'ma' from work_items", .workItems),
    ("delete from case_views", .view), ("update cases set state = 'closed'", .view),
    ("update cases set workflow = 'other', ended_at = now()", .view),
    ("update case_views set opened_at = now(), title = '', data = '{}'", .view),
    ("delete from case_keys", .keys),
  ]

  /// An office with a case for each attack, one for all of them, and one that is untouched.
  private func attacked() async throws -> Office {
    let office = try await Office()
    let numbers = 1...Int64(Self.attacks.count) + 2
    try await office.submit(numbers.flatMap { [office.opening($0, number: "n\($0)"), office.firing("assign", $0)] })
    let all = Self.attacks.enumerated().map { "\($0.element.sql) where case_id = \($0.offset + 1)" }
    let last = Int64(Self.attacks.count) + 1
    let together = ["timers", "work_items", "case_views", "case_keys"].map {
      "delete from \($0) where case_id = \(last)"
    }
    try await office.tamper((all + together).joined(separator: ";"))
    return office
  }

  @Test("each row that was lost or changed, and nothing else; a dry run only tells")
  func all() async throws {
    let office = try await attacked()
    let faults = try await office.verify().faults
    let told = try await rebuild(office, dryRun: true)
    #expect(told.map(\.wrong) == Self.attacks.map { [$0.kind] } + [[.unarmed, .workItems, .view, .keys]])
    #expect(told.allSatisfy { $0.left == $0.wrong && $0.fault == nil })
    #expect(try await office.verify().faults == faults)
    #expect(try await office.count("rebuildings") == 0)

    let first = try await rebuild(office, only: [CaseID(1)])
    #expect(first == [Rebuilding(id: CaseID(1), wrong: [.unarmed], left: [])])
    #expect(try await office.verify().faults == Array(faults.dropFirst()))

    let done = try await rebuild(office)
    #expect(done.map(\.wrong) == Array(told.map(\.wrong).dropFirst()))
    #expect(done.allSatisfy { $0.left.isEmpty })
    #expect(try await office.verify().faults == [])
    #expect(try await office.count("rebuildings where person = 'root'") == Int64(told.count))
    #expect(try await office.count("rebuildings where what = '{unarmed,workItems,view,keys}'") == 1)
    #expect(try await rebuild(office).isEmpty)
    let numbers = 1...Int64(Self.attacks.count) + 2
    #expect(try await office.submit(numbers.map { office.firing("send", $0) }).count == numbers.count)
    #expect(try await office.verify().faults == [])
  }

  @Test("beside a case in the archive too")
  func archived() async throws {
    let years = try await Years()
    try await years.office.tamper(
      "update archived_cases set title = 'x', workflow = 'y', version = 9 where case_id = 2")
    #expect(try await rebuild(years.office) == [Rebuilding(id: CaseID(2), wrong: [.view], left: [])])
    #expect(try await years.office.verify().faults == [])
    #expect(try await years.office.count("case_views") == 0)
  }

  @Test("but not from a history that is not sound, nor a value that another case has")
  func left() async throws {
    let office = try await Office()
    try await office.submit((1...3).map { office.opening($0, number: "n\($0)") })
    try await office.tamper(
      """
      update case_keys set case_id = 3 where case_id = 1;
      delete from case_views where case_id = 2; update events set actor = 'x' where case_id = 2
      """)
    let found = try await rebuild(office)
    #expect(
      found == [
        Rebuilding(id: CaseID(1), wrong: [.keys], left: [.keys]),
        Rebuilding(
          id: CaseID(2), wrong: [], left: [], fault: ChainFault(.altered, id: CaseID(2), sequence: 1)),
      ])
    #expect(try await office.count("case_views") == 2)
    #expect(try await office.count("case_keys where value = 'n1' and case_id = 3") == 1)
    #expect(try await office.count("rebuildings") == 0)
  }

  @Test("in the lane of the clock that its office runs on")
  func testClock() async throws {
    let office = try await Office()
    let moment = try await office.store.clock().real
    try #require(try await office.store.setClock(to: moment, by: .daemon))
    try await office.submit([office.opening(1), office.firing("assign", 1)])
    let armed = try await office.count("timers where lane >= 64")
    #expect(armed > 0)
    try await office.tamper("delete from timers")
    #expect(try await rebuild(office).map(\.left) == [[]])
    #expect(try await office.count("timers where lane >= 64") == armed)
  }
}
