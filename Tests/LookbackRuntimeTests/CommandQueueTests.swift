import LookbackCEL
import LookbackCore
import SeededTesting
import Testing

@testable import LookbackRuntime

@Suite("who waits for what") struct CommandQueueTests {
  private static func pending(_ number: Int, case target: Int64, priority: Priority = .interactive, text: Int = 0)
    -> PendingCommand
  {
    PendingCommand(
      Command(
        id: CommandID("c\(number)"), target: CaseID(target),
        request: .fire(event: "e", track: nil, data: ["text": .string(String(repeating: "x", count: text))]),
        actor: .engine, via: "test"), priority: priority)
  }

  private static func entry(_ pending: PendingCommand) -> CommandQueue.Entry {
    .init(pending: pending, submission: 1, slot: 0)
  }

  @Test("20,000 commands of one stream do not delay a single one of the other")
  func singleCommandIsNext() {
    var queue = CommandQueue(capacity: 40_000)
    for number in 0..<20_000 { queue.add(Self.entry(Self.pending(number, case: Int64(number)))) }
    queue.add(Self.entry(Self.pending(-1, case: -1, priority: .background)))
    #expect(queue.takeBatch(atMost: 500).contains { $0.pending.priority == .background })
  }

  @Test("a person's command does not wait behind timers and sweeps")
  func personsGoFirst() {
    var queue = CommandQueue(capacity: 40_000)
    for number in 0..<10_000 { queue.add(Self.entry(Self.pending(number, case: Int64(number), priority: .background))) }
    for number in 0..<250 { queue.add(Self.entry(Self.pending(number, case: Int64(-1 - number)))) }
    #expect(queue.takeBatch(atMost: 500).filter { $0.pending.priority == .interactive }.count == 250)
  }

  @Test("what one stream leaves of a batch goes to the other, also to a single hot case")
  func nothingIsWasted() {
    var queue = CommandQueue(capacity: 10_000)
    for number in 0..<1_000 { queue.add(Self.entry(Self.pending(number, case: 7))) }
    queue.add(Self.entry(Self.pending(-1, case: 8, priority: .background)))
    #expect(queue.takeBatch(atMost: 500).count == 500)
    #expect(queue.takeBatch(atMost: 500).isEmpty, "the hot case is underway")
  }

  /// Commands for random cases, taken in batches that end in random order.
  @Test("every command is taken once, in the order of its case, and each stream has its share", arguments: 0..<200)
  func sharesAreFair(seed: Int) {
    var generator = SplitMix64(seed: seed)
    var queue = CommandQueue(capacity: 1_000_000)
    let limit = Int.random(in: 1...40, using: &generator)
    var open: [[CommandQueue.Entry]] = []
    var (added, taken) = ([CaseID: [CommandID]](), [CaseID: [CommandID]]())
    var number = 0
    for _ in 0..<60 {
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        number += 1
        let target = Int64.random(in: 0...100, using: &generator)
        let priority: Priority = Bool.random(using: &generator) ? .interactive : .background
        let pending = Self.pending(number, case: target, priority: priority)
        queue.add(Self.entry(pending))
        added[pending.command.target, default: []].append(pending.command.id)
      }
      if Bool.random(using: &generator) {
        let batch = queue.takeBatch(atMost: limit)
        #expect(batch.count <= limit)
        for entry in batch { taken[entry.pending.command.target, default: []].append(entry.pending.command.id) }
        open.append(batch)
      } else if let index = open.indices.randomElement(using: &generator) {
        queue.finish(open.remove(at: index))
      }
      let busy = open.map { Set($0.map(\.pending.command.target)) }
      #expect(busy.reduce(0) { $0 + $1.count } == busy.reduce(into: Set()) { $0.formUnion($1) }.count)
    }
    while true {
      for batch in open { queue.finish(batch) }
      open = []
      let batch = queue.takeBatch(atMost: limit)
      for entry in batch { taken[entry.pending.command.target, default: []].append(entry.pending.command.id) }
      guard !batch.isEmpty else { break }
      open.append(batch)
    }
    #expect(taken == added)
    #expect(queue.isIdle && queue.load == CommandQueue.Load())
  }

  @Test("of streams that have enough, none gets less of a batch than an even share", arguments: 0..<100)
  func sharesAreEven(seed: Int) {
    var generator = SplitMix64(seed: seed)
    var queue = CommandQueue(capacity: 1_000_000)
    let limit = Int.random(in: 10...500, using: &generator)
    let streams: [Priority] = [.interactive, .background]
    for (index, priority) in streams.enumerated() {
      for number in 0..<Int.random(in: 1...2 * limit, using: &generator) {
        queue.add(Self.entry(Self.pending(number, case: Int64(index * 10_000 + number), priority: priority)))
      }
    }
    while queue.hasReady {
      let before = streams.map { queue.load(of: $0).commands }
      let batch = queue.takeBatch(atMost: limit)
      let active = before.filter { $0 > 0 }.count
      for (priority, had) in zip(streams, before) {
        let got = batch.filter { $0.pending.priority == priority }.count
        #expect(got >= min(had, limit / active), "\(priority) of \(active) got \(got) of \(had)")
      }
      #expect(batch.count == min(limit, before.reduce(0, +)))
    }
  }

  @Test("no stream fills the queue for the others, by number or by bytes", arguments: [0, 100_000])
  func roomIsShared(text: Int) {
    var queue = CommandQueue(capacity: 1_000, byteCapacity: 10_000_000)
    for (index, priority) in [Priority.interactive, .background].enumerated() {
      var count = 0
      while true {
        let pending = Self.pending(0, case: Int64(index * 10_000 + count), priority: priority, text: text)
        guard queue.hasRoom(for: .init(commands: 1, bytes: pending.weight), of: priority) else { break }
        queue.add(Self.entry(pending))
        count += 1
      }
      #expect(count > 0, "\(priority) was shut out")
    }
    #expect(queue.load.commands <= queue.capacity && queue.load.bytes <= queue.byteCapacity)
    if text > 0 { #expect(queue.load.commands < 200) }
  }
}
