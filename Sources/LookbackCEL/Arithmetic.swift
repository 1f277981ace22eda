import LookbackTime

/// `+ - * / %`: exact on whole numbers or refused, IEEE 754 on doubles.
enum Arithmetic {
  static func apply(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(sign, a, b))
    case (.double(let a), .double(let b)) where sign != .remainder: return .double(real(sign, a, b))
    default: break
    }
    switch sign {
    case .add: if let sum = try sum(left, right) { return sum }
    case .subtract: if let difference = try difference(left, right) { return difference }
    default: break
    }
    throw EvaluationError.mismatch(sign.rawValue, left, right)
  }

  static func negate(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .double(let number): return .double(-number)
    case .int(let number):
      guard number != .min else { throw EvaluationError("integer overflow") }
      return .int(-number)
    default: throw EvaluationError("`-` cannot be applied to \(value.typeName)")
    }
  }

  private static func sum(_ left: Value, _ right: Value) throws(EvaluationError) -> Value? {
    switch (left, right) {
    case (.string(let a), .string(let b)): .string(a + b)
    case (.list(let a), .list(let b)): .list(a + b)
    case (.timestamp(let a), .duration(let b)), (.duration(let b), .timestamp(let a)): .timestamp(try a.adding(b))
    case (.duration(let a), .duration(let b)): .duration(try a.adding(b))
    case (.date(let a), .int(let b)), (.int(let b), .date(let a)): try moved(a, by: b)
    default: nil
    }
  }

  private static func difference(_ left: Value, _ right: Value) throws(EvaluationError) -> Value? {
    switch (left, right) {
    case (.timestamp(let a), .duration(let b)): .timestamp(try a.adding(Elapsed(nanoseconds: -b.nanoseconds)))
    case (.timestamp(let a), .timestamp(let b)): .duration(try a.since(b))
    case (.duration(let a), .duration(let b)): .duration(try a.subtracting(b))
    case (.date(let a), .int(let b)) where b != .min: try moved(a, by: -b)
    case (.date(let a), .date(let b)): .int(Int64(a.days) - Int64(b.days))
    default: nil
    }
  }

  private static func moved(_ date: CivilDate, by days: Int64) throws(EvaluationError) -> Value {
    guard let days = Int(exactly: days), let moved = try? date.adding(days: days) else {
      throw EvaluationError("\(date) moved by \(days) days is outside the years 1 to 9999")
    }
    return .date(moved)
  }

  private static func whole(_ sign: BinaryOperator, _ a: Int64, _ b: Int64) throws(EvaluationError) -> Int64 {
    let result: (partialValue: Int64, overflow: Bool)
    switch sign {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    default:
      guard b != 0 else { throw EvaluationError(sign == .divide ? "division by zero" : "modulus by zero") }
      result = sign == .divide ? a.dividedReportingOverflow(by: b) : a.remainderReportingOverflow(dividingBy: b)
    }
    guard !result.overflow else { throw EvaluationError("integer overflow") }
    return result.partialValue
  }

  private static func real(_ sign: BinaryOperator, _ a: Double, _ b: Double) -> Double {
    switch sign {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    default: a / b
    }
  }
}

extension EvaluationError {
  static func mismatch(_ sign: String, _ left: Value, _ right: Value) -> EvaluationError {
    EvaluationError("`\(sign)` cannot be applied to \(left.typeName) and \(right.typeName)")
  }
}
