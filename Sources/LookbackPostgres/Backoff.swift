/// Says how long to wait before trying again. The wait doubles up to a limit and is spread at random, so that many
/// clients do not return at the same moment.
package struct Backoff: Sendable {
  /// The wait after the first failure.
  package let first: Duration
  /// No wait is longer.
  package let longest: Duration

  /// Makes a backoff that suits a local server: it waits 50 ms at first and 2 s at most.
  package init(first: Duration = .milliseconds(50), longest: Duration = .seconds(2)) {
    self.first = first
    self.longest = longest
  }

  /// Returns the wait after that many failures in a row; it is zero after no failure.
  /// - Parameter chance: a number in 0 ..< 1 that spreads the wait over the upper half of its range.
  package func delay(after failures: Int, chance: Double = .random(in: 0..<1)) -> Duration {
    guard failures > 0 else { return .zero }
    let doubled = first * (1 << min(failures - 1, 20))
    return min(doubled, longest) * (0.5 + chance / 2)
  }
}
