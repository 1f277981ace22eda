import Synchronization

/// The bytes that all bodies together may have which are being read or worked on.
final class BodyBudget: Sendable {
  enum Kind: Sendable {
    /// Nobody knows yet whose the body is.
    case unknown
    case known
  }

  private let left: Mutex<(unknown: Int, known: Int)>

  init(unknown: Int = 16 * 1_048_576, known: Int = 64 * 1_048_576) { left = Mutex((unknown, known)) }

  /// Takes bytes and returns true; false if so many are not left.
  fileprivate func take(_ count: Int, _ kind: Kind) -> Bool {
    left.withLock { left in
      switch kind {
      case .unknown where left.unknown >= count: left.unknown -= count
      case .known where left.known >= count: left.known -= count
      case .unknown, .known: return false
      }
      return true
    }
  }

  fileprivate func giveBack(_ count: Int, _ kind: Kind) {
    left.withLock { left in
      switch kind {
      case .unknown: left.unknown += count
      case .known: left.known += count
      }
    }
  }
}

/// What one body has of the budget. It is given back with the last copy of the body.
final class BodyShare: Sendable {
  private let budget: BodyBudget
  private let taken = Mutex((count: 0, kind: BodyBudget.Kind.unknown))

  init(_ budget: BodyBudget) { self.budget = budget }

  deinit {
    let (count, kind) = taken.withLock { $0 }
    budget.giveBack(count, kind)
  }

  var isKnown: Bool { taken.withLock { $0.kind == .known } }

  /// Takes more bytes and returns true; false if the budget has not so many left.
  func grow(by count: Int) -> Bool {
    taken.withLock { taken in
      guard budget.take(count, taken.kind) else { return false }
      taken.count += count
      return true
    }
  }

  /// Moves what was taken to the bodies of known senders, and returns true; false if the budget has not so many left.
  func becomeKnown() -> Bool {
    taken.withLock { taken in
      guard taken.kind == .unknown else { return true }
      guard budget.take(taken.count, .known) else { return false }
      budget.giveBack(taken.count, .unknown)
      taken.kind = .known
      return true
    }
  }
}
