extension Moment: CustomStringConvertible {
  /// RFC 3339 in UTC, such as `2020-08-12T01:02:03.000004Z`; a fraction, always of six digits, only if it is not zero.
  package var description: String {
    let days = floorDivide(seconds, 86_400)
    let second = seconds - days * 86_400
    let fraction = floorRemainder(Int(microseconds), 1_000_000)
    return CivilFields(days: days).text + Self.clockText(second, fraction)
  }

  /// Every timer that fires is named by its moment: written in place, one costs no allocation.
  private static func clockText(_ second: Int, _ fraction: Int) -> String {
    String(unsafeUninitializedCapacity: 17) { bytes in
      bytes[0] = UInt8(ascii: "T")
      CivilFields.write(second / 3600, at: 1, to: bytes)
      bytes[3] = UInt8(ascii: ":")
      CivilFields.write(second / 60 % 60, at: 4, to: bytes)
      bytes[6] = UInt8(ascii: ":")
      CivilFields.write(second % 60, at: 7, to: bytes)
      var end = 9
      if fraction != 0 {
        bytes[9] = UInt8(ascii: ".")
        CivilFields.write(fraction / 10_000, at: 10, to: bytes)
        CivilFields.write(fraction / 100 % 100, at: 12, to: bytes)
        CivilFields.write(fraction % 100, at: 14, to: bytes)
        end = 16
      }
      bytes[end] = UInt8(ascii: "Z")
      return end + 1
    }
  }

  /// Reads an RFC 3339 timestamp with `Z` or a UTC offset. A leap second is read as the second after it, and a
  /// fraction finer than a microsecond is refused rather than rounded.
  package init(parsing text: String) throws(DateError) {
    var reader = DigitReader(text)
    let date = try Self.date(&reader, in: text)
    guard reader.take("T") || reader.take("t") else {
      throw .malformedMoment(text, reason: "expected `T` and a time after the date, as in 2020-08-12T01:02:03Z")
    }
    let second = try Self.secondOfDay(&reader, in: text)
    let fraction = try Self.fraction(&reader, in: text)
    let offset = try Self.offset(&reader, in: text)
    guard reader.isAtEnd else { throw .malformedMoment(text, reason: "something follows the UTC offset") }
    let total = Int(date.days) * 86_400 + second - offset
    guard total >= Int(CivilDate.first.days) * 86_400, total < (Int(CivilDate.last.days) + 1) * 86_400 else {
      throw .outOfRange("`\(text)` in UTC")
    }
    self.init(microseconds: Int64(total * 1_000_000 + fraction))
  }

  private static func date(_ reader: inout DigitReader, in text: String) throws(DateError) -> CivilDate {
    guard let year = reader.number(digits: 4), reader.take("-"), let month = reader.number(digits: 2),
      reader.take("-"), let day = reader.number(digits: 2)
    else { throw .malformedMoment(text, reason: "expected a date YYYY-MM-DD first") }
    return try CivilDate(year: year, month: month, day: day)
  }

  private static func secondOfDay(_ reader: inout DigitReader, in text: String) throws(DateError) -> Int {
    guard let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2),
      reader.take(":"), let second = reader.number(digits: 2)
    else { throw .malformedMoment(text, reason: "expected a time HH:MM:SS") }
    guard hour < 24, minute < 60, second <= 60 else {
      throw .malformedMoment(text, reason: "the time runs from 00:00:00 to 23:59:59")
    }
    return hour * 3600 + minute * 60 + second
  }

  private static func fraction(_ reader: inout DigitReader, in text: String) throws(DateError) -> Int {
    guard reader.take(".") else { return 0 }
    let digits = reader.digits()
    guard !digits.isEmpty else { throw .malformedMoment(text, reason: "expected digits after the decimal point") }
    guard digits.dropFirst(6).allSatisfy({ $0 == 0 }) else {
      throw .malformedMoment(text, reason: "the fraction is finer than a microsecond: give at most six digits")
    }
    return (0..<6).reduce(0) { sum, index in sum * 10 + (index < digits.count ? digits[index] : 0) }
  }

  private static func offset(_ reader: inout DigitReader, in text: String) throws(DateError) -> Int {
    if reader.take("Z") || reader.take("z") { return 0 }
    let sign = reader.take("+") ? 1 : reader.take("-") ? -1 : 0
    guard sign != 0, let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2),
      hour < 24, minute < 60
    else { throw .malformedMoment(text, reason: "expected `Z` or a UTC offset such as +08:00 at the end") }
    return sign * (hour * 3600 + minute * 60)
  }
}
