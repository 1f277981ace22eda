/// A histogram of delays in microseconds. Its classes double, so that it has a fixed size.
package struct LatencyHistogram: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: 64)
  package private(set) var count = 0
  /// The sum of all delays, in microseconds.
  package private(set) var total: Int64 = 0
  /// The longest delay, in microseconds.
  package private(set) var worst: Int64 = 0

  package init() {}

  /// Adds a delay in microseconds; a negative one counts as none.
  package mutating func add(_ microseconds: Int64) {
    let late = max(0, microseconds)
    counts[Int64.bitWidth - late.leadingZeroBitCount] += 1
    count += 1
    total &+= late
    worst = max(worst, late)
  }

  /// Returns how many delays were at most 2^`width` − 1 microseconds.
  func number(within width: Int) -> Int { counts.prefix(width + 1).reduce(0, +) }

  /// Returns a bound in microseconds that at least `share` (0 to 1) of the delays do not exceed. It is at most twice
  /// the true quantile.
  package func bound(of share: Double) -> Int64 {
    var wanted = Int((Double(count) * share).rounded(.up))
    for (width, number) in counts.enumerated() where number > 0 {
      wanted -= number
      if wanted <= 0 { return min(worst, width == 0 ? 0 : width >= 63 ? .max : (1 << width) - 1) }
    }
    return worst
  }
}
