import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("what the store reads back")
struct ReadingTests {
  private let end = Moment(microseconds: .max)

  @Test("a list is filtered by workflow, state, words and due date, and goes on after the last case")
  func list() async throws {
    let office = try await Office()
    try await office.submit((1...5).map { office.opening($0, number: "2020-\($0)") })
    try await office.submit([office.firing("assign", 2), office.firing("assign", 4)])
    func ids(_ filter: CaseFilter) async throws -> [Int64] {
      try await office.store.list(filter).cases.map(\.id.value)
    }
    #expect(try await ids(CaseFilter()) == [1, 2, 3, 4, 5])
    #expect(try await ids(CaseFilter(state: "assigned")) == [2, 4])
    #expect(try await ids(CaseFilter(workflow: "other")) == [])
    #expect(try await ids(CaseFilter(text: "2020-3")) == [3])
    #expect(try await ids(CaseFilter(text: "ROADS OF 5")) == [5])
    #expect(try await ids(CaseFilter(after: CaseCursor(CaseID(2)), limit: 2)) == [3, 4])
    #expect(try await ids(CaseFilter(overdueAt: Moment(microseconds: .max))) == [2, 4])
    #expect(try await office.store.due(until: CivilDate.last, limit: 9).count == 2)
  }

  @Test(
    "a list of one state of a workflow is in the order in which cases came into it, page by page, the archive included")
  func standing() async throws {
    let office = try await Office()
    let store = office.store
    _ = try await store.setClock(to: Moment(microseconds: 1_549_000_000_000_000), by: .daemon)
    try await office.submit((1...9).map { office.opening($0, number: "2020-\($0)") })
    for (hour, number) in ([4, 2, 9, 3, 7] as [Int64]).enumerated() {
      _ = try await store.setClock(
        to: Moment(microseconds: 1_549_003_600_000_000 + Int64(hour) * 3_600_000_000), by: .daemon)
      try await office.submit([office.firing("assign", number)])
    }
    func pages(_ limit: Int, between: (Int) async throws -> Void = { _ in }) async throws -> [[Int64]] {
      var filter = CaseFilter(workflow: "matter", state: "assigned", limit: limit)
      var pages: [[Int64]] = []
      repeat {
        let page = try await store.list(filter)
        pages.append(page.cases.map(\.id.value))
        try await between(pages.count)
        filter.after = page.next
      } while filter.after != nil
      return pages
    }
    #expect(try await pages(9) == [[4, 2, 9, 3, 7]])
    #expect(try await pages(2) == [[4, 2], [9, 3], [7]])
    // A case that leaves the state between two pages, the last of the first one: nothing is passed over.
    let seen = try await pages(2) { page in
      if page == 1 { try await office.submit([office.firing("close", 2)]) }
    }
    #expect(seen == [[4, 2], [9, 3], [7]])
    #expect(try await pages(9) == [[4, 9, 3, 7]])
    let closed = CaseFilter(workflow: "matter", state: "closed")
    let before = try await store.list(closed)
    #expect(before.cases.map(\.id.value) == [2])
    _ = try await store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 9)
    #expect(try await office.count("archived_cases") == 1)
    #expect(try await store.list(closed) == before)
    #expect(try await store.list(CaseFilter(limit: 9)).cases.map(\.id.value) == Array(1...9))
  }

  @Test(
    "a place in a list is read as it was written",
    arguments: [
      CaseCursor(CaseID(7)), CaseCursor(CaseID(7), since: Moment(microseconds: 5)), CaseCursor(CaseID(.max)),
      CaseCursor(CaseID(7), since: Moment(microseconds: -5)),
    ])
  func place(_ place: CaseCursor) {
    #expect(CaseCursor(place.description) == place)
  }

  @Test(
    "what is no place in a list is not read as one",
    arguments: ["", "-", "7-", "--7-8", "99999999999999999999", "x", "7-x", "1-2-3", "７"])
  func noPlace(_ text: String) {
    #expect(CaseCursor(text) == nil)
  }

  @Test("a sign that means something to a pattern is searched for as itself")
  func wildcards() async throws {
    let office = try await Office()
    let signs = ["%", "_", "\\", "\""]
    try await office.submit(signs.enumerated().map { office.opening(Int64($0.offset + 1), number: "a\($0.element)b") })
    for (index, sign) in signs.enumerated() {
      let found = try await office.store.list(CaseFilter(text: sign)).cases
      #expect(found.map(\.id) == [CaseID(Int64(index + 1))], "\(sign)")
    }
  }

  @Test("cases count as opened on the day that their openings are dated, around New Year, the archive included")
  func openings() async throws {
    let office = try await Office()
    _ = try await office.store.setClock(to: Moment(microseconds: 1_546_400_000_000_000), by: .daemon)
    for (index, day) in ["2018-12-31", "2019-01-01", "2019-01-02", "2018-12-30"].enumerated() {
      var opening = office.opening(Int64(index + 1))
      opening.on = try CivilDate(parsing: day)
      try await office.submit([opening])
    }
    func received(_ year: Int) async throws -> [Int] {
      let (first, next) = (try CivilDate(year: year, month: 1, day: 1), try CivilDate(year: year + 1, month: 1, day: 1))
      return try await office.store.openings(from: first, to: next).map(\.count)
    }
    #expect(try await received(2018) == [2])
    #expect(try await received(2019) == [2])
    for number in [1, 3] as [Int64] {
      try await office.submit([office.firing("assign", number), office.firing("close", number)])
    }
    _ = try await office.store.archive(endedBefore: Moment(microseconds: 4_000_000_000_000_000), limit: 9)
    #expect(try await office.count("archived_cases") == 2)
    #expect(try await received(2018) == [2])
    #expect(try await received(2019) == [2])
    #expect(try await office.verify().faults == [])
  }

  @Test("what lapses first on a day comes first, however long others have waited, page by page")
  func lapses() async throws {
    let office = try await Office()
    try await office.submit((1...4).flatMap { [office.opening($0), office.firing("assign", $0)] })
    // As if the terms of these ended at an hour of the same day.
    try await office.tamper(
      """
      update cases set lapse_us = lapse_us - case_id * 3600000000;
      update work_items set lapse_us = lapse_us - case_id * 3600000000
      """)
    let store = office.store
    var (due, work, places): ([Int64], [Int64], (WorkCursor?, WorkCursor?)) = ([], [], (nil, nil))
    repeat {
      let page = try await store.due(until: .last, after: places.0, limit: 1)
      due += page.lines.map(\.id.value)
      places.0 = page.next
    } while places.0 != nil
    repeat {
      let page = try await store.worklist(of: ["inspector@office"], after: places.1, limit: 1)
      work += page.lines.map(\.id.value)
      places.1 = page.next.flatMap { WorkCursor("\($0)") }
    } while places.1 != nil
    #expect(due == [4, 3, 2, 1] && work == [4, 3, 2, 1])
    let day = try #require(try await store.due(until: .last, limit: 1).first?.due)
    #expect(try await store.due(until: day, limit: 9).count == 4)
    #expect(try await store.due(until: CivilDate(days: day.days - 1), limit: 9).isEmpty)
  }

  @Test("work stands on the worklist of the post until it is done")
  func worklist() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1)])
    func items(_ names: [String]) async throws -> [WorklistLine] {
      try await office.store.worklist(of: names, limit: 9)
    }
    #expect(try await items(["inspector@office"]).map(\.kind) == ["assigned"])
    #expect(try await items(["inspector@office"]).first?.urgency.day != nil)
    #expect(try await items(["inspector@elsewhere", "liu"]).isEmpty)
    try await office.submit([office.firing("close", 1)])
    #expect(try await items(["inspector@office"]).isEmpty)
  }

  @Test("the timers in their table are always those that the case derives")
  func timers() async throws {
    let office = try await Office()
    for event in ["assign", "send", "close", "look back"] {
      if event == "assign" { try await office.submit([office.opening(1)]) }
      try await office.submit([office.firing(event, 1)])
      let current = try #require(try await office.store.read(CaseID(1))?.current)
      let derived = Set(current.timers(in: office.library).map { "\($0.key) \($0.due)" })
      #expect(Set(try await office.timerRows().map { "\($0.key) \($0.due)" }) == derived)
    }
  }

  @Test("a due timer fires once, whoever tries how often, and leaves its message")
  func firesOnce() async throws {
    let office = try await Office(connections: 4)
    _ = try await office.store.setClock(to: Moment(microseconds: 1_549_000_000_000_000), by: .daemon)
    try await office.submit((1...20).flatMap { [office.opening($0), office.firing("assign", $0)] })
    let due = try await office.store.testTimers(until: end, limit: 20)
    #expect(due.allSatisfy { $0.lane >= 64 })
    let last = try #require(due.last)
    #expect(try await office.store.setClock(to: last.due, by: .daemon))
    let commands = due.map {
      office.command("timer", $0.target.value, .timer(key: $0.key, due: $0.due), by: .engine)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await office.fire(commands, due) } }
      try await group.waitForAll()
    }
    #expect(try await office.count("events where event like 'remind%'") == 20)
    let messages = try await office.store.outbox(limit: 99)
    #expect(messages.count == 20)
    #expect(messages.first?.recipients == ["inspector@office"])
    #expect(try await office.store.outboxCounts().map(\.count) == [20])
    #expect(try await office.verify().faults == [])
  }

  @Test("timers of a test clock are never due on the real clock")
  func testLanes() async throws {
    let office = try await Office()
    _ = try await office.store.setClock(to: Moment(microseconds: 0), by: .daemon)
    try await office.submit([office.opening(1), office.firing("assign", 1)])
    let lanes = (Int16(0)..<64).map { LaneCursor(lane: $0) }
    #expect(try await office.store.dueTimers(lanes, limit: 9).isEmpty)
    #expect(try await office.store.nextDue(lanes).next == nil)
    #expect(try await office.store.testTimers(until: end, limit: 9).count == 2)
  }

  @Test("a test clock goes forward only, and none is given to an office that has cases")
  func clock() async throws {
    let office = try await Office()
    let moment = Moment(microseconds: 1_549_000_000_000_000)
    #expect(try await office.store.clock().test == nil)
    #expect(try await office.store.setClock(to: moment, by: .daemon))
    #expect(try await !office.store.setClock(to: moment.adding(microseconds: -1), by: .daemon))
    #expect(try await office.store.clock().test == moment)
    try await office.submit([office.opening(1)])
    #expect(try await office.store.read(CaseID(1))?.current.opened == moment)
    let real = try await Office()
    try await real.submit([real.opening(1)])
    #expect(try await !real.store.setClock(to: moment, by: .daemon))
  }

  @Test("every end of a case is counted in its year, and reopening changes no count")
  func closings() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1), office.firing("close", 1)])
    func counts() async throws -> [ClosingCount] {
      try await office.store.closings(from: CivilDate.first, to: CivilDate.last)
    }
    let first = try await counts()
    #expect(first.map(\.count) == [1])
    #expect(first.first?.onTime == 1)
    try await office.submit([office.firing("look back", 1)])
    #expect(try await counts() == first)
    try await office.submit([
      office.firing("close", 1, id: "again"), office.firing("look back", 1, id: "third"),
      office.firing("close", 1, id: "last"),
    ])
    #expect(try await counts().map(\.count).reduce(0, +) == 3)
  }

  @Test("a version of a definition is published once: the same text is nothing new, another text is a conflict")
  func definitions() async throws {
    let office = try await Office()
    func publish(_ lines: (String, Int, String)...) async throws -> [Publication] {
      try await office.store.publish(
        lines.map { DefinitionLine(kind: .workflow, name: $0.0, version: $0.1, source: $0.2) }, by: .daemon)
    }
    #expect(try await publish(("matter", 1, "a")) == [.published])
    #expect(try await publish(("matter", 1, "a"), ("matter", 2, "b")) == [.unchanged, .published])
    #expect(try await publish(("matter", 3, "c"), ("matter", 2, "other")) == [.published, .conflict])
    let kept = try await office.store.definitions()
    #expect(kept.map(\.version) == [1, 2])
    #expect(kept.map(\.source) == ["a", "b"])
  }

  @Test("persons are known by code, login and token, with the posts they hold")
  func organisation() async throws {
    let office = try await Office()
    let post = Post(name: "inspector", unit: "office")
    #expect(try await office.store.actor("liu", on: .first) == .person(code: "liu", posts: [post]))
    #expect(try await office.store.actor("nobody", on: .first) == nil)
    let grant = TokenGrant(person: "liu", hash: [1, 2], name: "", lifetime: 60)
    let number = try await office.store.addToken(grant, by: .daemon).number
    let found = try await office.store.identities(users: [1000, 7], tokens: [[1, 2], [1]], persons: ["liu", "who"])
    #expect(found.users == [1000: "liu"])
    #expect(found.tokens.keys.sorted { $0.count < $1.count } == [[1, 2]])
    #expect(found.tokens[[1, 2]].map { $0.person == "liu" && $0.token == number } == true)
    #expect(found.persons == ["liu"])
    #expect(try await office.store.persons(on: .first).map(\.posts) == [["inspector@office"]])
  }

  @Test("a code that would break addresses is refused in words")
  func codes() async throws {
    let office = try await Office()
    for code in ["", "a b", "a@b", "a,b", "engine", String(repeating: "x", count: 129)] {
      let failure = await #expect(throws: StoreError.self) {
        try await office.store.add(PersonLine(code: code, name: "X", uid: nil), by: .daemon)
      }
      guard case .refusedEntries? = failure else {
        Issue.record("\(code): expected words about the code, found \(String(describing: failure))")
        continue
      }
    }
  }
}

extension Office {
  func timerRows() async throws -> [DueTimer] {
    let connection = try await superuser()
    let all = Statement("all_timers", "select lane, due_us, case_id, key from timers")
    let rows = try await connection.run { c in try c.query(all).map { try DueTimer($0) } }
    await connection.close()
    return rows
  }

  /// Fires only what was still there, as the engine does.
  func fire(_ commands: [Command], _ due: [DueTimer]) async throws {
    let library = library
    _ = try await batch(BatchRequest(commands: commands, timers: due)) { locked in
      let present = zip(commands, due).filter { locked.timers.contains($0.1) }.map(\.0)
      return Decider(library: library, commands: present).writes(locked)
    }
  }
}
