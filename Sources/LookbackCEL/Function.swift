/// The functions of the language itself.
enum Function: String, CaseIterable, Sendable {
  case size, contains, startsWith, endsWith
  case int, double, string, bool, timestamp, duration, date, dyn
  case getFullYear, getMonth, getDate, getDayOfMonth, getDayOfWeek, getDayOfYear
  case getHours, getMinutes, getSeconds, getMilliseconds

  enum Kind { case size, search, conversion, getter }

  var kind: Kind {
    switch self {
    case .size: .size
    case .contains, .startsWith, .endsWith: .search
    case .int, .double, .string, .bool, .timestamp, .duration, .date, .dyn: .conversion
    default: .getter
    }
  }

  /// What is CEL or a known extension of it, but not here.
  static let refused: [String: (what: String, instead: String)] = [
    "uint": ("uint()", "use int()"),
    "bytes": ("bytes()", "use texts"),
    "matches": ("matches()", "use contains(), startsWith() or endsWith()"),
    "type": ("type()", "the types of all names are known before a guard runs"),
    "existsOne": ("existsOne()", "use exists_one()"),
    "transformList": ("transformList()", "use map()"),
    "transformMap": ("transformMap()", "use map()"),
    "transformMapEntry": ("transformMapEntry()", "use map()"),
    "optMap": ("optional values", "ask with has() or `in` first"),
    "optFlatMap": ("optional values", "ask with has() or `in` first"),
  ]

  /// The type of a call, or nil if it cannot take these.
  func result(_ receiver: ValueType?, _ arguments: [ValueType]) -> ValueType? {
    switch kind {
    case .size:
      let given = [receiver].compactMap { $0 } + arguments
      return given.count == 1 && given[0].isSized ? .int : nil
    case .search:
      guard let receiver, arguments.count == 1 else { return nil }
      return receiver.fits(.string) && arguments[0].fits(.string) ? .bool : nil
    case .conversion: return receiver == nil && arguments.count == 1 && takes(arguments[0]) ? converted : nil
    case .getter:
      guard let receiver, arguments.count <= (receiver == .timestamp || receiver.isOpen ? 1 : 0) else { return nil }
      return arguments.allSatisfy { $0.fits(.string) } && isPart(of: receiver) ? .int : nil
    }
  }

  private var converted: ValueType {
    switch self {
    case .int: .int
    case .double: .double
    case .string: .string
    case .bool: .bool
    case .timestamp: .timestamp
    case .duration: .duration
    case .date: .date
    default: .dynamic
    }
  }

  private func takes(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.dyn, _), (_, .dynamic), (_, .null), (_, .string): true
    case (.int, .int), (.int, .double), (.int, .timestamp), (.double, .double), (.double, .int): true
    case (.string, .list), (.string, .map), (.string, .record): false
    case (.string, _), (.bool, .bool), (.timestamp, .timestamp), (.timestamp, .int), (.duration, .duration): true
    case (.date, .date): true
    default: false
    }
  }

  private func isPart(of type: ValueType) -> Bool {
    switch self {
    case .getHours, .getMinutes, .getSeconds, .getMilliseconds: type == .timestamp || type == .duration || type.isOpen
    default: type == .timestamp || type == .date || type.isOpen
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
}
