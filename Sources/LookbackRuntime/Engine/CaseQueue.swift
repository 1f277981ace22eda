/// The waiting commands of one case, in their order.
struct CaseQueue: Sendable {
  /// The next command. Most cases have only one waiting, which then needs no list.
  private(set) var first: CommandQueue.Entry?
  private var rest: [CommandQueue.Entry] = []
  /// Whether commands of the case are in a batch that has not ended.
  var isUnderway = false

  /// Adds a command at the end.
  /// - Returns: whether it made the case ready: it is alone, and no batch has commands of the case.
  mutating func append(_ entry: CommandQueue.Entry) -> Bool {
    guard first != nil else {
      first = entry
      return !isUnderway
    }
    rest.append(entry)
    return false
  }

  /// Moves the first commands to the batch.
  /// - Returns: whether none is left.
  mutating func take(atMost limit: Int, into batch: inout [CommandQueue.Entry]) -> Bool {
    guard limit > 0, let next = first else { return first == nil }
    batch.append(next)
    let others = min(limit - 1, rest.count)
    batch += rest[..<others]
    guard others < rest.count else {
      (first, rest) = (nil, [])
      return true
    }
    first = rest[others]
    rest.removeFirst(others + 1)
    return false
  }
}
