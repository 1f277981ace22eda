/// Slows down who guesses passwords, without letting anybody lock another out (ASVS 6.1.1, 6.3.1).
///
/// Failures are counted for a person from an address, for an address, and for a person from everywhere. After some free
/// tries each further one has to wait, twice as long each time. The count of a person from everywhere does not hold for an
/// address from which that person has signed in before.
package struct SignInThrottle: Sendable {
  private enum Key: Hashable {
    case pair(person: String, address: String)
    case address(String)
    case person(String)

    /// How many failures cost nothing.
    var free: Int {
      switch self {
      case .pair: 5
      case .address: 50
      case .person: 100
      }
    }

    /// The longest wait, in seconds.
    var longest: Int64 {
      switch self {
      case .pair: 900
      case .address, .person: 60
      }
    }
  }

  private struct Failures {
    var count = 0
    var last: Int64
  }

  /// The most counts that are kept. When they are full, the oldest half goes.
  private let capacity: Int
  private var failures: [Key: Failures] = [:]
  /// From where each person has signed in, and when last.
  private var known: [Key: Int64] = [:]
  /// After how many seconds a count is forgotten.
  private static let memory: Int64 = 86_400

  package init(capacity: Int = 20_000) { self.capacity = capacity }

  /// Returns how many seconds a try has to wait; nil if it need not.
  /// - Parameters:
  ///   - address: from where it comes.
  ///   - now: the moment, in seconds since 1970.
  package func wait(for person: String, from address: String, at now: Int64) -> Int64? {
    let waits = keys(person, address).compactMap { key -> Int64? in
      guard let found = failures[key], now - found.last < Self.memory, found.count >= key.free else { return nil }
      let length = min(key.longest, 1 << min(Int64(found.count - key.free), 20))
      let rest = found.last + length - now
      return rest > 0 ? rest : nil
    }
    return waits.max()
  }

  /// Counts a failure.
  package mutating func failed(_ person: String, from address: String, at now: Int64) {
    makeRoom(at: now)
    for key in [Key.pair(person: person, address: address), .address(address), .person(person)] {
      var found = failures[key] ?? Failures(last: now)
      if now - found.last >= Self.memory { found.count = 0 }
      found.count += 1
      found.last = now
      failures[key] = found
    }
  }

  /// Forgets the failures of a person from an address, who has signed in from there.
  package mutating func succeeded(_ person: String, from address: String, at now: Int64) {
    makeRoom(at: now)
    let pair = Key.pair(person: person, address: address)
    failures[pair] = nil
    known[pair] = now
  }

  private func keys(_ person: String, _ address: String) -> [Key] {
    let pair = Key.pair(person: person, address: address)
    return [pair, .address(address)] + (known[pair] == nil ? [.person(person)] : [])
  }

  private mutating func makeRoom(at now: Int64) {
    if failures.count + 3 > capacity {
      let ages = failures.values.map(\.last).sorted()
      let middle = ages[ages.count / 2]
      failures = failures.filter { $0.value.last > middle }
    }
    if known.count >= capacity {
      let ages = known.values.sorted()
      let middle = ages[ages.count / 2]
      known = known.filter { $0.value > middle }
    }
  }
}
