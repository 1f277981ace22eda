import LookbackCEL
import LookbackCore
import LookbackStore
import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite("signals between cases")
struct SignalTests {
  private func office() async throws -> Office { try await Office(files: BellWorkflow.files, workflow: "bell") }

  private func opened(_ number: String, _ engine: Engine, neighbours: [String] = []) async throws -> CaseID {
    var data: [String: Value] = ["number": .string(number)]
    if !neighbours.isEmpty { data["neighbours"] = .list(neighbours.map { .string($0) }) }
    let outcome = await engine.submit([Office.open("open-\(number)", engine.newCaseID(), data, workflow: "bell")])[0]
    return try #require(outcome.receipt).case
  }

  @Test("a signal named by business number fires the event of the other case once, and says who sent it")
  func delivered() async throws {
    let office = try await office()
    let engine = office.engine()
    let target = try await opened("b", engine)
    let sender = try await opened("a", engine)
    let ring = Office.fire("ring", sender, "ring", ["neighbours": .string("b")])
    #expect(await engine.submit([ring])[0].isDone)
    let deliveries = [
      SignalDelivery(store: office.store, engine: engine),
      SignalDelivery(store: office.store, engine: office.engine()),
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for delivery in deliveries { group.addTask { try await delivery.drain() } }
      try await group.waitForAll()
    }
    let heard = try await office.history(target).filter { $0.name == "hear" }
    #expect(heard.map(\.via) == ["signal from \(sender)"])
    #expect(heard.map(\.actor) == ["engine"])
    let stored = try await office.store.read(target)
    #expect(stored?.current.root.data["heard"] == .list([.string(sender.description)]))
    #expect(try await office.store.outbox(limit: 9).isEmpty)
    try await office.expectSoundChains()
  }

  @Test("a signal that its target refuses is laid aside with the reason and changes nothing")
  func refused() async throws {
    let office = try await office()
    let engine = office.engine()
    let target = try await opened("b", engine)
    let sender = try await opened("a", engine)
    #expect(await engine.submit([Office.fire("stop", target, "stop")])[0].isDone)
    #expect(await engine.submit([Office.fire("ring", sender, "ring", ["neighbours": .string("b")])])[0].isDone)
    let before = try await office.history(target)
    #expect(try await SignalDelivery(store: office.store, engine: engine).runOnce() == 1)
    #expect(try await office.history(target) == before)
    let dead = try await office.store.outbox(limit: 9, dead: true)
    #expect(dead.map(\.about) == ["hear"])
    #expect(dead.first?.failure?.contains("notInThisState") == true)
    #expect(try await office.store.outbox(limit: 9).isEmpty)
  }

  @Test("cases that ring one another for ever are cut after a hundred signals")
  func ring() async throws {
    let office = try await office()
    let engine = office.engine()
    let first = try await opened("a", engine)
    let second = try await opened("b", engine, neighbours: ["a"])
    let tie = Office.fire("tie", first, "tie", ["neighbours": .string("b")])
    #expect(await engine.submit([tie])[0].isDone)
    #expect(await engine.submit([Office.fire("ring", first, "ring")])[0].isDone)
    try await SignalDelivery(store: office.store, engine: engine).drain()
    let count =
      try await office.history(first).count { $0.name == "hear" }
      + (try await office.history(second).count { $0.name == "hear" })
    #expect(count == 100)
    #expect(try await office.store.outbox(limit: 9, dead: true).count == 1)
  }

  @Test("a name that no case has is refused, and so is firing a signal by hand")
  func unknown() async throws {
    let office = try await office()
    let engine = office.engine()
    let sender = try await opened("a", engine)
    let outcomes = await engine.submit([
      Office.fire("1", sender, "ring", ["neighbours": .string("nobody")]), Office.fire("2", sender, "hear"),
    ])
    #expect(
      outcomes == [
        .rejected(.unknownCode(field: "neighbours", kind: .case, code: "nobody")),
        .rejected(.firedByEngine(event: "hear")),
      ])
  }
}
