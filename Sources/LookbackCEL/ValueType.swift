/// What is known of a value before it is there.
package indirect enum ValueType: Hashable, Sendable {
  case dynamic, null, bool, int, double, string, timestamp, duration, date
  case list(ValueType)
  case map(ValueType)
  /// A map of which every key is known.
  case record([String: ValueType])

  /// Whether a value of this type may stand where `other` is wanted; null fits everywhere, since fields may be unset.
  func fits(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (.dynamic, _), (_, .dynamic), (.null, _), (_, .null): true
    case (.list(let a), .list(let b)), (.map(let a), .map(let b)): a.fits(b)
    case (.record, .map), (.map, .record), (.record, .record): true
    default: self == other
    }
  }

  var name: String {
    switch self {
    case .dynamic: "any value"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .list(let element): "list of \(element.name)"
    case .map, .record: "map"
    }
  }
}

/// The names and functions that a guard may use besides the language's own.
package struct Declarations: Sendable {
  package struct Function: Sendable {
    package var parameters: [ValueType]
    package var result: ValueType
    package init(_ parameters: [ValueType], _ result: ValueType) {
      self.parameters = parameters
      self.result = result
    }
  }
  package var names: [String: ValueType]
  package var functions: [String: Function]

  package init(names: [String: ValueType] = [:], functions: [String: Function] = [:]) {
    self.names = names
    self.functions = functions
  }
}
