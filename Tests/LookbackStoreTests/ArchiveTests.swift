import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting
import Testing

@testable import LookbackStore

@Suite("cases that ended long ago")
struct ArchiveTests {
  private static let end = Moment(microseconds: .max - 1)

  private func close(_ number: Int64, _ office: Office) async throws {
    try await office.submit([
      office.opening(number, number: "n\(number)"), office.firing("assign", number), office.firing("send", number),
      office.firing("close", number),
    ])
  }

  private func archive(_ office: Office, limit: Int = 100) async throws -> Int {
    try await office.store.archive(endedBefore: Self.end, limit: limit).moved
  }

  @Test("leave the hot tables, and are read, found, listed, looked at and verified as before")
  func reading() async throws {
    let office = try await Office()
    try await close(1, office)
    try await office.submit([office.opening(2, number: "n2")])
    let store = office.store
    let before = try await store.read(CaseID(1))
    let listed = try await store.list(CaseFilter())
    #expect(try await archive(office) == 1)
    for table in ["cases", "case_views", "archived_cases"] { #expect(try await office.count(table) == 1) }
    let after = try await store.read(CaseID(1))
    #expect(after?.current == before?.current && after?.head == before?.head)
    #expect(try await store.find("n1") == [CaseID(1)])
    #expect(try await store.find("1") == [CaseID(1)])
    #expect(try await store.list(CaseFilter()) == listed)
    #expect(try await store.list(CaseFilter(state: "closed")).cases.map(\.id) == [CaseID(1)])
    let found = try await store.candidates(CandidateFilter(hasEnded: true), after: CaseID(0), limit: 9)
    #expect(found.cases.map(\.current.id) == [CaseID(1)] && found.looked == 2)
    let verified = try await office.verify()
    #expect(verified.cases == 2 && verified.faults.isEmpty)
    #expect(try await archive(office) == 0)
  }

  @Test("a change in the archive is found by verify like any other")
  func tampering() async throws {
    let office = try await Office()
    try await close(1, office)
    _ = try await archive(office)
    try await office.tamper("update archived_cases set title = 'other'")
    #expect(try await office.verify().faults.map(\.id) == [CaseID(1)])
    try await office.tamper("delete from archived_cases")
    #expect(try await office.verify().faults.map(\.kind) == [.lost])
  }

  @Test("come back with the command that reopens them, in one transaction, and keep their number to themselves")
  func reopening() async throws {
    let office = try await Office()
    try await close(1, office)
    _ = try await archive(office)
    try await office.submit([office.opening(3, number: "n1")])
    #expect(try await office.store.read(CaseID(3)) == nil, "the number is still taken")
    #expect(try await office.submit([office.firing("look back", 1)]) == [CaseID(1)])
    #expect(try await office.count("archived_cases") == 0)
    #expect(try await office.store.read(CaseID(1))?.current.root.state == "assigned")
    #expect(try await archive(office) == 0, "it has not ended any more")
    #expect(try await office.verify().faults.isEmpty)
  }

  @Test("stay where they are while somebody has something to do in them")
  func workItems() async throws {
    let office = try await Office()
    try await close(1, office)
    try await office.tamper("insert into work_items values (1, 0, 'look back', 'inspector@office', null)")
    #expect(try await archive(office) == 0)
  }

  @Test("a refused command finds them, and says what is wrong with it rather than that there is no such case")
  func refused() async throws {
    let office = try await Office()
    try await close(1, office)
    _ = try await archive(office)
    #expect(try await office.submit([office.firing("assign", 1, id: "again")]) == [])
    #expect(try await office.count("cases") + office.count("archived_cases") == 1)
    #expect(try await office.verify().faults.isEmpty)
  }

  @Test("archivers, and people who reopen and close at the same time, lose nothing", arguments: 0..<6)
  func race(seed: Int) async throws {
    let office = try await Office(connections: 6)
    let cases = Int64(8)
    for number in 1...cases { try await close(number, office) }
    let rounds = try await withThrowingTaskGroup(of: Int.self) { group in
      for worker in 0..<3 {
        group.addTask {
          var chance = SplitMix64(seed: seed * 10 + worker)
          var done = 0
          for round in 0..<12 {
            let numbers = (1...cases).filter { _ in Bool.random(using: &chance) }
            let commands = numbers.flatMap { number in
              ["look back", "close"].map {
                office.firing($0, number, id: "\($0) \(number) \(worker) \(round)")
              }
            }
            done += try await Self.persistently { try await office.submit(commands) }.count
          }
          return done
        }
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<20 {
            _ = try await Self.persistently {
              try await office.store.archive(endedBefore: Self.end, limit: 3)
            }
          }
          return 0
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(try await office.count("cases") + office.count("archived_cases") == cases)
    #expect(try await office.count("closings") == cases + Int64(rounds))
    let verified = try await office.verify()
    #expect(verified.cases == Int(cases) && verified.faults.isEmpty, "\(verified.faults)")
  }

  /// As the engine does: a deadlock or a lock that took too long is tried again.
  private static func persistently<R>(_ body: () async throws -> R) async throws -> R {
    while true {
      do { return try await body() } catch let error as StoreError {
        guard [.race, .held, .passes].contains(error.course) else { throw error }
      }
    }
  }
}
