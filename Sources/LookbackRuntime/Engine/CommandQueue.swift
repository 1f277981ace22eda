import LookbackCore

/// The queue in front of the batches. Commands of one case keep their order, a case is in one batch at a time, and
/// commands that arrive meanwhile join the next batch. Each priority is a stream of its own with a guaranteed share of
/// every batch and of the queue's capacity.
///
/// The queue is a pure value; the dispatcher performs what it says.
struct CommandQueue {
  /// A command with the submission and the slot in it to which its outcome belongs.
  struct Entry: Sendable {
    var pending: PendingCommand
    var submission: Int
    var slot: Int
    /// Since when the command waits for a lock of another transaction; nil if it does not.
    var heldSince: ContinuousClock.Instant?

    var target: CaseID { pending.target }
  }

  /// A number of commands, and the bytes that they take up in memory.
  struct Load: Hashable, Sendable {
    var commands = 0
    var bytes = 0

    mutating func add(_ pending: PendingCommand) {
      commands += 1
      bytes += pending.weight
    }

    mutating func remove(_ pending: PendingCommand) {
      commands -= 1
      bytes -= pending.weight
    }
  }

  private var queues: [CaseID: CaseQueue] = [:]
  /// The streams by the number of their priority.
  private var streams = Priority.allCases.map { _ in CommandStream() }
  /// The streams that have a ready case, in the order in which they take turns.
  private var turns: [Priority] = []
  private var casesUnderway = 0
  private(set) var load = Load()
  let capacity: Int
  let byteCapacity: Int

  /// - Parameters:
  ///   - capacity: the largest number of commands that may wait.
  ///   - byteCapacity: the largest number of bytes that waiting commands may take up together.
  init(capacity: Int, byteCapacity: Int = .max) {
    self.capacity = capacity
    self.byteCapacity = byteCapacity
  }

  var waiting: Int { load.commands }
  var hasReady: Bool { !turns.isEmpty }
  var isIdle: Bool { waiting == 0 && casesUnderway == 0 }

  /// The load of the waiting commands of one priority.
  func load(of priority: Priority) -> Load { streams[priority.rawValue].load }

  /// Whether commands of this load fit into the queue. A stream never takes more than `share` of what the other streams
  /// leave free. So the others always find room, and a stream that is alone can use most of the queue.
  func hasRoom(for added: Load, of priority: Priority) -> Bool {
    let own = load(of: priority)
    func fits(_ added: Int, own: Int, all: Int, of capacity: Int) -> Bool {
      guard all + added <= capacity else { return false }
      return Double(own + added) <= Self.share * Double(capacity - (all - own))
    }
    return fits(added.commands, own: own.commands, all: load.commands, of: capacity)
      && fits(added.bytes, own: own.bytes, all: load.bytes, of: byteCapacity)
  }

  private static let share = 0.75

  mutating func add(_ entry: Entry) {
    count(in: entry.pending)
    let isFirst = queues[entry.target, default: CaseQueue()].append(entry)
    if isFirst { makeReady(entry.target, in: entry.pending.priority) }
  }

  /// Takes the next batch, sorted by case. Every case in it stays underway until `finish`.
  ///
  /// The streams with ready cases share the batch evenly; a share that one of them does not use goes to the others.
  mutating func takeBatch(atMost limit: Int) -> [Entry] {
    var batch: [Entry] = []
    batch.reserveCapacity(min(limit, waiting))
    while hasReady, batch.count < limit {
      let round = turns.count
      for served in 0..<round {
        let left = limit - batch.count
        guard left > 0 else { break }
        let priority = turns.removeFirst()
        let share = (left + round - served - 1) / (round - served)
        if take(share, from: priority, into: &batch) { turns.append(priority) }
      }
    }
    passOverCasesUnderway()
    return Self.sortedByCase(batch)
  }

  /// Ends a batch; its cases can be in the next one.
  mutating func finish(_ batch: [Entry]) {
    for entry in batch {
      guard let index = queues.index(forKey: entry.target), queues.values[index].isUnderway else { continue }
      queues.values[index].isUnderway = false
      casesUnderway -= 1
      if let first = queues.values[index].first {
        makeReady(entry.target, in: first.pending.priority)
      } else {
        queues.remove(at: index)
      }
    }
  }

  /// Counts a command that left its batch without an outcome, so that it takes up capacity again until `letGo`. It is in
  /// no queue of a case.
  mutating func hold(_ pending: PendingCommand) { count(in: pending) }

  /// Ends what `hold` began.
  mutating func letGo(_ pending: PendingCommand) { count(out: pending) }

  private mutating func makeReady(_ id: CaseID, in priority: Priority) {
    if !streams[priority.rawValue].hasReady { turns.append(priority) }
    streams[priority.rawValue].ready.append(id)
  }

  /// Takes up to `share` commands from one stream.
  /// - Returns: whether the stream has more ready cases.
  private mutating func take(_ share: Int, from priority: Priority, into batch: inout [Entry]) -> Bool {
    let end = batch.count + share
    while batch.count < end, let id = streams[priority.rawValue].nextReady, let index = queues.index(forKey: id) {
      let start = batch.count
      let isUsedUp = queues.values[index].take(atMost: end - start, into: &batch)
      for taken in start..<batch.count { count(out: batch[taken].pending) }
      if !queues.values[index].isUnderway {
        queues.values[index].isUnderway = true
        casesUnderway += 1
      }
      // A queue that was cut at `share` stays ready until the batch is full: it may use what other streams leave.
      if isUsedUp { streams[priority.rawValue].drop() }
    }
    return streams[priority.rawValue].hasReady
  }

  private mutating func count(in pending: PendingCommand) {
    load.add(pending)
    streams[pending.priority.rawValue].load.add(pending)
  }

  private mutating func count(out pending: PendingCommand) {
    load.remove(pending)
    streams[pending.priority.rawValue].load.remove(pending)
  }

  /// Removes the cases of the batch from the ready lists. What is left of a queue that was cut waits until its batch is
  /// done.
  private mutating func passOverCasesUnderway() {
    turns = turns.filter { priority in
      while let id = streams[priority.rawValue].nextReady, queues[id]?.isUnderway ?? false {
        streams[priority.rawValue].drop()
      }
      return streams[priority.rawValue].hasReady
    }
  }

  /// Sorts by case; the commands of one case keep their order.
  private static func sortedByCase(_ batch: [Entry]) -> [Entry] {
    // Numbers are sorted instead of entries, which would be copied several times.
    let places = batch.indices.map { (target: batch[$0].target.value, index: $0) }
    guard zip(places, places.dropFirst()).contains(where: { $0.target > $1.target }) else { return batch }
    return places.sorted { ($0.target, $0.index) < ($1.target, $1.index) }.map { batch[$0.index] }
  }
}
