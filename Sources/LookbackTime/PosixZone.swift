/// A POSIX `TZ` rule such as `CET-1CEST,M3.5.0,M10.5.0/3`, as the footer of a TZif file writes it.
struct PosixZone: Hashable, Sendable {
  /// Seconds east of UTC.
  var standardOffset: Int
  var summer: Summer?

  /// Summer time: its offset, and the wall times at which it begins and ends each year.
  struct Summer: Hashable, Sendable {
    var offset: Int
    var begins: YearlyChange
    var ends: YearlyChange
  }

  /// Nil if the text is not a rule.
  init?(_ text: String) {
    var reader = DigitReader(text)
    guard Self.skipName(&reader), let west = Self.time(&reader) else { return nil }
    standardOffset = -west
    guard !reader.isAtEnd else { return }
    guard Self.skipName(&reader) else { return nil }
    var offset = standardOffset + 3600
    if !reader.take(",") {
      guard let summerWest = Self.time(&reader), reader.take(",") else { return nil }
      offset = -summerWest
    }
    guard let begins = YearlyChange(&reader), reader.take(","), let ends = YearlyChange(&reader), reader.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, begins: begins, ends: ends)
  }

  /// The changes of 400 whole years after that second, or nil if the zone keeps one offset.
  func future(after second: Int) -> (transitions: [Int], offsets: [Int], horizon: Int)? {
    guard let summer else { return nil }
    let firstYear = CivilFields(days: floorDivide(second, 86_400)).year
    // The cycle begins a year after the first, so that the rule alone has made all of it.
    let years = firstYear...firstYear + 401
    let changes = years.flatMap { year in
      [
        (summer.begins.second(in: year) - standardOffset, summer.offset),
        (summer.ends.second(in: year) - summer.offset, standardOffset),
      ]
    }
    let ordered = changes.filter { $0.0 > second }.sorted { $0.0 < $1.0 }
    let horizon = CivilFields(year: firstYear + 401, month: 1, day: 15).daysSinceEpoch * 86_400
    return (ordered.map(\.0), ordered.map(\.1), horizon)
  }

  /// Letters, or anything between angle brackets.
  private static func skipName(_ reader: inout DigitReader) -> Bool {
    guard reader.take("<") else {
      return reader.take(while: { (65...90).contains($0) || (97...122).contains($0) }).count >= 3
    }
    return !reader.take(while: { $0 != UInt8(ascii: ">") }).isEmpty && reader.take(">")
  }

  /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
  static func time(_ reader: inout DigitReader) -> Int? {
    let sign = reader.take("-") ? -1 : 1
    if sign == 1 { _ = reader.take("+") }
    guard let hours = wholeNumber(&reader), hours <= 167 else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where reader.take(":") {
      guard let value = wholeNumber(&reader), value < 60 else { return nil }
      seconds += value * unit
    }
    return sign * seconds
  }

  /// Up to three digits.
  static func wholeNumber(_ reader: inout DigitReader) -> Int? {
    let digits = reader.digits()
    guard (1...3).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + $1 }
  }
}
