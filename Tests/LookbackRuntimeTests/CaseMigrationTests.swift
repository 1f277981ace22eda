import LookbackCEL
import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("Open cases move to another version as one recorded act")
struct CaseMigrationTests {
  private static let version = WorkflowReference(name: "ticket", version: 2)

  /// Counts must be numbers above nothing in the second version; a text there keeps its case.
  private static let second =
    TicketWorkflow.text.replacing("version: 1", with: "version: 2").replacing("asleep:", with: "resting:")
    .replacing("to: asleep", with: "to: resting").replacing("count: {type: int", with: "count: {type: date")
    .replacing("\"has(data.count)\"", with: "\"has(data.number)\"")
    + "\nmoves: {from: 1, states: {asleep: resting}}\n"

  /// The first version's office with cases, and one that knows the second version, too.
  private struct Setting {
    let before: Office
    let office: Office
    let engine: Engine
    let migration: CaseMigration
    var cases: [CaseID] = []

    init(_ count: Int) async throws {
      before = try await Office()
      let files =
        TicketWorkflow.files + [
          DefinitionFile(name: "ticket-2.yaml", bytes: Array(CaseMigrationTests.second.utf8))
        ]
      office = try await Office(conninfo: before.conninfo, files: files)
      engine = office.engine()
      migration = CaseMigration(store: office.store, engine: engine, libraries: CurrentLibrary(office.published))
      let first = before.engine()
      cases = (0..<count).map { _ in first.newCaseID() }.sorted()
      for (index, id) in cases.enumerated() {
        let opened = await first.submit([Office.open("o\(index)", id)])
        #expect(opened[0].isDone)
        // Every third case sleeps, every fifth holds a number that is no date.
        if index % 3 == 1 { _ = await first.submit([Office.fire("s\(index)", id, "sleep")]) }
        if index % 5 == 2 { _ = await first.submit([Office.fire("n\(index)", id, "note", ["count": .int(1)])]) }
      }
    }

    /// All rounds, of so many cases each.
    func run(limit: Int = 500) async throws -> (number: Int64, entries: [CaseMigration.Entry]) {
      let number = try await migration.begin(to: CaseMigrationTests.version, by: Initiator(person: "wang", via: "test"))
      var entries: [CaseMigration.Entry] = []
      var last = CaseID(0)
      while true {
        let round = try await migration.run(number, to: CaseMigrationTests.version, after: last, limit: limit)
        entries += round.entries
        guard let next = round.next else { return (number, entries) }
        last = next
      }
    }

    func moves(of id: CaseID) async throws -> Int { try await office.history(id).count { $0.name == "moved" } }
  }

  @Test("the plan says what the act then does; refused cases stay as they were, and all is on record")
  func whole() async throws {
    let setting = try await Setting(12)
    let plan = try await setting.migration.plan(to: Self.version, after: CaseID(0))
    let untouched = try await setting.office.store.read(setting.cases[2])
    let (number, entries) = try await setting.run(limit: 5)
    #expect(plan.entries.map(\.id) == setting.cases && entries.map(\.id) == setting.cases)
    for (index, (planned, done)) in zip(plan.entries, entries).enumerated() {
      #expect(planned.steps == done.steps && planned.dates == done.dates)
      let isRefused = index % 5 == 2 && index % 3 != 1
      #expect(try await setting.moves(of: done.id) == (isRefused ? 0 : 1), "case \(index)")
    }
    #expect(entries[1].steps.map(\.to) == ["resting"] && entries[1].steps.map(\.from) == ["asleep"])
    let after = try await setting.office.store.read(setting.cases[2])
    #expect(after?.current == untouched?.current && after?.head == untouched?.head)
    let line = try #require(try await setting.office.store.caseMigrations(limit: 9).first)
    #expect((line.number, line.moved + line.refused, line.planned) == (number, 12, 0))
    #expect(line.person == "wang" && line.ended != nil)
    let results = try await setting.office.store.results(ofMigration: number, after: CaseID(0), limit: 99)
    #expect(results.count == 12)
    guard case .refused(let reason) = results[2].fate else { throw Unexpected() }
    #expect(reason.english?.contains("`count`") == true && reason.chinese?.contains("count") == true)
    try await setting.office.expectSoundChains()
  }

  private struct Unexpected: Error {}

  @Test("a crash after the plan, and one after the move, are made good by doing it again")
  func crashes() async throws {
    let setting = try await Setting(6)
    let store = setting.office.store
    let number = try await setting.migration.begin(to: Self.version, by: Initiator(person: "wang", via: "test"))
    // The first was planned only; the second was moved and nobody wrote it down.
    try await store.plan([setting.cases[0]: [], setting.cases[1]: []], inMigration: number)
    let command = Command(
      id: CommandID("migration \(number) \(setting.cases[1])"), target: setting.cases[1],
      request: .move(to: Self.version, definition: [UInt8](repeating: 7, count: 32)), actor: .engine,
      via: "migration \(number)")
    #expect(await setting.engine.submit([command])[0].isDone)
    let (again, _) = try await setting.run(limit: 2)
    #expect(again == number)
    let results = try await store.results(ofMigration: number, after: CaseID(0), limit: 99)
    #expect(results.prefix(2).map(\.fate) == [.moved, .moved])
    for id in setting.cases.prefix(2) { #expect(try await setting.moves(of: id) == 1) }
    #expect(try await store.caseMigrations(limit: 9).map(\.planned) == [0])
    let (next, entries) = try await setting.run()
    #expect(next != number, "the act was over: another one begins")
    #expect(entries.allSatisfy { $0.steps.isEmpty })
    try await setting.office.expectSoundChains()
  }

  @Test("commands that people give meanwhile are done before or after the move, never between")
  func meanwhile() async throws {
    let setting = try await Setting(20)
    let stirring = Task {
      var done = 0
      for round in 0..<5 {
        for (index, id) in setting.cases.enumerated() {
          let rename = Office.fire("r\(round)-\(index)", id, "rename", ["number": .string("\(index)-\(round)")])
          if await setting.engine.submit([rename])[0].isDone { done += 1 }
        }
      }
      return done
    }
    let (_, entries) = try await setting.run(limit: 3)
    let done = await stirring.value
    #expect(done > 0)
    for entry in entries {
      let count = try await setting.moves(of: entry.id)
      switch entry.fate {
      case .moves: #expect(count == 1)
      case .refused(.cannotMove): #expect(count == 0)
      default: Issue.record("\(entry)")
      }
    }
    try await setting.office.expectSoundChains()
  }

  @Test("two who order the same at once are one act")
  func twice() async throws {
    let setting = try await Setting(9)
    async let first = setting.run(limit: 2)
    async let second = setting.run(limit: 4)
    _ = try await (first, second)
    for (index, id) in setting.cases.enumerated() {
      let isRefused = index % 5 == 2 && index % 3 != 1
      #expect(try await setting.moves(of: id) == (isRefused ? 0 : 1))
    }
    try await setting.office.expectSoundChains()
  }

  @Test("open cases are counted by the version that they run")
  func counts() async throws {
    let setting = try await Setting(6)
    #expect(try await setting.migration.openVersions(of: "ticket") == [1: 6])
    _ = try await setting.run()
    #expect(try await setting.migration.openVersions(of: "ticket") == [1: 1, 2: 5])
  }
}
