package import LookbackTime

/// A value of the guard language and of a case's data.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  /// Unicode code points; nothing is normalized.
  case string(String)
  case timestamp(Timestamp)
  case duration(Elapsed)
  case date(CivilDate)
  case list([Value])
  /// The language itself makes only maps whose keys are bool, int or string.
  case map([Value: Value])

  /// A map with text keys.
  package static func record(_ entries: [String: Value]) -> Value {
    .map(Dictionary(uniqueKeysWithValues: entries.map { (.string($0.key), $0.value) }))
  }

  /// The type's name in messages.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .list: "list"
    case .map: "map"
    }
  }
}

extension [Value: Value] {
  /// The keys in one order for all runs of the program: false, true, whole numbers, texts by code points.
  package var orderedKeys: [Value] { keys.sorted { $0.precedesAsKey($1) } }
}

extension Value {
  fileprivate func precedesAsKey(_ other: Value) -> Bool {
    switch (self, other) {
    case (.string(let a), .string(let b)): a.precedes(b)
    case (.int(let a), .int(let b)): a < b
    case (.bool(let a), .bool(let b)): !a && b
    default: rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .bool: 0
    case .int: 1
    case .string: 2
    default: 3
    }
  }
}
