import LookbackCore
import LookbackTesting
import Synchronization
import Testing

@testable import LookbackRuntime

/// When a batch is sent beside those that are on their way.
@Suite struct DispatcherMinimumBatchTests {
  private static func commands(_ cases: ClosedRange<Int64>) -> [PendingCommand] {
    cases.map {
      PendingCommand(
        Command(
          id: CommandID("c\($0)"), target: CaseID($0),
          request: .fire(event: "e", track: nil, data: [:]), actor: .engine, via: "test"))
    }
  }

  private static func done(_ pending: PendingCommand) -> Outcome {
    .rejected(.unknownWorkflow(name: pending.command.id.value))
  }

  /// Batches that all wait at one gate.
  private struct Road: Sendable {
    let dispatcher: Dispatcher
    let sizes: AsyncStream<Int>
    let gate: AsyncStream<Void>.Continuation

    init(minimumBatch: Int, maxBatchDelay: Duration) {
      var settings = EngineSettings()
      settings.minimumBatch = minimumBatch
      settings.maxBatchDelay = maxBatchDelay
      let (gate, opener) = AsyncStream<Void>.makeStream()
      let (sizes, size) = AsyncStream<Int>.makeStream()
      self.sizes = sizes
      self.gate = opener
      dispatcher = Dispatcher(settings) { batch, _ in
        size.yield(batch.count)
        for await _ in gate { break }
        return batch.map(DispatcherMinimumBatchTests.done)
      }
    }
  }

  @Test("few that arrive while a batch is on its way share the next one; as many as are worth it are sent beside it")
  func fewShareTheNext() async throws {
    let road = Road(minimumBatch: 3, maxBatchDelay: .seconds(3_600))
    defer { road.gate.finish() }
    var sizes = road.sizes.makeAsyncIterator()
    async let first = road.dispatcher.submit(Self.commands(1...1))
    #expect(await sizes.next() == 1)
    async let second = road.dispatcher.submit(Self.commands(2...2))
    try await Waiting.until("one waits") { await road.dispatcher.waiting >= 1 }
    async let third = road.dispatcher.submit(Self.commands(3...4))
    #expect(await sizes.next() == 3)
    async let fourth = road.dispatcher.submit(Self.commands(5...5))
    try await Waiting.until("one waits") { await road.dispatcher.waiting >= 1 }
    async let fifth = road.dispatcher.submit(Self.commands(6...6))
    try await Waiting.until("two wait") { await road.dispatcher.waiting >= 2 }
    road.gate.finish()
    #expect(await sizes.next() == 2)
    let outcomes = await first + second + third + fourth + fifth
    #expect(outcomes == Self.commands(1...6).map(Self.done))
  }

  @Test("a batch that is held up does not hold up the few that come after it")
  func heldUpBatchesArePassed() async {
    let road = Road(minimumBatch: 100, maxBatchDelay: .milliseconds(1))
    var sizes = road.sizes.makeAsyncIterator()
    async let first = road.dispatcher.submit(Self.commands(1...1))
    #expect(await sizes.next() == 1)
    async let second = road.dispatcher.submit(Self.commands(2...2))
    #expect(await sizes.next() == 1)
    road.gate.finish()
    #expect(await first + second == Self.commands(1...2).map(Self.done))
  }
}
