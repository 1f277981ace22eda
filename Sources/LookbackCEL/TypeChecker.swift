/// Finds the type of an expression and everything that cannot work in it.
struct TypeChecker {
  private let declarations: Declarations
  private var scopes: [(name: String, type: ValueType)] = []
  private(set) var errors: [GuardError] = []
  private(set) var reads: [[String]] = []

  init(_ declarations: Declarations) { self.declarations = declarations }

  mutating func type(of expression: Expression) -> ValueType {
    switch expression {
    case .literal(let value, _): return value.type
    case .name(let name, let offset): return named(name, offset)
    case .select(let operand, let field, let offset), .has(let operand, let field, let offset):
      noteRead(expression)
      let found = member(field, of: type(of: operand), offset)
      if case .has = expression { return .bool }
      return found
    case .index(let operand, let key, let offset): return element(type(of: operand), type(of: key), offset)
    case .list(let elements, _): return .list(common(elements.map { type(of: $0) }))
    case .map(let pairs, _):
      for pair in pairs { _ = type(of: pair.key) }
      return .map(common(pairs.map { type(of: $0.value) }))
    case .unary(let sign, let operand, let offset): return unary(sign, type(of: operand), offset)
    case .binary(let sign, let left, let right, let offset):
      return binary(sign, type(of: left), type(of: right), offset)
    case .conditional(let condition, let first, let second, let offset):
      require(type(of: condition), .bool, "the condition of ?:", offset)
      return common([type(of: first), type(of: second)])
    case .call(let name, let receiver, let arguments, let offset):
      return call(name, receiver.map { type(of: $0) }, arguments.map { type(of: $0) }, offset)
    case .macro(let macro, let list, let variable, let body, let offset):
      return self.macro(macro, type(of: list), variable, body, offset)
    }
  }

  private mutating func report(_ code: GuardError.Code, _ message: String, _ offset: Int) -> ValueType {
    errors.append(GuardError(code, message, at: offset))
    return .dynamic
  }

  private mutating func require(_ type: ValueType, _ wanted: ValueType, _ what: String, _ offset: Int) {
    guard !type.fits(wanted) else { return }
    _ = report(.type, "\(what) must be \(wanted.name), found \(type.name)", offset)
  }

  private mutating func named(_ name: String, _ offset: Int) -> ValueType {
    if let local = scopes.last(where: { $0.name == name }) { return local.type }
    if let declared = declarations.names[name] { return declared }
    let known = declarations.names.keys.sorted()
    return report(
      .unknownName, "unknown name `\(name)`" + didYouMean(name, known) + "; known are \(known.joined(separator: ", "))",
      offset)
  }

  private mutating func noteRead(_ expression: Expression) {
    guard let path = expression.path, !scopes.contains(where: { $0.name == path[0] }) else { return }
    if !reads.contains(path) { reads.append(path) }
  }

  private mutating func member(_ field: String, of type: ValueType, _ offset: Int) -> ValueType {
    switch type {
    case .dynamic, .null: return .dynamic
    case .map(let value): return value
    case .record(let fields):
      if let found = fields[field] { return found }
      let known = fields.keys.sorted()
      return report(.unknownName, "unknown field `\(field)`" + didYouMean(field, known), offset)
    default: return report(.type, "\(type.name) has no field `\(field)`", offset)
    }
  }

  private mutating func element(_ type: ValueType, _ key: ValueType, _ offset: Int) -> ValueType {
    switch type {
    case .list(let element):
      require(key, .int, "the index of a list", offset)
      return element
    case .map(let value): return value
    case .record, .dynamic, .null: return .dynamic
    default: return report(.type, "\(type.name) cannot be indexed", offset)
    }
  }

  private func common(_ types: [ValueType]) -> ValueType {
    guard let first = types.first else { return .dynamic }
    return types.allSatisfy { $0 == first } ? first : .dynamic
  }

  private mutating func unary(_ sign: UnaryOperator, _ type: ValueType, _ offset: Int) -> ValueType {
    switch (sign, type) {
    case (_, .dynamic), (_, .null): return sign == .not ? .bool : .dynamic
    case (.not, .bool): return .bool
    case (.minus, .int), (.minus, .double), (.minus, .duration): return type
    default: return report(.type, "`\(sign.rawValue)` cannot be applied to \(type.name)", offset)
    }
  }

  private mutating func binary(
    _ sign: BinaryOperator, _ left: ValueType, _ right: ValueType, _ offset: Int
  ) -> ValueType {
    switch sign {
    case .and, .or:
      require(left, .bool, "the left side of `\(sign.rawValue)`", offset)
      require(right, .bool, "the right side of `\(sign.rawValue)`", offset)
      return .bool
    case .equal, .notEqual: return .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if !left.isOrdered(with: right) {
        return report(.type, "\(left.name) and \(right.name) cannot be compared", offset)
      }
      return .bool
    case .contained:
      switch right {
      case .list, .map, .record, .dynamic, .null: return .bool
      default: return report(.type, "`in` needs a list or a map on its right, found \(right.name)", offset)
      }
    case .add, .subtract, .multiply, .divide, .remainder:
      if let result = sign.result(left, right) { return result }
      return report(.type, "`\(sign.rawValue)` cannot be applied to \(left.name) and \(right.name)", offset)
    }
  }

  private mutating func macro(
    _ macro: Expression.Macro, _ list: ValueType, _ variable: String, _ body: Expression, _ offset: Int
  ) -> ValueType {
    let element: ValueType
    switch list {
    case .list(let inner): element = inner
    case .map, .record, .dynamic, .null: element = .dynamic
    default: return report(.type, "\(macro.rawValue)() needs a list or a map, found \(list.name)", offset)
    }
    scopes.append((variable, element))
    let result = type(of: body)
    scopes.removeLast()
    switch macro {
    case .map: return .list(result)
    case .filter:
      require(result, .bool, "the test of filter()", offset)
      return .list(element)
    case .all, .exists, .existsOne:
      require(result, .bool, "the test of \(macro.rawValue)()", offset)
      return .bool
    }
  }

  private mutating func call(
    _ name: String, _ receiver: ValueType?, _ arguments: [ValueType], _ offset: Int
  ) -> ValueType {
    if let reason = Functions.refused[name] { return report(.notSupported, reason, offset) }
    if receiver == nil, let declared = declarations.functions[name] {
      guard declared.parameters.count == arguments.count else {
        return report(
          .type, "\(name)() takes \(declared.parameters.count) arguments, found \(arguments.count)", offset)
      }
      for (given, wanted) in zip(arguments, declared.parameters) {
        require(given, wanted, "an argument of \(name)()", offset)
      }
      return declared.result
    }
    guard let result = Functions.result(of: name, receiver, arguments) else {
      let known = Functions.names + declarations.functions.keys.sorted()
      guard known.contains(name) else {
        return report(.unknownName, "unknown function `\(name)`" + didYouMean(name, known), offset)
      }
      let types = ([receiver].compactMap { $0 } + arguments).map(\.name).joined(separator: ", ")
      return report(.type, "\(name)() cannot take \(types)", offset)
    }
    return result
  }

  private func didYouMean(_ name: String, _ known: [String]) -> String {
    let near = known.first { abs($0.count - name.count) <= 2 && $0.sharedPrefix(with: name) * 2 >= name.count }
    return near.map { ", did you mean `\($0)`?" } ?? ""
  }
}

extension String {
  fileprivate func sharedPrefix(with other: String) -> Int { zip(self, other).prefix { $0 == $1 }.count }
}

extension Expression {
  /// `data.class` as `["data", "class"]`, if it is a plain path.
  var path: [String]? {
    switch self {
    case .name(let name, _): [name]
    case .select(let operand, let field, _), .has(let operand, let field, _): operand.path.map { $0 + [field] }
    default: nil
    }
  }
}

extension Value {
  var type: ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .timestamp: .timestamp
    case .duration: .duration
    case .date: .date
    case .list: .list(.dynamic)
    case .map: .map(.dynamic)
    }
  }
}

extension ValueType {
  private var isNumber: Bool { self == .int || self == .double }

  fileprivate func isOrdered(with other: ValueType) -> Bool {
    switch (self, other) {
    case (.dynamic, _), (_, .dynamic), (.null, _), (_, .null): true
    case (.list, _), (.map, _), (.record, _): false
    default: self == other || (isNumber && other.isNumber)
    }
  }
}

extension BinaryOperator {
  fileprivate func result(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == .dynamic || right == .dynamic || left == .null || right == .null { return .dynamic }
    switch (self, left, right) {
    case (_, .int, .int): return .int
    case (.remainder, _, _): return nil
    case (_, .double, .double): return .double
    case (.add, .string, .string): return .string
    case (.add, .list(let a), .list(let b)): return .list(a == b ? a : .dynamic)
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp), (.subtract, .timestamp, .duration):
      return .timestamp
    case (.subtract, .timestamp, .timestamp), (.add, .duration, .duration), (.subtract, .duration, .duration):
      return .duration
    case (.add, .date, .int), (.add, .int, .date), (.subtract, .date, .int): return .date
    case (.subtract, .date, .date): return .int
    default: return nil
    }
  }
}
