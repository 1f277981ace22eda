import LookbackTime

/// Equality, order and membership as the CEL language definition says.
enum Comparison {
  /// Unlike types are unequal, an int equals the double that it would be converted to, NaN equals nothing.
  static func areEqual(_ left: Value, _ right: Value, _ budget: inout Budget) throws(EvaluationError) -> Bool {
    switch (left, right) {
    case (.int(let a), .double(let b)), (.double(let b), .int(let a)): return Double(a) == b
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      try budget.spend(a.count)
      for (x, y) in zip(a, b) where try !areEqual(x, y, &budget) { return false }
      return true
    case (.map(let a), .map(let b)):
      guard a.count == b.count else { return false }
      try budget.spend(a.count * 2)
      for (key, value) in a {
        guard let other = b[key], try areEqual(value, other, &budget) else { return false }
      }
      return true
    default: return left == right
    }
  }

  /// nil if the two have no order.
  static func isLess(_ left: Value, _ right: Value, or equal: Bool) -> Bool? {
    switch (left, right) {
    case (.int(let a), .int(let b)): equal ? a <= b : a < b
    case (.double(let a), .double(let b)): equal ? a <= b : a < b
    case (.int(let a), .double(let b)): equal ? Double(a) <= b : Double(a) < b
    case (.double(let a), .int(let b)): equal ? a <= Double(b) : a < Double(b)
    case (.string(let a), .string(let b)): equal ? !b.precedes(a) : a.precedes(b)
    case (.bool(let a), .bool(let b)): equal ? !a || b : !a && b
    case (.date(let a), .date(let b)): equal ? a <= b : a < b
    case (.timestamp(let a), .timestamp(let b)): equal ? a <= b : a < b
    case (.duration(let a), .duration(let b)): equal ? a <= b : a < b
    default: nil
    }
  }

  /// Whether a list holds an element, or a map a key.
  static func contains(
    _ container: Value, _ element: Value, _ budget: inout Budget
  ) throws(EvaluationError) -> Bool {
    switch container {
    case .list(let values):
      try budget.spend(values.count / 4)
      for value in values where try areEqual(value, element, &budget) { return true }
      return false
    case .map(let entries): return lookUp(element, in: entries) != nil
    default: throw EvaluationError("`in` needs a list or a map on its right, found \(container.typeName)")
    }
  }

  static func element(of container: Value, at key: Value) throws(EvaluationError) -> Value {
    switch (container, key) {
    case (.list(let values), .int(let index)):
      guard let index = Int(exactly: index), values.indices.contains(index) else {
        throw EvaluationError("there is no element \(key) in a list of \(values.count)")
      }
      return values[index]
    case (.list, .double(let number)):
      guard let index = Int64(exactly: number) else { break }
      return try element(of: container, at: .int(index))
    case (.map(let entries), _):
      guard let found = lookUp(key, in: entries) else { throw EvaluationError("there is no key \(key.brief)") }
      return found
    default: break
    }
    throw EvaluationError("\(container.typeName) cannot be indexed by \(key.typeName) \(key.brief)")
  }

  /// A whole double finds the int that is the same number.
  private static func lookUp(_ key: Value, in entries: [Value: Value]) -> Value? {
    guard case .double(let number) = key else { return entries[key] }
    return Int64(exactly: number).flatMap { entries[.int($0)] }
  }
}
