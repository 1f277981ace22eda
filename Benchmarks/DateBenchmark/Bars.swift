import Glibc

/// What was measured, against what must hold.
struct Bars {
  private var holds = true

  mutating func report(
    _ what: String, _ value: Double, _ unit: String, atLeast low: Double? = nil, atMost high: Double? = nil,
    yardstick: Double? = nil
  ) {
    var line = "\(what): \(Self.rounded(value)) \(unit)"
    if let yardstick { line += ", \(Self.rounded(value / yardstick)) × the yardstick" }
    if let low { line += verdict(value >= low, "\(Self.rounded(value / low)) × the bar of \(Self.rounded(low))") }
    if let high { line += verdict(value <= high, "\(Self.rounded(value / high)) × the bar of \(Self.rounded(high))") }
    print(line)
  }

  func finish() -> Never { exit(holds ? 0 : 1) }

  private mutating func verdict(_ isHeld: Bool, _ text: String) -> String {
    holds = holds && isHeld
    return ", \(text): \(isHeld ? "holds" : "DOES NOT HOLD")"
  }

  /// Whole numbers where they are large, two decimals where they are small.
  private static func rounded(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
  }
}
