import LookbackTime

/// `int()`, `date()` and the other conversions.
enum Conversions {
  static func convert(_ value: Value, by function: Function) throws(EvaluationError) -> Value {
    if let converted = try converted(value, function) { return converted }
    throw EvaluationError("\(value.brief) cannot be converted by \(function.rawValue)()")
  }

  private static func converted(_ value: Value, _ function: Function) throws(EvaluationError) -> Value? {
    switch (function, value) {
    case (.dyn, _), (.int, .int), (.double, .double), (.string, .string), (.bool, .bool), (.date, .date),
      (.timestamp, .timestamp), (.duration, .duration):
      return value
    case (.int, _): return int(value)
    case (.double, .int(let number)): return .double(Double(number))
    case (.double, .string(let text)): return Double(text).map { .double($0) }
    case (.string, _): return string(value)
    case (.bool, .string("1")), (.bool, .string("t")), (.bool, .string("true")), (.bool, .string("TRUE")),
      (.bool, .string("True")):
      return .bool(true)
    case (.bool, .string("0")), (.bool, .string("f")), (.bool, .string("false")), (.bool, .string("FALSE")),
      (.bool, .string("False")):
      return .bool(false)
    case (.date, .string(let text)):
      do { return .date(try CivilDate(parsing: text)) } catch { throw EvaluationError(error.description) }
    case (.timestamp, .int(let seconds)): return .timestamp(try Timestamp(seconds: seconds))
    case (.timestamp, .string(let text)): return .timestamp(try Timestamp(parsing: text))
    case (.duration, .string(let text)): return .duration(try Elapsed(parsing: text))
    default: return nil
    }
  }

  private static func int(_ value: Value) -> Value? {
    switch value {
    case .double(let number):
      // The conformance data refuse both ends, which a double cannot tell from numbers beyond them.
      guard number > -9_223_372_036_854_775_808.0, number < 9_223_372_036_854_775_808.0 else { return nil }
      return .int(Int64(number))
    case .string(let text): return Int64(text).map { .int($0) }
    case .timestamp(let timestamp): return .int(timestamp.seconds)
    default: return nil
    }
  }

  private static func string(_ value: Value) -> Value? {
    switch value {
    case .int(let number): .string(String(number))
    case .double(let number): .string(DoubleText.print(number))
    case .bool(let truth): .string(truth ? "true" : "false")
    case .date(let date): .string(date.description)
    case .timestamp(let timestamp): .string(timestamp.description)
    case .duration(let elapsed): .string(elapsed.description)
    default: nil
    }
  }
}
