import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("a batch is one transaction")
struct BatchTests {
  @Test("a batch opens and moves many cases and what is read back is what was decided")
  func records() async throws {
    let office = try await Office()
    #expect(try await office.submit((1...50).map { office.opening($0) }).count == 50)
    let moved = try await office.submit((1...50).flatMap { [office.firing("assign", $0), office.firing("send", $0)] })
    #expect(moved.count == 50)
    let stored = try #require(try await office.store.read(CaseID(50)))
    #expect(stored.current.root.state == "assigned")
    #expect(stored.current.sequence == 3)
    let history = try await office.store.history(of: CaseID(50))
    #expect(history.map(\.event.name) == ["open", "assign", "send"])
    #expect(history.last?.link == stored.head)
    #expect(Case.replay(history.map(\.event), id: CaseID(50)) == stored.current)
  }

  @Test("messages are numbered in the order of their cases, and within each in the order in which they were decided")
  func orderOfMessages() async throws {
    let office = try await Office()
    let topics: [Message.Topic] = [.notice, .letter, .reminder]
    try await office.submit((1...60).map { office.opening($0) }) { writes in
      for place in writes.changes.indices {
        writes.changes[place].transition.messages = (0..<20).map { count in
          Message(
            sequence: 1, topic: topics[count % 3], to: [.person("wang")], track: .root, about: "\(count * 7 % 20)",
            due: nil)
        }
      }
    }
    let messages = try await office.store.outbox(limit: 2000).sorted { $0.number < $1.number }
    let expected = (1...60).flatMap { id in (0..<20).map { "\(id): \($0 * 7 % 20)" } }
    #expect(messages.map { "\($0.id): \($0.about)" } == expected)
  }

  @Test("a case that moved since it was read is not written, nor is anything of its batch")
  func staleWritesNothing() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.opening(2)])
    let failure = await #expect(throws: StoreError.self) {
      try await office.submit([office.firing("assign", 1), office.firing("assign", 2)]) { writes in
        writes.changes[0].before = 99
      }
    }
    #expect(failure?.course == .race)
    #expect(try await office.count("events") == 2)
    #expect(try await office.count("timers") == 0)
    #expect(try await office.count("commands") == 2)
  }

  @Test("whoever waited for a case reads and writes its rows where they lie by then")
  func placeAfterWaiting() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1), office.opening(2)])
    let other = try await HeldTransaction(
      "update cases set last_us = last_us", on: office.conninfo)
    let watcher = try await office.superuser()
    async let moved = office.submit([office.firing("send", 1), office.firing("assign", 2)])
    let blocked = Statement("count_blocked", "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    try await Waiting.until("it waits") { try await watcher.run { try $0.query(blocked)[0].int8(0) } > 0 }
    try await other.end()
    #expect(try await moved == [CaseID(1), CaseID(2)])
    #expect(try await office.count("cases where ctid in ('(0,1)', '(0,2)')") == 0)
    #expect(try await office.verify().faults == [])
    await watcher.close()
  }

  @Test("a command that comes again is answered from its first time, with its content told apart")
  func duplicate() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1)])
    let command = office.firing("assign", 1, id: "once")
    #expect(try await office.submit([command]) == [CaseID(1)])
    #expect(try await office.submit([command]) == [])
    #expect(try await office.count("events") == 2)
    let done = try await office.locked([UnresolvedCommand(command)]).done[.init(command)]
    #expect(done?.target == CaseID(1) && done?.sequence == 2 && done?.content == command.content)
    let line = try #require(try await office.store.history(of: CaseID(1)).last)
    #expect(
      done?.state == line.event.to && done?.link == line.link && done?.at == line.event.at, "what it did the first time"
    )
    #expect(done?.content != office.firing("close", 1, id: "once").content)
  }

  @Test("a batch that is refused between its round trips leaves nothing behind")
  func refusedBetween() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1)])
    let connection = try await office.superuser()
    // The backend of the batch ends while the core decides.
    await #expect(throws: StoreError.self) {
      let commands = [office.firing("assign", 1), office.opening(2)]
      let decider = Decider(library: office.library, commands: commands)
      let gate = Gate()
      async let recorded = office.batch(BatchRequest(commands: commands)) { locked in
        gate.enter()
        return decider.writes(locked)
      }
      await gate.entered()
      try await connection.run { c in
        _ = try c.script(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'lookbackd'"
            + " and datname = current_database()")
      }
      gate.open()
      _ = try await recorded
    }
    await connection.close()
    #expect(try await office.count("events") == 1)
    #expect(try await office.count("cases") == 1)
    #expect(try await office.submit([office.firing("assign", 1)]) == [CaseID(1)])
  }

  @Test("an office without its clock records nothing, rather than dating it to the beginning of time")
  func withoutClock() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1)])
    try await office.tamper("delete from office")
    let failure = await #expect(throws: StoreError.self) { try await office.submit([office.firing("assign", 1)]) }
    #expect(failure?.course == .broken)
    #expect(try await office.count("events") == 1)
  }

  @Test("a number is drawn without a gap and without a double by eight writers at once")
  func gapFree() async throws {
    let office = try await Office(connections: 8)
    try await office.submit((1...64).flatMap { [office.opening($0), office.firing("assign", $0)] })
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for step in 0..<8 {
            let id = Int64(writer * 8 + step + 1)
            // The other half of the batches is undone after the numbers were drawn.
            _ = try? await office.submit([office.firing("send", id, id: "lost \(id)")]) {
              $0.changes[0].before = 0
            }
            try await office.submit([office.firing("send", id)])
          }
        }
      }
      try await group.waitForAll()
    }
    var numbers: Set<String> = []
    for id in 1...64 {
      let stored = try await office.store.read(CaseID(Int64(id)))
      if case .string(let text)? = stored?.current.root.data["letter"] { numbers.insert(text) }
    }
    let year = try #require(numbers.first?.split(separator: "〔").last?.split(separator: "〕").first)
    #expect(numbers == Set((1...64).map { "函〔\(year)〕\($0)号" }))
  }

  @Test("writers of the same cases never deadlock, and every case keeps one unbroken history")
  func contention() async throws {
    let office = try await Office(connections: 8)
    try await office.submit((1...10).map { office.opening($0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for step in 0..<5 {
            let ids = (1...10).map { Int64($0) }
            let order = writer.isMultiple(of: 2) ? ids : ids.reversed()
            try await office.submit(order.map { office.firing("note", $0, id: "\(writer) \(step) \($0)") })
          }
        }
      }
      try await group.waitForAll()
    }
    let verified = try await office.verify()
    #expect(verified.faults == [])
    #expect(verified.events == 10 + 8 * 5 * 10)
    let history = try await office.store.history(of: CaseID(3))
    #expect(history.map(\.event.sequence) == Array(1...41))
  }

  @Test("a business key names one case: taken keys are read as data, and only a race ends a batch")
  func businessKeys() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1, number: "17")])
    #expect(try await office.submit([office.opening(2, number: "17")]) == [])
    #expect(try await office.store.find("17") == [CaseID(1)])
    try await office.submit([office.firing("note", 1, id: "renumber", ["number": .string("18")])])
    #expect(try await office.submit([office.opening(2, number: "17")]) == [CaseID(2)])
    #expect(try await office.store.find("18") == [CaseID(1)])
    let decider = Decider(library: office.library, commands: [office.opening(3, number: "17")])
    let race = await #expect(throws: StoreError.self) {
      try await office.batch(BatchRequest(commands: decider.commands)) { decider.writes($0) }
    }
    #expect(race?.course == .race)
    #expect(try await office.count("cases") == 2)
  }
}

extension Office {
  /// What a batch would read, without writing anything.
  func locked(_ commands: [UnresolvedCommand], timers: [DueTimer] = []) async throws -> LockedBatch {
    let seen = Seen()
    _ = try await batch(BatchRequest(commands: commands, timers: timers)) { locked in
      seen.keep(locked)
      return BatchWrites(changes: [])
    }
    return try #require(seen.kept)
  }
}
