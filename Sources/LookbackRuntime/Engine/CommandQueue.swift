import LookbackCore

/// Who waits for what: the commands of one case form a line, a case is in one batch at a time, and what arrives
/// meanwhile shares the next batch. Those that somebody waits for are one stream, the others another: each gets its share
/// of every batch and of the room to wait in.
/// Pure; the dispatcher performs what it says.
struct CommandQueue {
  /// An order with the place its outcome belongs to.
  struct Entry: Sendable {
    var order: PendingCommand
    var submission: Int
    var slot: Int
  }

  /// Commands and their bytes.
  struct Load: Hashable, Sendable {
    var commands = 0
    var bytes = 0

    mutating func add(_ order: PendingCommand) {
      commands += 1
      bytes += order.weight
    }

    mutating func remove(_ order: PendingCommand) {
      commands -= 1
      bytes -= order.weight
    }
  }

  private struct Lane {
    /// Cases with commands that wait and none on the way, first come first served. Consumed up to `head`.
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
  private var lanes: [Priority: Lane] = [:]
  /// Streams with something ready, whose turn it is first.
  private var turns: [Priority] = []
  private var underway: Set<CaseID> = []
  private(set) var load = Load()
  let capacity: Int
  let byteCapacity: Int

  /// - Parameters:
  ///   - capacity: commands that may wait.
  ///   - byteCapacity: what they may weigh together.
  init(capacity: Int, byteCapacity: Int = .max) {
    self.capacity = capacity
    self.byteCapacity = byteCapacity
  }

  var waiting: Int { load.commands }
  var hasReady: Bool { !turns.isEmpty }
  var isIdle: Bool { waiting == 0 && underway.isEmpty }

  /// What waits of one stream.
  func load(of stream: Priority) -> Load { lanes[stream]?.load ?? Load() }

  /// Whether a stream may add that much: it never takes more than `share` of what the other leaves free, so that the
  /// other finds room at any time, and one that waits alone may use most of the queue.
  func hasRoom(for added: Load, of stream: Priority) -> Bool {
    let own = load(of: stream)
    func fits(_ added: Int, own: Int, all: Int, of capacity: Int) -> Bool {
      guard all + added <= capacity else { return false }
      return Double(own + added) <= Self.share * Double(capacity - (all - own))
    }
    return fits(added.commands, own: own.commands, all: load.commands, of: capacity)
      && fits(added.bytes, own: own.bytes, all: load.bytes, of: byteCapacity)
  }

  private static let share = 0.75

  mutating func add(_ entry: Entry) {
    let id = entry.order.command.target
    load.add(entry.order)
    lanes[entry.order.haste, default: Lane()].load.add(entry.order)
    if lines[id, default: []].isEmpty, !underway.contains(id) { makeReady(id, in: entry.order.haste) }
    lines[id, default: []].append(entry)
  }

  /// The next batch, sorted by case; every case in it is then underway until `finish`.
  ///
  /// The streams that have something ready share it evenly; what one of them leaves goes to the others.
  mutating func takeBatch(atMost limit: Int) -> [Entry] {
    var batch: [Entry] = []
    while hasReady, batch.count < limit {
      let round = turns.count
      for served in 0..<round {
        let left = limit - batch.count
        guard left > 0 else { break }
        let stream = turns.removeFirst()
        let share = (left + round - served - 1) / (round - served)
        if take(share, from: stream, into: &batch) { turns.append(stream) }
      }
    }
    let taken = Set(batch.map(\.order.command.target))
    underway.formUnion(taken)
    passOver(taken)
    return Self.sortedByCase(batch)
  }

  /// The batch is done; its cases may be in the next one.
  mutating func finish(_ batch: [Entry]) {
    for id in Set(batch.map(\.order.command.target)) {
      underway.remove(id)
      if let first = lines[id]?.first { makeReady(id, in: first.order.haste) }
    }
  }

  /// A command that left its batch without an outcome takes up room again, until `letGo`; it is in no line.
  mutating func hold(_ order: PendingCommand) {
    load.add(order)
    lanes[order.haste, default: Lane()].load.add(order)
  }

  mutating func letGo(_ order: PendingCommand) { count(out: order) }

  private mutating func makeReady(_ id: CaseID, in stream: Priority) {
    if !(lanes[stream]?.hasReady ?? false) { turns.append(stream) }
    lanes[stream, default: Lane()].ready.append(id)
  }

  /// Takes up to `share` commands; whether the stream has more that is ready.
  private mutating func take(_ share: Int, from stream: Priority, into batch: inout [Entry]) -> Bool {
    var left = share
    while left > 0, let lane = lanes[stream], lane.hasReady {
      let id = lane.ready[lane.head]
      let line = lines[id] ?? []
      let taken = line.prefix(left)
      left -= taken.count
      batch += taken
      for entry in taken { count(out: entry.order) }
      lines[id] = taken.count == line.count ? nil : Array(line.dropFirst(taken.count))
      // A line that was cut is ready until the batch is full: it may have what other streams leave.
      if lines[id] == nil { lanes[stream]?.drop() }
    }
    return tidy(stream)
  }

  private mutating func count(out order: PendingCommand) {
    load.remove(order)
    lanes[order.haste]?.load.remove(order)
    _ = tidy(order.haste)
  }

  /// Lines that were cut by the end of the batch wait until it is done.
  private mutating func passOver(_ taken: Set<CaseID>) {
    turns = turns.filter { stream in
      while let lane = lanes[stream], lane.hasReady, taken.contains(lane.ready[lane.head]) { lanes[stream]?.drop() }
      return tidy(stream)
    }
  }

  /// Forgets a stream that has nothing waiting; whether it has anything ready.
  private mutating func tidy(_ stream: Priority) -> Bool {
    guard let lane = lanes[stream] else { return false }
    if lane.load == Load() && !lane.hasReady { lanes[stream] = nil }
    return lane.hasReady
  }

  /// By case, and in the order of arrival within each.
  private static func sortedByCase(_ batch: [Entry]) -> [Entry] {
    let targets = batch.map(\.order.command.target)
    // Places are sorted: entries are large, and to sort them would copy each several times.
    return batch.indices.sorted { (targets[$0], $0) < (targets[$1], $1) }.map { batch[$0] }
  }
}
