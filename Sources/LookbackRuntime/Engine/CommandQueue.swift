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

  /// The waiting commands of one priority.
  private struct Stream {
    /// Cases with waiting commands of which none is in a batch, in the order in which they became ready. The entries
    /// before `head` are consumed.
    var ready: [CaseID] = []
    var head = 0
    var load = Load()

    var hasReady: Bool { head < ready.count }

    mutating func drop() {
      head += 1
      guard head > 1024, head * 2 > ready.count else { return }
      ready.removeFirst(head)
      head = 0
    }
  }

  private var lines: [CaseID: [Entry]] = [:]
  private var streams: [Priority: Stream] = [:]
  /// The streams that have a ready case, in the order in which they take turns.
  private var turns: [Priority] = []
  private var underway: Set<CaseID> = []
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
  var isIdle: Bool { waiting == 0 && underway.isEmpty }

  /// The load of the waiting commands of one priority.
  func load(of priority: Priority) -> Load { streams[priority]?.load ?? Load() }

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
    let id = entry.pending.command.target
    load.add(entry.pending)
    streams[entry.pending.priority, default: Stream()].load.add(entry.pending)
    if lines[id, default: []].isEmpty, !underway.contains(id) { makeReady(id, in: entry.pending.priority) }
    lines[id, default: []].append(entry)
  }

  /// Takes the next batch, sorted by case. Every case in it stays underway until `finish`.
  ///
  /// The streams with ready cases share the batch evenly; a share that one of them does not use goes to the others.
  mutating func takeBatch(atMost limit: Int) -> [Entry] {
    var batch: [Entry] = []
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
    let taken = Set(batch.map(\.pending.command.target))
    underway.formUnion(taken)
    passOver(taken)
    return Self.sortedByCase(batch)
  }

  /// Ends a batch; its cases can be in the next one.
  mutating func finish(_ batch: [Entry]) {
    for id in Set(batch.map(\.pending.command.target)) {
      underway.remove(id)
      if let first = lines[id]?.first { makeReady(id, in: first.pending.priority) }
    }
  }

  /// Counts a command that left its batch without an outcome, so that it takes up capacity again until `letGo`. It is
  /// in no line.
  mutating func hold(_ pending: PendingCommand) {
    load.add(pending)
    streams[pending.priority, default: Stream()].load.add(pending)
  }

  /// Ends what `hold` began.
  mutating func letGo(_ pending: PendingCommand) { count(out: pending) }

  private mutating func makeReady(_ id: CaseID, in priority: Priority) {
    if !(streams[priority]?.hasReady ?? false) { turns.append(priority) }
    streams[priority, default: Stream()].ready.append(id)
  }

  /// Takes up to `share` commands from one stream.
  /// - Returns: whether the stream has more ready cases.
  private mutating func take(_ share: Int, from priority: Priority, into batch: inout [Entry]) -> Bool {
    var left = share
    while left > 0, let stream = streams[priority], stream.hasReady {
      let id = stream.ready[stream.head]
      let line = lines[id] ?? []
      let taken = line.prefix(left)
      left -= taken.count
      batch += taken
      for entry in taken { count(out: entry.pending) }
      lines[id] = taken.count == line.count ? nil : Array(line.dropFirst(taken.count))
      // A line that was cut at `share` stays ready until the batch is full: it may use what other streams leave.
      if lines[id] == nil { streams[priority]?.drop() }
    }
    return tidy(priority)
  }

  private mutating func count(out pending: PendingCommand) {
    load.remove(pending)
    streams[pending.priority]?.load.remove(pending)
    _ = tidy(pending.priority)
  }

  /// Removes the cases of the batch from the ready lists. What is left of a line that was cut waits until its batch is
  /// done.
  private mutating func passOver(_ taken: Set<CaseID>) {
    turns = turns.filter { priority in
      while let stream = streams[priority], stream.hasReady, taken.contains(stream.ready[stream.head]) {
        streams[priority]?.drop()
      }
      return tidy(priority)
    }
  }

  /// Removes a stream that has nothing waiting.
  /// - Returns: whether the stream has a ready case.
  private mutating func tidy(_ priority: Priority) -> Bool {
    guard let stream = streams[priority] else { return false }
    if stream.load == Load() && !stream.hasReady { streams[priority] = nil }
    return stream.hasReady
  }

  /// Sorts by case; the commands of one case keep their order.
  private static func sortedByCase(_ batch: [Entry]) -> [Entry] {
    let targets = batch.map(\.pending.command.target)
    // Indices are sorted instead of entries: entries are large, and sorting them would copy each several times.
    return batch.indices.sorted { (targets[$0], $0) < (targets[$1], $1) }.map { batch[$0] }
  }
}
