import LookbackCore

/// Who waits for what: the commands of one case form a line, a case is in one batch at a time, and what arrives
/// meanwhile shares the next batch. Pure; the dispatcher performs what it says.
struct CommandQueue {
  /// An order with the place its outcome belongs to.
  struct Entry: Sendable {
    var order: Order
    var submission: Int
    var slot: Int
  }

  private var lines: [CaseID: [Entry]] = [:]
  /// Cases with commands that wait and none on the way, first come first served. Consumed up to `head`.
  private var ready: [CaseID] = []
  private var head = 0
  private var underway: Set<CaseID> = []
  private(set) var waiting = 0
  let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  var hasReady: Bool { head < ready.count }
  var isIdle: Bool { waiting == 0 && underway.isEmpty }

  /// Whether that many more commands may wait.
  func hasRoom(for count: Int) -> Bool { waiting + count <= capacity || (waiting == 0 && count > capacity) }

  mutating func add(_ entry: Entry) {
    let id = entry.order.command.target
    waiting += 1
    if lines[id, default: []].isEmpty, !underway.contains(id) { ready.append(id) }
    lines[id, default: []].append(entry)
  }

  /// The next batch, sorted by case; every case in it is then underway until `finish`.
  mutating func takeBatch(atMost limit: Int) -> [Entry] {
    var batch: [Entry] = []
    while hasReady, batch.count < limit {
      let id = ready[head]
      head += 1
      guard let line = lines[id] else { continue }
      let taken = line.prefix(limit - batch.count)
      batch += taken
      lines[id] = taken.count == line.count ? nil : Array(line.dropFirst(taken.count))
      underway.insert(id)
    }
    if head > 1024, head * 2 > ready.count {
      ready.removeFirst(head)
      head = 0
    }
    waiting -= batch.count
    return Self.sortedByCase(batch)
  }

  /// The batch is done; its cases may be in the next one.
  mutating func finish(_ batch: [Entry]) {
    for id in Set(batch.map(\.order.command.target)) {
      underway.remove(id)
      if lines[id] != nil { ready.append(id) }
    }
  }

  /// By case, and in the order of arrival within each.
  private static func sortedByCase(_ batch: [Entry]) -> [Entry] {
    batch.enumerated().sorted {
      ($0.element.order.command.target, $0.offset) < ($1.element.order.command.target, $1.offset)
    }.map(\.element)
  }
}
