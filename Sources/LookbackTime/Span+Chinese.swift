extension Span {
  /// The notation in Chinese: `3个月`, `20个工作日`; reads back as the same span.
  package var chinese: String { "\(count)\(unit.chinese)" }

  /// Reads a span in Chinese: digits without leading zero and the unit, nothing between them. `内` (within) may follow,
  /// and `天` means `日`: both are frequent in laws, and neither changes the length.
  ///
  /// Full-width digits, Chinese numerals, spaces and other words for a unit are refused: the error says what to write.
  init(chinese text: String) throws(DateError) {
    let known = Self.reading(text)
    guard let known else {
      throw .malformedSpan(
        text, reason: "write a number and a unit without a space, such as 3个月 or 20个工作日")
    }
    let span = Span(try Self.checked(known.count, in: text), known.unit)
    let body = text.hasSuffix("内") ? String(text.dropLast()) : text
    guard body == span.chinese || body == "\(span.count)天" else {
      throw .malformedSpan(text, reason: "write `\(span.chinese)`")
    }
    self = span
  }

  /// What a text means, also where it is spelled in a way that is not accepted; a count that is too large is nil.
  private static func reading(_ text: String) -> (count: Int?, unit: Unit)? {
    var rest = text.filter { $0 != " " && $0 != "\u{3000}" }[...]
    for ending in ["以内", "之内", "内"] where rest.hasSuffix(ending) {
      rest = rest.dropLast(ending.count)
      break
    }
    let number = rest.prefix { ChineseNumber.isDigit($0) }
    guard !number.isEmpty, let unit = Unit.named(rest[number.endIndex...]) else { return nil }
    return (ChineseNumber.value(number), unit)
  }
}

extension Span.Unit {
  /// The unit after a number.
  var chinese: String {
    switch self {
    case .minutes: "分钟"
    case .hours: "小时"
    case .workingHours: "个工作小时"
    case .days: "日"
    case .workingDays: "个工作日"
    case .weeks: "周"
    case .months: "个月"
    case .years: "年"
    }
  }

  /// The unit that people mean by a word.
  fileprivate static func named(_ word: Substring) -> Span.Unit? {
    switch word {
    case "分钟", "分": .minutes
    case "小时", "个小时": .hours
    case "个工作小时", "工作小时", "个工作时": .workingHours
    case "日", "天": .days
    case "个工作日", "工作日", "个工作天": .workingDays
    case "周", "星期", "个星期", "个周": .weeks
    case "个月", "月": .months
    case "年", "个年": .years
    default: nil
    }
  }
}
