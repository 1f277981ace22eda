import LookbackTime

/// `int()`, `date()` and their kin.
enum Conversions {
  static func convert(_ value: Value, to name: String) throws(EvaluationError) -> Value {
    if let converted = try converted(value, name) { return converted }
    throw EvaluationError("\(value) cannot be converted by \(name)()")
  }

  private static func converted(_ value: Value, _ name: String) throws(EvaluationError) -> Value? {
    switch name {
    case "int": return int(value)
    case "double": return double(value)
    case "string": return string(value)
    case "bool": return bool(value)
    case "date": return try date(value)
    case "timestamp": return try timestamp(value)
    case "duration": return duration(value)
    default: return nil
    }
  }

  private static func int(_ value: Value) -> Value? {
    switch value {
    case .int: return value
    case .double(let number):
      guard number > -9_223_372_036_854_775_808.0, number < 9_223_372_036_854_775_808.0 else { return nil }
      return .int(Int64(number))
    case .string(let text): return Int64(text).map { .int($0) }
    case .timestamp(let moment): return .int(moment.microseconds.floored(by: 1_000_000))
    default: return nil
    }
  }

  private static func double(_ value: Value) -> Value? {
    switch value {
    case .double: value
    case .int(let number): .double(Double(number))
    case .string(let text): Double(text).map { .double($0) }
    default: nil
    }
  }

  private static func string(_ value: Value) -> Value? {
    switch value {
    case .string: value
    case .int(let number): .string(String(number))
    case .double(let number): .string(Int64(exactly: number).map(String.init) ?? String(number))
    case .bool(let truth): .string(truth ? "true" : "false")
    case .date(let date): .string(date.description)
    case .timestamp(let moment): .string(moment.description)
    case .duration(let microseconds): .string(DurationText.print(microseconds))
    default: nil
    }
  }

  private static func bool(_ value: Value) -> Value? {
    switch value {
    case .bool: value
    case .string("1"), .string("t"), .string("true"), .string("TRUE"), .string("True"): .bool(true)
    case .string("0"), .string("f"), .string("false"), .string("FALSE"), .string("False"): .bool(false)
    default: nil
    }
  }

  private static func date(_ value: Value) throws(EvaluationError) -> Value? {
    guard case .string(let text) = value else {
      if case .date = value { return value }
      return nil
    }
    do { return .date(try CivilDate(parsing: text)) } catch { throw EvaluationError(error.description) }
  }

  private static func timestamp(_ value: Value) throws(EvaluationError) -> Value? {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      let (microseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
      return overflow ? nil : .timestamp(Moment(microseconds: microseconds))
    case .string(let text):
      do { return .timestamp(try Moment(parsing: text)) } catch { throw EvaluationError(error.description) }
    default: return nil
    }
  }

  private static func duration(_ value: Value) -> Value? {
    switch value {
    case .duration: value
    case .string(let text): DurationText.parse(text).map { .duration($0) }
    default: nil
    }
  }
}

/// Durations as text: `1h30m`, `1.5s`; printed in seconds, as CEL does.
enum DurationText {
  static func print(_ microseconds: Int64) -> String {
    let magnitude = microseconds.magnitude
    let (seconds, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var text = (microseconds < 0 ? "-" : "") + String(seconds)
    if rest != 0 {
      var digits = String(rest)
      digits = String(repeating: "0", count: 6 - digits.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "s"
  }

  static func parse(_ text: String) -> Int64? {
    let units: [(String, Double)] = [("ms", 1e3), ("us", 1), ("h", 3.6e9), ("m", 6e7), ("s", 1e6)]
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) }) else { return nil }
      total += number * unit.1
      rest = rest.dropFirst(unit.0.count)
    }
    return Int64(exactly: (isNegative ? -total : total).rounded())
  }
}

extension Int64 {
  func floored(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
