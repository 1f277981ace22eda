import LookbackCore
import Synchronization

/// Counts the requests of each sender who is no administrator: how many a second, and how many at once.
final class RequestBook: Sendable {
  /// The most requests of one sender.
  struct Limits: Sendable {
    /// How many a second, for as long as somebody likes.
    var perSecond = 50.0
    /// How many at a stretch, by somebody who was quiet before.
    var burst = 200.0
    var atOnce = 32
    /// How many at once of those that may take long, such as sweeps and imports.
    var longAtOnce = 2
    /// The most senders that are remembered.
    var senders = 10_000
  }

  private struct Entry {
    /// The requests that may come now, as of `since`.
    var left: Double
    var since: ContinuousClock.Instant
    var underway = 0
    var longUnderway = 0
  }

  let limits: Limits
  private let entries = Mutex<[Asker: Entry]>([:])

  init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Counts a request until the slot is released.
  /// - Throws: a problem if the sender has sent too many.
  func enter(
    _ asker: Asker, isLong: Bool, now: ContinuousClock.Instant = .now
  ) throws(Problem) -> RequestSlot {
    try entries.withLock { entries throws(Problem) in
      if entries[asker] == nil, entries.count >= limits.senders { forget(&entries, now) }
      var entry = entries[asker] ?? Entry(left: limits.burst, since: now)
      entry.left = left(of: entry, now)
      entry.since = now
      guard entry.left >= 1 else { throw .tooManyRequests(perSecond: Int(limits.perSecond)) }
      guard entry.underway < limits.atOnce else { throw .tooManyAtOnce(limits.atOnce) }
      guard !isLong || entry.longUnderway < limits.longAtOnce else { throw .tooManyLong(limits.longAtOnce) }
      entry.left -= 1
      entry.underway += 1
      if isLong { entry.longUnderway += 1 }
      entries[asker] = entry
    }
    return RequestSlot(self, asker, isLong)
  }

  private func left(of entry: Entry, _ now: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = entry.since.duration(to: now).components
    return min(limits.burst, entry.left + (Double(seconds) + Double(attoseconds) / 1e18) * limits.perSecond)
  }

  /// Forgets those who have sent nothing for so long that nothing is held against them, and if there are none, anybody.
  private func forget(_ entries: inout [Asker: Entry], _ now: ContinuousClock.Instant) {
    entries = entries.filter { $0.value.underway > 0 || left(of: $0.value, now) < limits.burst }
    if entries.count >= limits.senders, let one = entries.first(where: { $0.value.underway == 0 })?.key {
      entries[one] = nil
    }
  }

  fileprivate func leave(_ asker: Asker, isLong: Bool) {
    entries.withLock { entries in
      entries[asker]?.underway -= 1
      if isLong { entries[asker]?.longUnderway -= 1 }
    }
  }

  /// How many senders are remembered.
  var count: Int { entries.withLock { $0.count } }
}

/// A request that is underway. It is counted until the last copy of its call is gone, which is when its answer has been
/// written.
final class RequestSlot: Sendable {
  private let book: RequestBook
  private let asker: Asker
  private let isLong: Bool

  fileprivate init(_ book: RequestBook, _ asker: Asker, _ isLong: Bool) {
    (self.book, self.asker, self.isLong) = (book, asker, isLong)
  }

  deinit { book.leave(asker, isLong: isLong) }
}
