import LookbackCore
import Synchronization

/// Decides which refusals of sign-in and of administrators' rights are recorded, so that nobody fills the database with
/// them: one a minute of each sender, and `mostRows` a minute of all. The others are counted, and the next recorded one
/// says how many they were.
final class RefusalBook: Sendable {
  /// Who was refused what.
  struct Refused: Hashable {
    var kind: AdministrativeAct.Kind
    /// The user of the machine or the address, such as `peer 1000` or `address 10.0.0.7`.
    var sender: String
  }

  /// How long after a recorded refusal the next one of the same sender is only counted.
  static let interval = Duration.seconds(60)
  /// The most refusals that are recorded in an interval.
  static let mostRows = 60
  /// The most senders that are told apart. What others send is counted together.
  static let mostSenders = 1_000
  /// How long what was counted is kept apart for a sender who does not come back.
  fileprivate static let memory = Duration.seconds(3_600)

  fileprivate struct Entry {
    var recorded: ContinuousClock.Instant
    var unrecorded = 0
  }

  fileprivate struct Pages {
    var entries: [Refused: Entry] = [:]
    var began: ContinuousClock.Instant
    var rows = 0
  }

  private let pages: Mutex<Pages>
  private let now: @Sendable () -> ContinuousClock.Instant

  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.now = now
    pages = Mutex(Pages(began: now()))
  }

  /// Counts a refusal.
  /// - Returns: if it is to be recorded, the sender under whom it is, and how many were only counted since the one that
  ///   was recorded before; nil if it is only counted.
  func admit(_ refused: Refused) -> (refused: Refused, unrecorded: Int)? {
    let moment = now()
    return pages.withLock { pages in
      if moment - pages.began >= Self.interval { pages.turn(at: moment) }
      let isKnown = pages.entries[refused] != nil || pages.entries.count < Self.mostSenders
      let key = isKnown ? refused : Refused(kind: refused.kind, sender: Self.others)
      let entry = pages.entries[key]
      let isSoon = entry.map { moment - $0.recorded < Self.interval } ?? false
      guard !isSoon, pages.rows < Self.mostRows else {
        pages.entries[key, default: Entry(recorded: moment - Self.interval)].unrecorded += 1
        return nil
      }
      pages.rows += 1
      pages.entries[key] = Entry(recorded: moment)
      return (key, entry?.unrecorded ?? 0)
    }
  }

  /// Takes back that a refusal was recorded, because that failed.
  func giveBack(_ refused: Refused, unrecorded: Int) {
    pages.withLock { $0.entries[refused]?.unrecorded += unrecorded + 1 }
  }

  static let others = "others"
}

extension RefusalBook.Pages {
  /// Begins a new interval, and forgets the senders of whom nothing is left to be said.
  fileprivate mutating func turn(at moment: ContinuousClock.Instant) {
    (began, rows) = (moment, 0)
    for (key, entry) in entries where moment - entry.recorded >= RefusalBook.interval {
      if entry.unrecorded > 0, moment - entry.recorded < RefusalBook.memory || key.sender == RefusalBook.others {
        continue
      }
      entries[key] = nil
      guard entry.unrecorded > 0 else { continue }
      let others = RefusalBook.Refused(kind: key.kind, sender: RefusalBook.others)
      entries[others, default: RefusalBook.Entry(recorded: entry.recorded)].unrecorded += entry.unrecorded
    }
  }
}
