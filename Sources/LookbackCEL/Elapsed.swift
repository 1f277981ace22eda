/// A length of time of the guard language, to the nanosecond; at most 315,576,000,000 seconds (10,000 years) either way.
package struct Elapsed: Hashable, Sendable {
  /// Whole seconds, rounded down: minus half a second has -1 here and 500,000,000 nanoseconds.
  package let seconds: Int64
  /// 0 to 999,999,999.
  package let nanos: Int32

  static let limit: Int64 = 315_576_000_000

  package init(nanoseconds total: Int128) throws(EvaluationError) {
    guard total.magnitude <= UInt128(Self.limit) * 1_000_000_000 else {
      throw EvaluationError("range: a duration has at most \(Self.limit) seconds")
    }
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
    seconds = Int64(remainder < 0 ? quotient - 1 : quotient)
    nanos = Int32(remainder < 0 ? remainder + 1_000_000_000 : remainder)
  }

  package var nanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanos) }

  func adding(_ other: Elapsed) throws(EvaluationError) -> Elapsed {
    try Elapsed(nanoseconds: nanoseconds + other.nanoseconds)
  }

  func subtracting(_ other: Elapsed) throws(EvaluationError) -> Elapsed {
    try Elapsed(nanoseconds: nanoseconds - other.nanoseconds)
  }
}

extension Elapsed: Comparable {
  package static func < (left: Elapsed, right: Elapsed) -> Bool {
    left.seconds == right.seconds ? left.nanos < right.nanos : left.seconds < right.seconds
  }
}

extension Elapsed: CustomStringConvertible {
  /// In seconds, such as `-1.5s`.
  package var description: String {
    let magnitude = nanoseconds.magnitude
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return (nanoseconds < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : "." + Decimals.text(Int32(rest))) + "s"
  }

  /// Reads numbers with the units h, m, s, ms, us and ns one after another, such as `1h30m` or `-1.5s`, and `0`.
  package init(parsing text: String) throws(EvaluationError) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    var total: Int128? = rest.isEmpty ? nil : 0
    if !rest.elementsEqual([UInt8(ascii: "0")]) {
      while let sum = total, !rest.isEmpty { total = Self.part(&rest).map { min($0 + sum, Self.unholdable) } }
    }
    guard let total else {
      throw EvaluationError("\(Value.string(text).brief) is not a duration such as 1h30m, 90s or 1.5s")
    }
    try self.init(nanoseconds: isNegative ? -total : total)
  }

  /// More than a duration can hold, and far less than 128 bits can.
  private static let unholdable: Int128 = 1_000_000_000_000_000_000_000_000_000_000

  /// One number with its unit, in nanoseconds. What no duration can hold is cut short, so that nothing overflows.
  private static func part(_ rest: inout ArraySlice<UInt8>) -> Int128? {
    let whole = digits(&rest)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty, let unit = unit(&rest) else { return nil }
    let nanoseconds = number(whole.drop { $0 == UInt8(ascii: "0") }.prefix(24)) * unit
    let parts = fraction.prefix(15)
    return nanoseconds + number(parts) * unit / parts.reduce(1) { power, _ in power * 10 }
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int128 {
    digits.reduce(0) { $0 * 10 + Int128($1 - 0x30) }
  }

  private static let units: [(name: String, nanoseconds: Int128)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("h", 3_600_000_000_000),
    ("m", 60_000_000_000), ("s", 1_000_000_000),
  ]

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> Int128? {
    guard let found = units.first(where: { rest.starts(with: $0.name.utf8) }) else { return nil }
    rest = rest.dropFirst(found.name.utf8.count)
    return found.nanoseconds
  }
}
