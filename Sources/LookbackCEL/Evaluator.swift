import LookbackTime

/// Walks an expression; every value it reads from the environment is remembered.
enum Evaluator {
  static func evaluate<Environment: GuardEnvironment>(
    _ expression: Expression, in environment: borrowing Environment
  ) throws(EvaluationError) -> Evaluation {
    var run = Run()
    let value = try run.value(of: expression, environment)
    return Evaluation(value: value, readings: run.readings)
  }
}

private struct Run {
  var readings: [Reading] = []
  private var locals: [(name: String, value: Value)] = []

  init() {}

  mutating func value<E: GuardEnvironment>(
    of expression: Expression, _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    switch expression {
    case .literal(let value, _): return value
    case .name(let name, _): return try named(name, environment)
    case .select(let operand, let field, _): return try select(expression, operand, field, environment)
    case .has(let operand, let field, _): return try .bool(has(operand, field, environment))
    case .index(let operand, let key, _):
      return try Operators.element(of: value(of: operand, environment), at: value(of: key, environment))
    case .list(let elements, _): return .list(try values(of: elements, environment))
    case .map(let pairs, _): return try map(pairs, environment)
    case .unary(let sign, let operand, _):
      return try Operators.apply(sign, to: value(of: operand, environment), named: operand.label)
    case .binary(let sign, let left, let right, _): return try binary(sign, left, right, environment)
    case .conditional(let condition, let first, let second, _):
      let chosen = try truth(of: condition, environment) ? first : second
      return try value(of: chosen, environment)
    case .call(let name, let receiver, let arguments, _): return try call(name, receiver, arguments, environment)
    case .macro(let macro, let list, let variable, let body, _):
      return try self.macro(macro, list, variable, body, environment)
    }
  }

  private mutating func values<E: GuardEnvironment>(
    of expressions: [Expression], _ environment: borrowing E
  ) throws(EvaluationError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(expressions.count)
    for expression in expressions { values.append(try value(of: expression, environment)) }
    return values
  }

  private func named<E: GuardEnvironment>(
    _ name: String, _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    if let local = locals.last(where: { $0.name == name }) { return local.value }
    guard let value = environment.value(named: name) else { throw EvaluationError("\(name) is not set") }
    return value
  }

  private mutating func select<E: GuardEnvironment>(
    _ expression: Expression, _ operand: Expression, _ field: String, _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    let owner = try value(of: operand, environment)
    guard case .map(let entries) = owner else {
      throw EvaluationError("\(operand.label) is \(owner.typeName), which has no field \(field)")
    }
    guard let value = entries[.string(field)] else { throw EvaluationError("\(expression.label) is not set") }
    note(expression, value)
    return value
  }

  private mutating func note(_ expression: Expression, _ value: Value) {
    guard let path = expression.path, !locals.contains(where: { $0.name == path[0] }) else { return }
    if case .map = value { return }
    let reading = Reading(path: path.joined(separator: "."), value: value)
    if !readings.contains(reading) { readings.append(reading) }
  }

  private mutating func has<E: GuardEnvironment>(
    _ operand: Expression, _ field: String, _ environment: borrowing E
  ) throws(EvaluationError) -> Bool {
    guard case .map(let entries) = try value(of: operand, environment) else { return false }
    let found = entries[.string(field)]
    return found != nil && found != .null
  }

  private mutating func map<E: GuardEnvironment>(
    _ pairs: [Expression.Pair], _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    var entries: [Value: Value] = [:]
    for pair in pairs {
      let key = try value(of: pair.key, environment)
      guard entries.updateValue(try value(of: pair.value, environment), forKey: key) == nil else {
        throw EvaluationError("the key \(key) stands twice")
      }
    }
    return .map(entries)
  }

  private mutating func truth<E: GuardEnvironment>(
    of expression: Expression, _ environment: borrowing E
  ) throws(EvaluationError) -> Bool {
    let found = try value(of: expression, environment)
    guard case .bool(let truth) = found else {
      throw EvaluationError(
        found == .null ? "\(expression.label) is not set" : "\(expression.label) is not true or false")
    }
    return truth
  }

  private mutating func binary<E: GuardEnvironment>(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    switch sign {
    case .and: return try .bool(absorbing(left, right, unless: false, environment))
    case .or: return try .bool(absorbing(left, right, unless: true, environment))
    default:
      let (first, second) = (try value(of: left, environment), try value(of: right, environment))
      return try Operators.apply(sign, first, second, named: (left.label, right.label))
    }
  }

  /// The side that settles the matter settles it even if the other one errs.
  private mutating func absorbing<E: GuardEnvironment>(
    _ left: Expression, _ right: Expression, unless settling: Bool, _ environment: borrowing E
  ) throws(EvaluationError) -> Bool {
    let first: Bool
    do { first = try truth(of: left, environment) } catch {
      if let second = try? truth(of: right, environment), second == settling { return settling }
      throw error
    }
    return first == settling ? settling : try truth(of: right, environment)
  }

  private mutating func call<E: GuardEnvironment>(
    _ name: String, _ receiver: Expression?, _ arguments: [Expression], _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    var given = try values(of: arguments, environment)
    if let receiver { given.insert(try value(of: receiver, environment), at: 0) }
    if Functions.names.contains(name) { return try Functions.call(name, given) }
    return try environment.call(name, given)
  }

  private mutating func macro<E: GuardEnvironment>(
    _ macro: Expression.Macro, _ list: Expression, _ variable: String, _ body: Expression,
    _ environment: borrowing E
  ) throws(EvaluationError) -> Value {
    let elements: [Value]
    switch try value(of: list, environment) {
    case .list(let values): elements = values
    case .map(let entries): elements = Array(entries.keys)
    case let other: throw EvaluationError("\(list.label) is \(other.typeName), \(macro.rawValue)() needs a list")
    }
    var results: [Value] = []
    var failure: EvaluationError?
    for element in elements {
      locals.append((variable, element))
      defer { locals.removeLast() }
      do throws(EvaluationError) {
        if macro == .map {
          results.append(try value(of: body, environment))
          continue
        }
        let holds = try truth(of: body, environment)
        if macro == .all && !holds { return .bool(false) }
        if macro == .exists && holds { return .bool(true) }
        if holds { results.append(element) }
      } catch {
        guard macro == .all || macro == .exists else { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    switch macro {
    case .all: return .bool(true)
    case .exists: return .bool(false)
    case .existsOne: return .bool(results.count == 1)
    case .filter, .map: return .list(results)
    }
  }
}

extension Expression {
  /// How messages name this part.
  var label: String { path?.joined(separator: ".") ?? "this part" }
}
