/// What several rounds of one measurement gave.
struct Samples {
  private(set) var values: [Double] = []

  init(values: [Double] = []) { self.values = values }

  mutating func add(_ value: Double) { values.append(value) }

  var median: Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The value below which the share `rank` (0…1) of all lie.
  func percentile(_ rank: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * rank).rounded(.down)))]
  }

  /// Round by round, so that what disturbed a round disturbed both.
  func ratios(to yardstick: Samples) -> Samples {
    Samples(values: zip(values, yardstick.values).map { $0 / $1 })
  }

  /// `12.3k (11.0k–14.1k)`
  var text: String {
    guard let low = values.min(), let high = values.max() else { return "–" }
    guard values.count > 1 else { return Self.short(low) }
    return "\(Self.short(median)) (\(Self.short(low))–\(Self.short(high)))"
  }

  /// Three digits or so.
  static func short(_ value: Double) -> String {
    if value >= 10_000 { return "\(decimal(value / 1000, 1))k" }
    if value >= 100 { return "\(Int(value.rounded()))" }
    return decimal(value, value >= 10 ? 1 : 2)
  }

  private static func decimal(_ value: Double, _ digits: Int) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    return "\((value * scale).rounded() / scale)"
  }
}
