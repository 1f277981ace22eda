/// Finds the type of an expression and everything that cannot work in it.
struct TypeChecker {
  private let declarations: Declarations
  private var scopes: [(name: String, type: ValueType)] = []
  private(set) var errors: [GuardError] = []
  private(set) var reads: [[String]] = []
  private(set) var readsReferences = false

  init(_ declarations: Declarations) { self.declarations = declarations }

  mutating func type(of expression: Expression) -> ValueType {
    switch expression {
    case .literal(let value, _): return ValueType(of: value)
    case .name(let name, let offset): return named(name, offset)
    case .global(let name, let offset): return declared(name, offset)
    case .select(let operand, let field, let offset), .has(let operand, let field, let offset):
      noteRead(expression)
      let found = member(field, of: type(of: operand), offset)
      if case .has = expression { return .bool }
      return found
    case .index(let operand, let key, let offset): return element(type(of: operand), type(of: key), offset)
    case .list(let elements, _): return .list(common(elements.map { type(of: $0) }))
    case .map(let pairs, let offset): return map(pairs, offset)
    case .unary(let sign, let operand, let offset): return unary(sign, type(of: operand), offset)
    case .binary(let sign, let left, let right, let offset):
      return binary(sign, type(of: left), type(of: right), offset)
    case .logic(let sign, let parts, let offset):
      for part in parts { require(type(of: part), .bool, "a side of `\(sign.rawValue)`", offset) }
      return .bool
    case .conditional(let condition, let first, let second, let offset):
      require(type(of: condition), .bool, "the condition of ?:", offset)
      return common([type(of: first), type(of: second)])
    case .call(let name, let receiver, let arguments, let offset): return call(name, receiver, arguments, offset)
    case .macro(let macro, let offset): return self.macro(macro, offset)
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
    scopes.last(where: { $0.name == name })?.type ?? declared(name, offset)
  }

  private mutating func declared(_ name: String, _ offset: Int) -> ValueType {
    if let declared = declarations.names[name] { return declared }
    if let foreign = UnsupportedCEL.refusal(ofName: name) { return report(.notSupported, foreign, offset) }
    let known = declarations.names.keys.sorted()
    return report(
      .unknownName, "unknown name `\(name)`" + didYouMean(name, known) + "; known are \(known.joined(separator: ", "))",
      offset)
  }

  private mutating func noteRead(_ expression: Expression) {
    guard let path = expression.path else { return }
    if case .name(let root, _) = expression.root, scopes.contains(where: { $0.name == root }) { return }
    if !reads.contains(path) { reads.append(path) }
  }

  private mutating func member(_ field: String, of type: ValueType, _ offset: Int) -> ValueType {
    switch type {
    case .dynamic, .null: return .dynamic
    case .map(let value): return value
    case .reference:
      readsReferences = true
      guard !declarations.references.isEmpty else {
        return report(
          .type, "another case is looked at only in `if` and `set` of events, and in `if` of `open`", offset)
      }
      return member(field, of: .record(declarations.references), offset)
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
    case (.minus, .int), (.minus, .double): return type
    default: return report(.type, "`\(sign.rawValue)` cannot be applied to \(type.name)", offset)
    }
  }

  private mutating func binary(
    _ sign: BinaryOperator, _ left: ValueType, _ right: ValueType, _ offset: Int
  ) -> ValueType {
    switch sign {
    case .equal, .notEqual:
      if !left.canEqual(right) {
        return report(.type, "\(left.name) and \(right.name) are never equal; dyn() compares them all the same", offset)
      }
      return .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if !left.isOrdered(with: right) {
        return report(.type, "\(left.name) and \(right.name) cannot be compared", offset)
      }
      return .bool
    case .contained:
      switch right {
      case .list(let element) where !left.canEqual(element):
        return report(.type, "\(left.name) is never in a \(right.name)", offset)
      case .list, .map, .record, .dynamic, .null: return .bool
      default: return report(.type, "`in` needs a list or a map on its right, found \(right.name)", offset)
      }
    case .add, .subtract, .multiply, .divide, .remainder:
      if let result = sign.result(left, right) { return result }
      return report(.type, "`\(sign.rawValue)` cannot be applied to \(left.name) and \(right.name)", offset)
    }
  }

  private mutating func map(_ pairs: [Expression.Pair], _ offset: Int) -> ValueType {
    for pair in pairs {
      let key = type(of: pair.key)
      if ![.bool, .int, .string].contains(key), !key.isOpen {
        return report(.type, "the key of a map is bool, int or string, found \(key.name)", offset)
      }
    }
    return .map(common(pairs.map { type(of: $0.value) }))
  }

  private mutating func macro(_ macro: Expression.Macro, _ offset: Int) -> ValueType {
    let (range, name) = (type(of: macro.range), macro.kind.rawValue)
    let element: ValueType
    switch range {
    case .list(let inner): element = inner
    case .map, .record, .dynamic, .null: element = .dynamic
    default: return report(.type, "\(name)() needs a list or a map, found \(range.name)", offset)
    }
    scopes.append((macro.variable, element))
    defer { scopes.removeLast() }
    if let condition = macro.condition { require(type(of: condition), .bool, "the test of \(name)()", offset) }
    if let result = macro.result { return .list(type(of: result)) }
    return macro.kind == .filter ? .list(element) : .bool
  }

  private mutating func call(
    _ name: String, _ receiver: Expression?, _ arguments: [Expression], _ offset: Int
  ) -> ValueType {
    let (owner, given) = (receiver.map { type(of: $0).plain }, arguments.map { type(of: $0).plain })
    guard let function = Function(rawValue: name) else { return hosted(name, owner, given, offset) }
    guard let result = function.result(owner, given) else {
      let types = ([owner].compactMap { $0 } + given).map(\.name).joined(separator: ", ")
      return report(.type, "\(name)() cannot take \(types)", offset)
    }
    if function.kind == .getter, let zone = arguments.first { check(zone: zone, offset) }
    return result
  }

  /// A guard reads no files while it runs, so the zone must be known before.
  private mutating func check(zone: Expression, _ offset: Int) {
    guard case .literal(.string(let name), let place) = zone else {
      _ = report(.type, "a time zone is written out, as in .getHours('Asia/Shanghai')", offset)
      return
    }
    do { _ = try Zone(name) } catch { _ = report(.type, error.description, place) }
  }

  private mutating func hosted(
    _ name: String, _ receiver: ValueType?, _ arguments: [ValueType], _ offset: Int
  ) -> ValueType {
    guard let declared = declarations.functions[name], receiver == nil else {
      let known = Function.allCases.map(\.rawValue) + declarations.functions.keys.sorted()
      if UnsupportedCEL.functions.contains(name) {
        return report(.notSupported, UnsupportedCEL.refusal(ofFunction: name), offset)
      }
      return report(.unknownName, "unknown function `\(name)`" + didYouMean(name, known), offset)
    }
    guard declared.parameters.count == arguments.count else {
      return report(
        .type, "\(name)() takes \(declared.parameters.count) arguments, found \(arguments.count)", offset)
    }
    for (given, wanted) in zip(arguments, declared.parameters) {
      require(given, wanted, "an argument of \(name)()", offset)
    }
    return declared.result
  }

  private func didYouMean(_ name: String, _ known: [String]) -> String {
    let near = known.first { abs($0.count - name.count) <= 2 && $0.sharedPrefix(with: name) * 2 >= name.count }
    return near.map { ", did you mean `\($0)`?" } ?? ""
  }
}

extension String {
  fileprivate func sharedPrefix(with other: String) -> Int { zip(self, other).prefix { $0 == $1 }.count }
}

extension BinaryOperator {
  fileprivate func result(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == .dynamic || right == .dynamic || left == .null || right == .null { return .dynamic }
    switch (self, left.plain, right.plain) {
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
