import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("a repeated command is answered with what it did the first time")
struct ReceiptTests {
  private static func life(_ id: CaseID) -> [Command] {
    [
      Office.open("o\(id)", id, ["number": .string("N\(id)")]), Office.fire("n\(id)", id, "note", ["count": .int(1)]),
      Office.fire("m\(id)", id, "note", ["count": .int(2)]), Office.fire("c\(id)", id, "close"),
    ]
  }

  private func expectSame(_ first: [Outcome], _ repeated: [Outcome], _ when: Comment) {
    #expect(repeated.filter(\.isReplayed).count == first.count, when)
    #expect(repeated.map(\.receipt) == first.map(\.receipt), when)
  }

  @Test("state, time, link and number are those of then, in one batch and in many, later, and from the archive")
  func same() async throws {
    let office = try await Office()
    let engine = office.engine()
    let commands = (1...3).flatMap { Self.life(CaseID($0)) }
    let together = await engine.submit(commands)
    var apart: [Outcome] = []
    for command in Self.life(CaseID(4)) { apart += await engine.submit([command]) }
    let (all, first) = (commands + Self.life(CaseID(4)), together + apart)
    for (command, outcome) in zip(all, first) {
      let receipt = try #require(outcome.isDone ? outcome.receipt : nil)
      let lines = try await office.store.history(of: receipt.case)
      let line = lines[Int(receipt.sequence) - 1]
      #expect(line.event.command == command.id && receipt.link == line.link, "every receipt has its link")
      #expect(receipt.at == line.event.at && receipt.state == line.event.to)
    }
    _ = try await office.store.setClock(to: Office.start.adding(microseconds: 86_400_000_000), by: .daemon)
    expectSame(first, await engine.submit(all), "a day later")
    // Where an opening is sent again with another number, it is found by its id.
    let elsewhere = all.map { command in
      var command = command
      if case .open = command.request { command.target = engine.newCaseID() }
      return command
    }
    expectSame(first, await engine.submit(elsewhere), "from another daemon")
    _ = try await office.store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 9)
    expectSame(first, await engine.submit(all), "from the archive")
    expectSame(Array(first.suffix(1)), await engine.submit(Array(all.suffix(1))), "an archived case alone")
  }

  @Test("a command that comes twice in one batch is done once, and its repetition is told the same")
  func twice() async throws {
    let office = try await Office()
    #expect(await office.engine().submit([Office.open("o", CaseID(1))])[0].isDone)
    let note = Office.fire("n", CaseID(1), "note", ["count": .int(1)])
    let outcomes = await office.engine().submit([note, Office.fire("z", CaseID(1), "close"), note])
    #expect(outcomes[0].isDone && outcomes[2].isReplayed)
    #expect(outcomes[0].receipt == outcomes[2].receipt && outcomes[0].receipt?.link.count == 32)
  }

  @Test("an id is its owner's own: another person, a sweep or the engine under the same id is another command")
  func owners() async throws {
    let office = try await Office()
    try await office.sql(
      """
      insert into persons (person, name) values ('li', 'li');
      insert into posts (person, post, unit) values ('li', 'clerk', 'desk')
      """)
    let engine = office.engine()
    #expect(await engine.submit([Office.open("same", CaseID(1))])[0].isDone)
    let mine = Office.fire("signal 1-1-1", CaseID(1), "note", ["count": .int(1)])
    var others = [mine, mine, mine]
    others[0].actor = .person(code: "li", posts: [])
    others[1].work = .sweep
    others[2].work = .import
    #expect(await engine.submit([mine] + others).allSatisfy(\.isDone))
    #expect(await engine.submit([mine] + others).allSatisfy(\.isReplayed))
    var engines = mine
    engines.actor = .engine
    let outcome = await engine.submit([engines])[0]
    #expect(outcome == .rejected(.notAllowed(event: "note", who: ["clerk@desk"])), "it is no repetition: \(outcome)")
    #expect(try await office.history(CaseID(1)).count == 5)
  }
}
