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
    return Store(ConnectionPool(configuration, size: 4, timeout: .seconds(120)))
  }

  private func hold(_ row: String, _ office: Office) async throws -> HeldTransaction {
    try await HeldTransaction("select from \(row) for update", on: office.conninfo)
  }

  private func runner(_ store: Store, _ office: Office, tried: @escaping @Sendable (Int) -> Void) -> BatchRetrier {
    let attempt = BatchAttempt(
      store: store, libraries: CurrentLibrary(office.published), ids: CaseIDSource())
    var runner = BatchRetrier(
      runner: CountingRunner(attempt: attempt, tried: tried), timeout: .seconds(3600), logger: Office.quiet)
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
    let commands = (1...100).map { PendingCommand(Self.note($0)) }
    let other = try await hold("cases where case_id = 37", office)
    let outcomes = await runner.run(commands)
    #expect(outcomes.indices.filter { outcomes[$0] == nil } == [36])
    #expect(outcomes.compactMap { $0 }.filter(\.isDone).count == 99)
    #expect(sizes.withLock { $0 } == [100, 99])
    #expect(await runner.again([commands[36]], round: 1) == [nil])
    #expect(sizes.withLock { $0 } == [100, 99], "it is asked for, not waited for")
    try await other.end()
    #expect(await runner.again([commands[36]], round: 2).compactMap { $0 }.filter(\.isDone).count == 1)
    #expect(try await office.history(CaseID(37)).count == 2)
    try await office.expectSoundChains()
  }

  @Test("holds up only itself: the engine answers 99 callers while it is held, and the last after its release")
  func engine() async throws {
    let office = try await office(cases: 100)
    var settings = EngineSettings()
    settings.retryTimeout = .seconds(3600)
    let engine = Engine(
      store: impatient(office), libraries: CurrentLibrary(office.published), settings: settings, logger: Office.quiet)
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

  @Test("a register, or a key, that somebody else holds holds up those who need it, and no command beside them")
  func otherThings() async throws {
    let office = try await office(cases: 8)
    #expect(await office.engine().submit([Office.fire("first", CaseID(1), "send")])[0].isDone)
    let tries = Mutex(0)
    let runner = runner(impatient(office), office) { _ in tries.withLock { $0 += 1 } }
    let things: [(held: String, needing: @Sendable (String) -> Command)] = [
      ("select from registers for update", { Office.fire("\($0)", CaseID(3), "send") }),
      ("insert into registers values ('D', 2030, 7)", { _ in Self.note(3) }),
      (
        "insert into case_keys values ('ticket', 'number', 'N7', 99)",
        { Office.fire("\($0)", CaseID(3), "rename", ["number": .string("N7")]) }
      ),
      (
        "insert into commands (command_id, owner, case_id, seq, content) values ('x3', 'wang', 99, 1, '')",
        { _ in Office.fire("x3", CaseID(3), "note", ["count": .int(3)]) }
      ),
    ]
    for (round, thing) in things.enumerated() {
      let needing = PendingCommand(thing.needing("s\(round)"))
      let isFree = thing.held.contains("2030")
      let other = try await HeldTransaction(thing.held, on: office.conninfo)
      let commands = (1...8).map { number in
        number == 3
          ? needing
          : PendingCommand(Office.fire("r\(round)n\(number)", CaseID(number), "note", ["count": .int(number)]))
      }
      tries.withLock { $0 = 0 }
      let outcomes = await runner.run(commands)
      let heldUp = outcomes.indices.filter { outcomes[$0] == nil }
      #expect(heldUp == (isFree ? [] : [2]), "\(thing.held)")
      let done = outcomes.compactMap { $0 }.filter(\.isDone)
      #expect(done.count == (isFree ? 8 : 7))
      #expect(tries.withLock { $0 } <= 3, "no wait for one after another")
      try await other.end()
      if !isFree { #expect(await runner.again([needing], round: 1) != [nil], "\(thing.held)") }
    }
    try await office.expectSoundChains()
  }

  @Test("a register that is held holds up those who draw from it: 52 others are answered before its release")
  func registerInTheEngine() async throws {
    let office = try await office(cases: 60)
    #expect(await office.engine().submit([Office.fire("first", CaseID(1), "send")])[0].isDone)
    var settings = EngineSettings()
    settings.retryTimeout = .seconds(3600)
    let engine = Engine(
      store: impatient(office), libraries: CurrentLibrary(office.published), settings: settings, logger: Office.quiet)
    let other = try await hold("registers", office)
    try await withThrowingTaskGroup { group in
      for number in Int64(1)...60 {
        let isDrawing = number % 8 == 1
        let command = isDrawing ? Office.fire("s\(number)", CaseID(number), "send") : Self.note(number)
        group.addTask { (isDrawing, await engine.submit([command])[0]) }
      }
      var answered = 0
      for try await (isDrawing, outcome) in group {
        #expect(outcome.isDone)
        answered += 1
        #expect(isDrawing == (answered > 52))
        if answered == 52 { try await other.end() }
      }
      #expect(answered == 60)
    }
    try await office.expectSoundChains()
  }

  @Test("a timer that needs what somebody else holds is not lost: it fires when it is tried again")
  func heldTimer() async throws {
    let office = try await office(cases: 2)
    #expect(await office.engine().submit([Office.fire("a", CaseID(1), "sleep")])[0].isDone)
    let timer = try #require(try await office.store.testTimers(until: Moment(microseconds: .max), limit: 9).first)
    _ = try await office.store.setClock(to: timer.due, by: .daemon)
    let attempt = BatchAttempt(
      store: office.store, libraries: CurrentLibrary(office.published), ids: CaseIDSource(),
      decide: { commands, library, locked, ids in
        var locked = locked
        // What comes first for the case needs a command that is held.
        for pending in commands where pending.timer == nil { locked.held.commands.insert(.init(pending.command)) }
        return BatchDecider(commands, library, locked, ids)
      })
    let first = PendingCommand(Self.note(1))
    let outcomes = try await attempt.run([first, PendingCommand(timer), PendingCommand(Self.note(2))], isCareful: true)
    #expect(outcomes == [nil, nil, nil])
    #expect(await office.engine().fire([timer]).allSatisfy(\.isDone))
    try await office.expectSoundChains()
  }

  private static func pending(_ id: String, _ target: Int64) -> PendingCommand {
    PendingCommand(Office.fire(id, CaseID(target), "note"))
  }

  private static func done(_ pending: PendingCommand) -> Outcome {
    .rejected(.unknownWorkflow(name: pending.command.id.value))
  }

  @Test("later commands for it wait behind the one that is held up, in their order; others do not")
  func pending() async throws {
    let seen = Mutex<[[String]]>([])
    let (gate, opener) = AsyncStream<Void>.makeStream()
    defer { opener.finish() }
    var settings = EngineSettings()
    settings.retryTimeout = .seconds(3600)
    let dispatcher = Dispatcher(settings) { batch, round in
      seen.withLock { $0.append(batch.map(\.command.id.value)) }
      if round > 0 { for await _ in gate { break } }
      return batch.map { $0.command.target == CaseID(7) && round == 0 ? nil : Self.done($0) }
    }
    async let first = dispatcher.submit([Self.pending("a", 7), Self.pending("b", 7)])
    try await Waiting.until("the case was tried twice") { seen.withLock { $0.count } >= 2 }
    #expect(await dispatcher.submit([Self.pending("x", 8)]) == [Self.done(Self.pending("x", 8))])
    async let second = dispatcher.submit([Self.pending("c", 7)])
    try await Waiting.until("three wait") { await dispatcher.waiting >= 3 }
    #expect(await dispatcher.submit([Self.pending("y", 8)]) == [Self.done(Self.pending("y", 8))])
    #expect(seen.withLock { $0 } == [["a", "b"], ["a", "b"], ["x"], ["y"]])
    opener.finish()
    #expect(await first == ["a", "b"].map { Self.done(Self.pending($0, 7)) })
    // Held up itself when it comes, and done when it is tried again.
    #expect(await second == [Self.done(Self.pending("c", 7))])
    await dispatcher.drain(timeout: .seconds(3600))
  }

  @Test("what waits for it takes up room: beyond that commands are turned away, until it is done")
  func room() async throws {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    defer { opener.finish() }
    var settings = EngineSettings()
    settings.retryTimeout = .seconds(3600)
    settings.capacity = 8
    let dispatcher = Dispatcher(settings) { batch, round in
      if round > 0 { for await _ in gate { break } }
      return batch.map { round == 0 ? nil : Self.done($0) }
    }
    async let held = dispatcher.submit((1...6).map { Self.pending("held", $0) })
    try await Waiting.until("six wait") { await dispatcher.waiting >= 6 }
    guard case .unavailable? = await dispatcher.submit([Self.pending("late", 9)]).first else {
      Issue.record("there was room")
      return
    }
    opener.finish()
    #expect(await held.allSatisfy { $0 == Self.done(Self.pending("held", 1)) })
    #expect(await dispatcher.waiting == 0)
    #expect(await dispatcher.submit([Self.pending("late", 9)]) == [Self.done(Self.pending("late", 9))])
    await dispatcher.drain(timeout: .seconds(3600))
  }

  @Test("a table that somebody else has locked holds up all, each of whom is told when the timeout ends")
  func table() async throws {
    let office = try await office(cases: 40)
    let attempts = Mutex(0)
    let runner = runner(impatient(office), office) { _ in attempts.withLock { $0 += 1 } }
    let other = try await HeldTransaction("lock table cases in exclusive mode", on: office.conninfo)
    #expect(await runner.run((1...40).map { PendingCommand(Self.note($0)) }).allSatisfy { $0 == nil })
    #expect(attempts.withLock { $0 } == 1, "nobody waits for one after another")
    try await other.end()
  }

  @Test("when the timeout ends its command is given back, and nothing of it was recorded")
  func timeout() async throws {
    let office = try await office(cases: 2)
    var settings = EngineSettings()
    settings.retryTimeout = .zero
    let engine = Engine(
      store: impatient(office), libraries: CurrentLibrary(office.published), settings: settings, logger: Office.quiet)
    let other = try await hold("cases where case_id = 1", office)
    let outcome = await engine.submit([Self.note(1)])[0]
    #expect(outcome == .unavailable("somebody else holds the case, or a number it needs, for too long; try again"))
    try await other.end()
    #expect(try await office.history(CaseID(1)).count == 1)
    #expect(await engine.submit([Self.note(1)])[0].isDone)
  }
}
