import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Synchronization
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("a case that somebody else holds")
struct HeldCaseTests {
  /// An office with so many open cases whose connections give up a lock soon.
  private func office(cases: Int64) async throws -> Office {
    let office = try await Office()
    let opening = (1...cases).map { Office.open("o\($0)", CaseID($0), ["count": .int($0)]) }
    #expect(await office.engine().submit(opening).allSatisfy(\.isDone))
    return office
  }

  private func impatient(_ office: Office) -> Store {
    var configuration = Office.configuration(office.conninfo)
    configuration.lockTimeout = .milliseconds(50)
    return Store(ConnectionPool(configuration, size: 4, patience: .seconds(120)))
  }

  private func hold(_ row: String, _ office: Office) async throws -> HeldTransaction {
    try await HeldTransaction("select from \(row) for update", on: office.conninfo)
  }

  private func runner(_ store: Store, _ office: Office, tried: @escaping @Sendable (Int) -> Void) -> PersistentRunner {
    let attempt = BatchAttempt(
      store: store, libraries: LibraryBox(office.published), ids: CaseIDSource(), armed: { _ in }, signalled: {})
    var runner = PersistentRunner(patience: .seconds(3600), logger: Office.quiet) { orders in
      tried(orders.count)
      return try await attempt.run(orders)
    }
    runner.held = { await attempt.held($0) }
    runner.pause = { _ in await Task.yield() }
    return runner
  }

  private static func note(_ number: Int64) -> Command {
    Office.fire("n\(number)", CaseID(number), "note", ["count": .int(number)])
  }

  @Test("leaves the batch, which is tried twice and no more; the other 99 commands are recorded while it is held")
  func leftOut() async throws {
    let office = try await office(cases: 100)
    let sizes = Mutex<[Int]>([])
    let runner = runner(impatient(office), office) { size in sizes.withLock { $0.append(size) } }
    let orders = (1...100).map { Order(Self.note($0)) }
    let other = try await hold("cases where case_id = 37", office)
    let outcomes = await runner.run(orders)
    #expect(outcomes.indices.filter { outcomes[$0] == nil } == [36])
    #expect(outcomes.compactMap { $0 }.filter(\.isDone).count == 99)
    #expect(sizes.withLock { $0 } == [100, 99])
    #expect(await runner.again([orders[36]], round: 1) == [nil])
    #expect(sizes.withLock { $0 } == [100, 99], "it is asked for, not waited for")
    try await other.end()
    #expect(await runner.again([orders[36]], round: 2).compactMap { $0 }.filter(\.isDone).count == 1)
    #expect(try await office.history(CaseID(37)).count == 2)
    try await office.expectSoundChains()
  }

  @Test("holds up only itself: the engine answers 99 callers while it is held, and the last after its release")
  func engine() async throws {
    let office = try await office(cases: 100)
    var settings = EngineSettings()
    settings.patience = .seconds(3600)
    let engine = Engine(
      store: impatient(office), libraries: LibraryBox(office.published), settings: settings, logger: Office.quiet)
    let other = try await hold("cases where case_id = 37", office)
    try await withThrowingTaskGroup { group in
      for number in Int64(1)...100 { group.addTask { (number, await engine.submit([Self.note(number)])[0]) } }
      var answered: Set<Int64> = []
      for try await (number, outcome) in group {
        #expect(outcome.isDone)
        answered.insert(number)
        if answered.count == 99 {
          #expect(!answered.contains(37))
          try await other.end()
        }
      }
      #expect(answered.count == 100)
    }
    #expect(try await office.history(CaseID(37)).count == 2)
    try await office.expectSoundChains()
  }

  @Test("a register that somebody else holds is found by halving; commands that draw no number are recorded")
  func register() async throws {
    let office = try await office(cases: 8)
    #expect(await office.engine().submit([Office.fire("first", CaseID(1), "send")])[0].isDone)
    let other = try await hold("registers", office)
    let runner = runner(impatient(office), office) { _ in }
    let orders = (1...8).map { Order($0 == 3 ? Office.fire("s3", CaseID(3), "send") : Self.note($0)) }
    let outcomes = await runner.run(orders)
    #expect(outcomes.indices.filter { outcomes[$0] == nil } == [2])
    try await other.end()
    #expect(await runner.again([orders[2]], round: 1).compactMap { $0 }.filter(\.isDone).count == 1)
  }

  private static func order(_ id: String, _ target: Int64) -> Order {
    Order(Office.fire(id, CaseID(target), "note"))
  }

  private static func done(_ order: Order) -> Outcome { .rejected(.unknownWorkflow(name: order.command.id.value)) }

  @Test("later commands for it wait behind the one that is held up, in their order; others do not")
  func order() async {
    let seen = Mutex<[[String]]>([])
    let (gate, opener) = AsyncStream<Void>.makeStream()
    var settings = EngineSettings()
    settings.patience = .seconds(3600)
    let dispatcher = Dispatcher(settings) { batch, round in
      seen.withLock { $0.append(batch.map(\.command.id.value)) }
      if round > 0 { for await _ in gate { break } }
      return batch.map { $0.command.target == CaseID(7) && round == 0 ? nil : Self.done($0) }
    }
    async let first = dispatcher.submit([Self.order("a", 7), Self.order("b", 7)])
    while seen.withLock({ $0.count }) < 2 { await Task.yield() }
    #expect(await dispatcher.submit([Self.order("x", 8)]) == [Self.done(Self.order("x", 8))])
    async let second = dispatcher.submit([Self.order("c", 7)])
    while await dispatcher.waiting < 3 { await Task.yield() }
    #expect(await dispatcher.submit([Self.order("y", 8)]) == [Self.done(Self.order("y", 8))])
    #expect(seen.withLock { $0 } == [["a", "b"], ["a", "b"], ["x"], ["y"]])
    opener.finish()
    #expect(await first == ["a", "b"].map { Self.done(Self.order($0, 7)) })
    // Held up itself when it comes, and done when it is tried again.
    #expect(await second == [Self.done(Self.order("c", 7))])
    await dispatcher.drain(patience: .seconds(3600))
  }

  @Test("what waits for it takes up room: beyond that commands are turned away, until it is done")
  func room() async {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    var settings = EngineSettings()
    settings.patience = .seconds(3600)
    settings.capacity = 8
    let dispatcher = Dispatcher(settings) { batch, round in
      if round > 0 { for await _ in gate { break } }
      return batch.map { round == 0 ? nil : Self.done($0) }
    }
    async let held = dispatcher.submit((1...6).map { Self.order("held", $0) })
    while await dispatcher.waiting < 6 { await Task.yield() }
    guard case .unavailable? = await dispatcher.submit([Self.order("late", 9)]).first else {
      Issue.record("there was room")
      return
    }
    opener.finish()
    #expect(await held.allSatisfy { $0 == Self.done(Self.order("held", 1)) })
    #expect(await dispatcher.waiting == 0)
    #expect(await dispatcher.submit([Self.order("late", 9)]) == [Self.done(Self.order("late", 9))])
    await dispatcher.drain(patience: .seconds(3600))
  }

  @Test("a table that somebody else has locked holds up all, each of whom is told when patience ends")
  func table() async throws {
    let office = try await office(cases: 40)
    let attempts = Mutex(0)
    let runner = runner(impatient(office), office) { _ in attempts.withLock { $0 += 1 } }
    let other = try await HeldTransaction("lock table cases in exclusive mode", on: office.conninfo)
    #expect(await runner.run((1...40).map { Order(Self.note($0)) }).allSatisfy { $0 == nil })
    #expect(attempts.withLock { $0 } == 1, "nobody waits for one after another")
    try await other.end()
  }

  @Test("when patience ends its command is given back, and nothing of it was recorded")
  func patience() async throws {
    let office = try await office(cases: 2)
    var settings = EngineSettings()
    settings.patience = .zero
    let engine = Engine(
      store: impatient(office), libraries: LibraryBox(office.published), settings: settings, logger: Office.quiet)
    let other = try await hold("cases where case_id = 1", office)
    let outcome = await engine.submit([Self.note(1)])[0]
    #expect(outcome == .unavailable("somebody else holds the case for too long; try again"))
    try await other.end()
    #expect(try await office.history(CaseID(1)).count == 1)
    #expect(await engine.submit([Self.note(1)])[0].isDone)
  }
}
