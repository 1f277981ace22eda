/// The days that the test clock is moved to: from 2019-01-21 on, months of 28 days are enough.
struct DrillDay {
  private var passed = 20

  /// Later than any timer of any case.
  static let afterAll = "2099-12-31"

  mutating func next() { passed += 1 }

  var text: String {
    let (months, day) = (passed / 28, passed % 28 + 1)
    return "\(2019 + months / 12)-\(Self.twoDigits(months % 12 + 1))-\(Self.twoDigits(day))"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
