import Dispatch
import Glibc

/// Waiting for what no signal tells of, always with a bound: a test that would hang fails, and says what it waited for.
package enum Waiting {
  /// What was waited for did not come in time.
  package struct InVain: Error, CustomStringConvertible {
    package let description: String
  }

  /// Looks again and again until `condition` holds.
  /// - Parameter what: the condition in words, such as "the daemon listens".
  /// - Throws: `InVain` after so many seconds.
  package static func until(
    _ what: String, within seconds: Int = 120, isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
  ) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
      guard ContinuousClock.now < end else {
        throw InVain(description: "waited \(seconds) seconds in vain until \(what)")
      }
      await moment(microseconds: 2_000)
    }
  }

  /// Lets a moment pass: between two looks, or the one that a seed chose for a kill.
  package static func moment(microseconds: Int) async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        pass(microseconds: microseconds)
        continuation.resume()
      }
    }
  }

  /// The same for a thread that may block: looks again and again until `condition` holds.
  /// - Returns: whether it held in time.
  package static func block(within seconds: Int = 120, until condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition() {
      guard ContinuousClock.now < end else { return false }
      pass(microseconds: 100)
    }
    return true
  }

  private static func pass(microseconds: Int) {
    var span = timespec(tv_sec: microseconds / 1_000_000, tv_nsec: microseconds % 1_000_000 * 1_000)
    pselect(0, nil, nil, nil, &span, nil)
  }
}
