import LookbackTime

/// The functions of the language itself.
enum Functions {
  static let names = [
    "size", "contains", "startsWith", "endsWith", "int", "double", "string", "bool", "timestamp", "duration", "date",
    "dyn", "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours",
    "getMinutes", "getSeconds", "getMilliseconds",
  ]

  static let refused = [
    "uint": "uint is not part of Lookback's guards", "bytes": "bytes are not part of Lookback's guards",
    "matches": "matches() is not part of Lookback's guards; use contains, startsWith or endsWith",
    "type": "type() is not part of Lookback's guards",
  ]

  static func result(of name: String, _ receiver: ValueType?, _ arguments: [ValueType]) -> ValueType? {
    let given = [receiver].compactMap { $0 } + arguments
    switch name {
    case "size": return given.count == 1 && given[0].isSized ? .int : nil
    case "contains", "startsWith", "endsWith":
      return receiver != nil && given.count == 2 && given.allSatisfy { $0.fits(.string) } ? .bool : nil
    case "int", "double", "string", "bool", "timestamp", "duration", "date", "dyn":
      return receiver == nil && given.count == 1 ? conversions[name] : nil
    default:
      guard names.contains(name), receiver != nil, given.count <= 2 else { return nil }
      return given[0].isTimed ? .int : nil
    }
  }

  private static let conversions: [String: ValueType] = [
    "int": .int, "double": .double, "string": .string, "bool": .bool, "timestamp": .timestamp, "duration": .duration,
    "date": .date, "dyn": .dynamic,
  ]

  static func call(_ name: String, _ given: [Value]) throws(EvaluationError) -> Value {
    switch (name, given.first, given.count) {
    case ("size", let value?, 1): return try size(value)
    case ("dyn", let value?, 1): return value
    case ("contains", .string(let text)?, 2), ("startsWith", .string(let text)?, 2),
      ("endsWith", .string(let text)?, 2):
      guard case .string(let part) = given[1] else { break }
      return .bool(try search(name, text, part))
    case (_, let value?, 1) where conversions[name] != nil: return try Conversions.convert(value, to: name)
    case (_, let value?, 1...2): return try Getters.get(name, value, zone: given.count == 2 ? given[1] : nil)
    default: break
    }
    throw EvaluationError("\(name)() cannot take \(given.map(\.typeName).joined(separator: ", "))")
  }

  private static func size(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text): return .int(Int64(text.unicodeScalars.count))
    case .list(let values): return .int(Int64(values.count))
    case .map(let entries): return .int(Int64(entries.count))
    case .null: throw EvaluationError("the argument of size() is not set")
    default: throw EvaluationError("size() cannot take \(value.typeName)")
    }
  }

  private static func search(_ name: String, _ text: String, _ part: String) throws(EvaluationError) -> Bool {
    let (whole, piece) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    switch name {
    case "startsWith": return whole.starts(with: piece)
    case "endsWith": return whole.count >= piece.count && whole.suffix(piece.count).elementsEqual(piece)
    default:
      guard !piece.isEmpty else { return true }
      guard whole.count >= piece.count else { return false }
      return (0...(whole.count - piece.count)).contains { whole[$0...].starts(with: piece) }
    }
  }
}

extension ValueType {
  fileprivate var isSized: Bool {
    switch self {
    case .string, .list, .map, .record, .dynamic, .null: true
    default: false
    }
  }

  fileprivate var isTimed: Bool {
    switch self {
    case .timestamp, .date, .duration, .dynamic, .null: true
    default: false
    }
  }
}
