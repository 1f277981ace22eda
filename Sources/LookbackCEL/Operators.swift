import LookbackTime

/// Arithmetic, comparison and membership, exact or refused.
enum Operators {
  static func apply(_ sign: UnaryOperator, to value: Value, named name: String) throws(EvaluationError) -> Value {
    switch (sign, value) {
    case (.not, .bool(let truth)): return .bool(!truth)
    case (.minus, .double(let number)): return .double(-number)
    case (.minus, .int(let number)) where number != .min: return .int(-number)
    case (.minus, .duration(let number)) where number != .min: return .duration(-number)
    case (.minus, .int), (.minus, .duration): throw EvaluationError("integer overflow")
    case (_, .null): throw EvaluationError("\(name) is not set")
    default: throw EvaluationError("`\(sign.rawValue)` cannot be applied to \(value.typeName)")
    }
  }

  static func apply(
    _ sign: BinaryOperator, _ left: Value, _ right: Value, named names: (String, String)
  ) throws(EvaluationError) -> Value {
    switch sign {
    case .equal: return .bool(areEqual(left, right))
    case .notEqual: return .bool(!areEqual(left, right))
    case .contained: return .bool(try contains(right, left))
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return .bool(try compare(sign, left, right, names))
    default: return try arithmetic(sign, left, right, names)
    }
  }

  /// CEL equality: unlike types are unequal, numbers compare by value, NaN equals nothing.
  static func areEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.int(let a), .double(let b)): Double(exactly: a) == b || (Int64(exactly: b) == a)
    case (.double(let a), .int(let b)): Double(exactly: b) == a || (Int64(exactly: a) == b)
    case (.double(let a), .double(let b)): a == b
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { areEqual($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count && a.allSatisfy { key, value in lookUp(key, in: b).map { areEqual($0, value) } ?? false }
    default: left == right
    }
  }

  private static func lookUp(_ key: Value, in entries: [Value: Value]) -> Value? {
    if let found = entries[key] { return found }
    if case .double(let number) = key, let whole = Int64(exactly: number) { return entries[.int(whole)] }
    return nil
  }

  private static func contains(_ container: Value, _ element: Value) throws(EvaluationError) -> Bool {
    switch container {
    case .list(let values): values.contains { areEqual($0, element) }
    case .map(let entries): lookUp(element, in: entries) != nil
    case .null: throw EvaluationError("the right side of `in` is not set")
    default: throw EvaluationError("`in` needs a list or a map, found \(container.typeName)")
    }
  }

  static func element(of container: Value, at key: Value) throws(EvaluationError) -> Value {
    switch (container, key) {
    case (.list(let values), .int(let index)):
      guard let index = Int(exactly: index), values.indices.contains(index) else {
        throw EvaluationError("there is no element \(key) in a list of \(values.count)")
      }
      return values[index]
    case (.list, .double(let number)) where Int64(exactly: number) != nil:
      return try element(of: container, at: .int(Int64(number)))
    case (.map(let entries), _):
      guard let found = lookUp(key, in: entries) else { throw EvaluationError("there is no key \(key)") }
      return found
    default: throw EvaluationError("\(container.typeName) cannot be indexed by \(key.typeName)")
    }
  }

  private static func compare(
    _ sign: BinaryOperator, _ left: Value, _ right: Value, _ names: (String, String)
  ) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.int(let a), .int(let b)): return ordered(sign, a, b)
    case (.double(let a), .double(let b)): return ordered(sign, a, b)
    case (.int(let a), .double(let b)): return ordered(sign, Double(a), b)
    case (.double(let a), .int(let b)): return ordered(sign, a, Double(b))
    case (.string(let a), .string(let b)):
      return ordered(sign, Array(a.unicodeScalars).comparable, Array(b.unicodeScalars).comparable)
    case (.bool(let a), .bool(let b)): return ordered(sign, a ? 1 : 0, b ? 1 : 0)
    case (.date(let a), .date(let b)): return ordered(sign, a, b)
    case (.timestamp(let a), .timestamp(let b)): return ordered(sign, a, b)
    case (.duration(let a), .duration(let b)): return ordered(sign, a, b)
    default: throw mismatch(sign, left, right, names)
    }
  }

  private static func ordered<T: Comparable>(_ sign: BinaryOperator, _ left: T, _ right: T) -> Bool {
    switch sign {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    default: left >= right
    }
  }

  private static func mismatch(
    _ sign: BinaryOperator, _ left: Value, _ right: Value, _ names: (String, String)
  ) -> EvaluationError {
    if left == .null { return EvaluationError("\(names.0) is not set") }
    if right == .null { return EvaluationError("\(names.1) is not set") }
    return EvaluationError("`\(sign.rawValue)` cannot be applied to \(left.typeName) and \(right.typeName)")
  }

  private static func arithmetic(
    _ sign: BinaryOperator, _ left: Value, _ right: Value, _ names: (String, String)
  ) throws(EvaluationError) -> Value {
    switch (sign, left, right) {
    case (_, .int(let a), .int(let b)): return .int(try whole(sign, a, b))
    case (_, .double(let a), .double(let b)) where sign != .remainder: return .double(real(sign, a, b))
    case (.add, .string(let a), .string(let b)): return .string(a + b)
    case (.add, .list(let a), .list(let b)): return .list(a + b)
    case (.add, .timestamp(let a), .duration(let b)), (.add, .duration(let b), .timestamp(let a)):
      return .timestamp(Moment(microseconds: try whole(.add, a.microseconds, b)))
    case (.subtract, .timestamp(let a), .duration(let b)):
      return .timestamp(Moment(microseconds: try whole(.subtract, a.microseconds, b)))
    case (.subtract, .timestamp(let a), .timestamp(let b)):
      return .duration(try whole(.subtract, a.microseconds, b.microseconds))
    case (.add, .duration(let a), .duration(let b)), (.subtract, .duration(let a), .duration(let b)):
      return .duration(try whole(sign, a, b))
    case (.add, .date(let a), .int(let b)), (.add, .int(let b), .date(let a)): return try moved(a, by: b)
    case (.subtract, .date(let a), .int(let b)) where b != .min: return try moved(a, by: -b)
    case (.subtract, .date(let a), .date(let b)): return .int(Int64(a.days) - Int64(b.days))
    default: throw mismatch(sign, left, right, names)
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
    case .divide, .remainder:
      guard b != 0 else { throw EvaluationError("division by zero") }
      result = sign == .divide ? a.dividedReportingOverflow(by: b) : a.remainderReportingOverflow(dividingBy: b)
    default: throw EvaluationError("`\(sign.rawValue)` is not arithmetic")
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

/// Texts are compared by Unicode code points.
private struct CodePoints: Comparable {
  let scalars: [Unicode.Scalar]
  static func < (left: CodePoints, right: CodePoints) -> Bool {
    left.scalars.lexicographicallyPrecedes(right.scalars)
  }
}

extension [Unicode.Scalar] {
  fileprivate var comparable: CodePoints { CodePoints(scalars: self) }
}
