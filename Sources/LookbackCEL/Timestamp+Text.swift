import LookbackTime

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with as many digits after the seconds as are needed.
  package var description: String {
    let whole = Moment(microseconds: seconds * 1_000_000).description
    return nanos == 0 ? whole : whole.dropLast() + "." + Decimals.text(nanos) + "Z"
  }

  /// Reads RFC 3339 with `Z` or a UTC offset. Digits finer than a nanosecond are dropped; second 60 is the second after.
  package init(parsing text: String) throws(EvaluationError) {
    let bytes = Array(text.utf8)
    var reader = TimestampReader(bytes)
    guard let read = reader.read() else {
      throw EvaluationError("\(Value.string(text).brief) is not a timestamp such as 2020-08-12T08:30:00Z")
    }
    let day: CivilDate
    do { day = try CivilDate(year: read.year, month: read.month, day: read.day) } catch {
      throw EvaluationError("range: " + error.description)
    }
    try self.init(seconds: Int64(day.days) * 86_400 + Int64(read.second), nanos: read.nanos)
  }
}

/// Reads `YYYY-MM-DDTHH:MM:SS[.digits](Z|±HH:MM)`.
private struct TimestampReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The civil day as written; the second of that day in UTC, which may lie before or after the day.
  struct Parts {
    var year: Int
    var month: Int
    var day: Int
    var second: Int
    var nanos: Int32
  }

  mutating func read() -> Parts? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      take("T") || take("t"),
      let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2), hour < 24,
      minute < 60, second <= 60, let nanos = fraction(), let offset = offset(), position == bytes.count
    else { return nil }
    return Parts(
      year: year, month: month, day: day, second: hour * 3600 + minute * 60 + second - offset, nanos: nanos)
  }

  private mutating func number(_ digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + digits] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += digits
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func fraction() -> Int32? {
    guard take(".") else { return 0 }
    var nanos: Int32 = 0
    var count = 0
    while let digit = number(1) {
      if count < 9 { nanos = nanos * 10 + Int32(digit) }
      count += 1
    }
    guard count > 0 else { return nil }
    while count < 9 {
      nanos *= 10
      count += 1
    }
    return nanos
  }

  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else { return nil }
    return sign * (hour * 3600 + minute * 60)
  }
}

/// Digits after a decimal point.
enum Decimals {
  /// Nine digits without the zeros at their end; not for zero.
  static func text(_ nanos: Int32) -> String {
    var digits = String(nanos)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }
}
