import Synchronization

/// Tries that fail until they are told not to.
final class FullDisk: Sendable {
  let isFull = Atomic(true)
  let tries = Atomic(0)

  func attempt() -> String? {
    tries.add(1, ordering: .relaxed)
    return isFull.load(ordering: .relaxed) ? "no space left (SQLSTATE 53100)" : nil
  }
}
