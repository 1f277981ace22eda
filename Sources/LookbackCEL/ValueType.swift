/// What is known of a value before it is there.
package indirect enum ValueType: Hashable, Sendable {
  case dynamic, null, bool, int, double, string, timestamp, duration, date
  case list(ValueType)
  case map(ValueType)
  /// The code of something else that has fields of its own, such as another case; a string otherwise.
  case reference
  /// A map of which every key is known.
  case record([String: ValueType])

  /// Whether a value of this type may stand where `other` is wanted; null fits everywhere, since fields may be unset.
  func fits(_ other: ValueType) -> Bool {
    switch (plain, other.plain) {
    case (.dynamic, _), (_, .dynamic), (.null, _), (_, .null): true
    case (.list(let a), .list(let b)), (.map(let a), .map(let b)): a.fits(b)
    case (.record, .map), (.map, .record), (.record, .record): true
    default: plain == other.plain
    }
  }

  /// The type without what a code refers to.
  package var plain: ValueType { self == .reference ? .string : self }

  /// Whether `==` between the two can ever hold.
  func canEqual(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (.list(let a), .list(let b)), (.map(let a), .map(let b)): a.canEqual(b)
    default: fits(other) || (isNumber && other.isNumber)
    }
  }

  /// Whether `<` and the like can stand between the two.
  func isOrdered(with other: ValueType) -> Bool {
    switch (plain, other.plain) {
    case (.dynamic, _), (_, .dynamic), (.null, _), (_, .null): true
    case (.list, _), (.map, _), (.record, _): false
    default: plain == other.plain || (isNumber && other.isNumber)
    }
  }

  private var isNumber: Bool { self == .int || self == .double }

  /// Whether nothing can be said against it before the value is there.
  var isOpen: Bool { self == .dynamic || self == .null }

  var name: String {
    switch self {
    case .dynamic: "any value"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string, .reference: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .list(let element): "list of \(element.name)"
    case .map, .record: "map"
    }
  }

  /// The type of a literal.
  init(of value: Value) {
    switch value {
    case .null: self = .null
    case .bool: self = .bool
    case .int: self = .int
    case .double: self = .double
    case .string: self = .string
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .date: self = .date
    case .list: self = .list(.dynamic)
    case .map: self = .map(.dynamic)
    }
  }
}
