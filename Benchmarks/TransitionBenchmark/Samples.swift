/// Microseconds of one transition, a sample a round.
struct Samples: CustomStringConvertible {
  private var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var median: Double { values.sorted()[values.count / 2] }

  var description: String {
    let sorted = values.sorted()
    return "\(Self.rounded(median)) µs (\(Self.rounded(sorted[0])) to \(Self.rounded(sorted[sorted.count - 1])))"
  }

  /// To hundredths.
  static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
