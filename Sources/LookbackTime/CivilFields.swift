/// Year, month and day of the proleptic Gregorian calendar, with the conversion to a count of days.
///
/// The conversion counts whole 400-year eras of 146,097 days, with years that begin in March.
struct CivilFields: Hashable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The fields of the day that many days after 1970-01-01.
  init(days: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; the fields must name a real day.
  var daysSinceEpoch: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = floorDivide(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// `YYYY-MM-DD`; a year past 9999 carries a sign, as ISO 8601 asks.
  var text: String {
    guard (0...9999).contains(year) else {
      return "\(year < 0 ? "-" : "+")\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
    // Explanations are full of dates: written in place, one costs no allocation.
    return String(unsafeUninitializedCapacity: 10) { bytes in
      Self.write(year / 100, at: 0, to: bytes)
      Self.write(year % 100, at: 2, to: bytes)
      bytes[4] = UInt8(ascii: "-")
      Self.write(month, at: 5, to: bytes)
      bytes[7] = UInt8(ascii: "-")
      Self.write(day, at: 8, to: bytes)
      return 10
    }
  }

  /// Writes two digits.
  static func write(_ number: Int, at place: Int, to bytes: UnsafeMutableBufferPointer<UInt8>) {
    bytes[place] = UInt8(truncatingIfNeeded: 48 + number / 10)
    bytes[place + 1] = UInt8(truncatingIfNeeded: 48 + number % 10)
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
