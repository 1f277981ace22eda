import LookbackCore

/// The waiting commands of one priority.
struct CommandStream: Sendable {
  /// Cases with waiting commands of which none is in a batch, in the order in which they became ready. The entries
  /// before `head` are consumed.
  var ready: [CaseID] = []
  private var head = 0
  var load = CommandQueue.Load()

  var hasReady: Bool { head < ready.count }

  /// The case that has been ready for the longest time; nil if none is ready.
  var nextReady: CaseID? { hasReady ? ready[head] : nil }

  /// Drops that case.
  mutating func drop() {
    head += 1
    guard head == ready.count || (head > 1024 && head * 2 > ready.count) else { return }
    ready.removeFirst(head)
    head = 0
  }
}
