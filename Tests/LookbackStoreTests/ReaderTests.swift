import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime
import SeededTesting
import Testing

@testable import LookbackStore

@Suite("lists show what one may see")
struct ReaderTests {
  /// An office with twelve cases in all states, some archived, each seen by readers that were drawn from the seed.
  private func office(seed: UInt64) async throws -> (office: Office, readers: [String: Set<Int64>]) {
    var random = SplitMix64(seed: seed)
    let office = try await Office()
    let ids = Array(Int64(1)...12)
    _ = try await office.store.setClock(to: Moment(microseconds: 1_549_000_000_000_000), by: .daemon)
    try await office.submit(ids.map { office.opening($0, number: "2020-\($0)") })
    try await office.submit([2, 3, 5, 8, 9, 11].map { office.firing("assign", $0) })
    try await office.submit([3, 9].map { office.firing("close", $0) })
    _ = try await office.store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 9)
    var readers: [String: Set<Int64>] = [:]
    for reader in ["ann", "head@a", "clerk@b"] {
      readers[reader] = Set(ids.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
    }
    let rows = readers.flatMap { reader, cases in cases.map { (reader, $0) } }
    try await office.store.run { c in
      _ = try c.query(Statement("empty", "delete from case_readers"))
      _ = try c.query(
        Statements.insertCaseReaders, ["case_id": .int8s(rows.map(\.1)), "reader": .texts(rows.map(\.0))])
    }
    return (office, readers)
  }

  @Test("whether few or many, page by page, with every filter, the archive included", arguments: 0..<4)
  func pages(seed: UInt64) async throws {
    let (office, readers) = try await office(seed: seed)
    let names = [["ann"], ["head@a", "clerk@b"], ["ann", "head@a", "clerk@b"], [], ["nobody"]]
    let filters = [
      CaseFilter(limit: 2), CaseFilter(workflow: "matter", state: "assigned", limit: 2),
      CaseFilter(workflow: "matter", state: "closed", limit: 2), CaseFilter(text: "roads of 1", limit: 2),
      CaseFilter(overdueAt: Moment(microseconds: .max), limit: 1),
    ]
    for filter in filters {
      let all = try await ids(filter, office.store, readers: nil)
      for names in names {
        let seen = names.reduce(into: Set<Int64>()) { $0.formUnion(readers[$1] ?? []) }
        for few in [0, 8_000] {
          var store = office.store
          (store.fewCases, store.fewCasesByNumber) = (few, few)
          let found = try await ids(filter, store, readers: names)
          #expect(found == all.filter(seen.contains), "\(names), \(filter), few: \(few)")
        }
      }
    }
  }

  @Test("what is due, candidates, counts and messages too", arguments: 0..<2)
  func others(seed: UInt64) async throws {
    let (office, readers) = try await office(seed: seed)
    let seen = readers["ann"] ?? []
    let all = try await office.store.due(until: CivilDate.last, limit: 99).map(\.id.value)
    for few in [0, 8_000] {
      var store = office.store
      store.fewCases = few
      var (found, place): ([Int64], WorkCursor?) = ([], nil)
      repeat {
        let page = try await store.due(until: CivilDate.last, after: place, limit: 2, readers: ["ann"])
        found += page.lines.map(\.id.value)
        place = page.next
      } while place != nil
      #expect(found == all.filter(seen.contains))
    }
    let picked = try await office.store.candidates(CandidateFilter(readers: ["ann"]), after: .beforeAll, limit: 99)
    #expect(picked.cases.map(\.current.id.value) == seen.sorted())
    let (first, last) = (CivilDate.first, CivilDate.last)
    let opened = try await office.store.openings(from: first, to: last, readers: ["ann"]).reduce(0) { $0 + $1.count }
    #expect(opened == seen.count)
    let closed = try await office.store.closings(from: first, to: last, readers: ["ann"]).reduce(0) { $0 + $1.count }
    #expect(closed == seen.intersection([3, 9]).count)
    let messages = try await office.store.outbox(limit: 99)
    let shown = try await office.store.outbox(limit: 99, readers: ["ann"])
    #expect(shown.map(\.number) == messages.filter { seen.contains($0.id.value) }.map(\.number))
  }

  private func ids(_ filter: CaseFilter, _ store: Store, readers: [String]?) async throws -> [Int64] {
    var filter = filter
    filter.readers = readers
    var found: [Int64] = []
    repeat {
      let page = try await store.list(filter)
      found += page.cases.map(\.id.value)
      filter.after = page.next
    } while filter.after != nil
    return found
  }

  @Test("who may see a case is recorded with it, kept in the archive, and made anew where somebody changed it by hand")
  func kept() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1)])
    let current = try #require(try await office.store.read(CaseID(1))?.current)
    let wanted = current.readers(in: office.library).map(\.description).sorted()
    func stored() async throws -> [String] {
      try await office.store.run { c in
        try c.query(Statement("readers", "select reader from case_readers where case_id = 1")).map { try $0.text(0) }
      }.sorted()
    }
    #expect(!wanted.isEmpty)
    #expect(try await stored() == wanted)
    try await office.store.run { c in
      _ = try c.query(Statement("spoil", "update case_readers set reader = 'mallory'"))
    }
    let faults = try await office.verify().faults
    #expect(faults.contains { $0.kind == .readers }, "\(faults)")
    _ = try await office.store.rebuild(
      after: .beforeAll, limit: 9, only: nil, library: office.library, person: "liu")
    #expect(try await stored() == wanted)
    #expect(try await office.verify().faults.allSatisfy { $0.kind != .readers })
  }
}
