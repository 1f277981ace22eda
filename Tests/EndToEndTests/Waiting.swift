import Dispatch
import Glibc

/// Waiting for something outside this process, always with a deadline.
enum Waiting {
  /// Looks again and again until `condition` holds; throws after `seconds`.
  static func until(_ what: String, within seconds: Int, _ condition: @escaping @Sendable () -> Bool) async throws {
    let isMet = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: look(seconds, condition)) }
    }
    guard isMet else { throw Problem("waited \(seconds) seconds in vain: \(what)") }
  }

  /// Lets a moment pass: the one that a seed chose for a kill.
  static func moment(microseconds: Int) async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        passed(microseconds)
        continuation.resume()
      }
    }
  }

  private static func look(_ seconds: Int, _ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if condition() { return true }
      passed(2_000)
    }
    return condition()
  }

  private static func passed(_ microseconds: Int) {
    var span = timespec(tv_sec: microseconds / 1_000_000, tv_nsec: microseconds % 1_000_000 * 1_000)
    pselect(0, nil, nil, nil, &span, nil)
  }
}

extension Waiting {
  /// As `until`, for a condition that itself waits.
  static func untilTrue(_ what: String, within seconds: Int, _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
      guard ContinuousClock.now < end else { throw Problem("waited \(seconds) seconds in vain: \(what)") }
      await moment(microseconds: 2_000)
    }
  }
}
