import LookbackCore
import LookbackTesting
import SeededTesting
import Synchronization
import Testing

@testable import LookbackRuntime

@Suite struct DispatcherTests {
  private func command(_ number: Int, case target: Int64) -> PendingCommand {
    PendingCommand(
      Command(
        id: CommandID("c\(number)"), target: CaseID(target),
        request: .fire(event: "e", track: nil, data: [:]), actor: .engine, via: "test"))
  }

  private static func done(_ pending: PendingCommand) -> Outcome {
    .rejected(.unknownWorkflow(name: pending.command.id.value))
  }

  @Test("a batch holds at most its limit, sorted by case, each case's commands in their order")
  func batchesAreSorted() {
    var queue = CommandQueue(capacity: 100)
    for (number, target) in [(0, 9), (1, 3), (2, 9), (3, 5)] {
      queue.add(.init(pending: command(number, case: Int64(target)), submission: 1, slot: number))
    }
    let first = queue.takeBatch(atMost: 3)
    #expect(first.map(\.pending.command.id.value) == ["c1", "c0", "c2"])
    #expect(queue.takeBatch(atMost: 3).map(\.pending.command.id.value) == ["c3"])
  }

  @Test("a case is in one batch at a time; what arrives for it meanwhile waits for the batch's end")
  func casesAreNotShared() {
    var queue = CommandQueue(capacity: 100)
    for number in 0..<3 { queue.add(.init(pending: command(number, case: 7), submission: 1, slot: number)) }
    let first = queue.takeBatch(atMost: 2)
    #expect(queue.takeBatch(atMost: 2).isEmpty)
    queue.finish(first)
    #expect(queue.takeBatch(atMost: 2).map(\.pending.command.id.value) == ["c2"])
    #expect(!queue.isIdle)
  }

  @Test("every caller gets its own outcomes in its own order, however batches fall", arguments: 0..<20)
  func outcomesReturnToTheirCallers(seed: Int) async {
    var settings = EngineSettings()
    settings.batchLimit = 1 + seed % 7
    settings.parallelBatches = 1 + seed % 3
    let underway = Mutex<Set<CaseID>>([])
    let dispatcher = Dispatcher(settings) { batch, _ in
      let cases = Set(batch.map(\.command.target))
      underway.withLock {
        #expect($0.isDisjoint(with: cases))
        $0.formUnion(cases)
      }
      await Task.yield()
      underway.withLock { $0.subtract(cases) }
      return batch.map(Self.done)
    }
    await withTaskGroup { group in
      for caller in 0..<20 {
        group.addTask {
          var generator = SplitMix64(seed: seed * 100 + caller)
          let commands = (0..<(1 + caller % 5)).map {
            command(caller * 10 + $0, case: Int64.random(in: 1...4, using: &generator))
          }
          #expect(await dispatcher.submit(commands) == commands.map(Self.done))
        }
      }
    }
    await dispatcher.drain(timeout: .seconds(30))
  }

  @Test("a full queue and a stopping engine turn commands away, and what was taken is finished")
  func fullAndStoppingTurnAway() async throws {
    var settings = EngineSettings()
    settings.capacity = 4
    settings.parallelBatches = 1
    let (gate, opener) = AsyncStream<Void>.makeStream()
    defer { opener.finish() }
    let (started, startedSignal) = AsyncStream<Void>.makeStream()
    let dispatcher = Dispatcher(settings) { batch, _ in
      startedSignal.yield()
      for await _ in gate { break }
      return batch.map(Self.done)
    }
    async let first = dispatcher.submit([command(1, case: 1)])
    for await _ in started { break }
    async let second = dispatcher.submit([command(2, case: 2), command(3, case: 3)])
    try await Waiting.until("two wait") { await dispatcher.waiting >= 2 }
    guard case .unavailable = await dispatcher.submit([command(4, case: 4), command(6, case: 6)])[0] else {
      Issue.record("a full queue took a command")
      return
    }
    async let drained: Void = dispatcher.drain(timeout: .seconds(30))
    opener.finish()
    await drained
    #expect(await first.count == 1)
    #expect(await second == [command(2, case: 2), command(3, case: 3)].map(Self.done))
    guard case .unavailable = await dispatcher.submit([command(5, case: 5)])[0] else {
      Issue.record("a stopping engine took a command")
      return
    }
  }
}
