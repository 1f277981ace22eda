/// How late things were, in microseconds: counted in classes that double, so that it takes no memory.
package struct LatencyHistogram: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: 64)
  package private(set) var count = 0
  /// Of all of them together.
  package private(set) var total: Int64 = 0
  /// The latest of all.
  package private(set) var worst: Int64 = 0

  package init() {}

  /// What was early counts as in time.
  package mutating func add(_ microseconds: Int64) {
    let late = max(0, microseconds)
    counts[Int64.bitWidth - late.leadingZeroBitCount] += 1
    count += 1
    total &+= late
    worst = max(worst, late)
  }

  /// How many were no later than 2^`width` − 1 microseconds.
  func number(within width: Int) -> Int { counts.prefix(width + 1).reduce(0, +) }

  /// No more than `share` of them (0 to 1) were later than this; at most twice the true figure.
  package func bound(of share: Double) -> Int64 {
    var wanted = Int((Double(count) * share).rounded(.up))
    for (width, number) in counts.enumerated() where number > 0 {
      wanted -= number
      if wanted <= 0 { return min(worst, width == 0 ? 0 : width >= 63 ? .max : (1 << width) - 1) }
    }
    return worst
  }
}
