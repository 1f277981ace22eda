/// One reading of a guard with partial knowledge.
struct PartialRun<Environment: PartialEnvironment> {
  let environment: Environment
  var locals: [(name: String, value: Known)] = []
  private(set) var asked: [[String]] = []

  init(_ environment: Environment) { self.environment = environment }

  mutating func value(of expression: Expression) -> Partial {
    switch expression {
    case .literal(let value, _): return Partial(value: .exactly(value))
    case .name(let name, _):
      if let local = locals.last(where: { $0.name == name }) { return Partial(value: local.value) }
      return read([name])
    case .global(let name, _): return read([name])
    case .select(let operand, let field, _): return select(expression, operand, field)
    case .has(let operand, let field, _): return has(select(expression, operand, field))
    case .unary(.not, let operand, _): return Partial(value(of: operand).outcomes.negated)
    case .binary(let sign, let left, let right, _): return binary(sign, left, right)
    case .logic(let sign, let parts, _): return logic(sign, parts)
    case .conditional(let condition, let first, let second, _): return conditional(condition, first, second)
    case .call(let name, let receiver, let arguments, _): return call(name, receiver, arguments)
    case .macro(let macro, _): return self.macro(macro)
    case .list(let elements, _): return list(elements, expression)
    case .unary(.minus, _, _), .index, .map: return worked(out: expression)
    }
  }

  private mutating func read(_ path: [String]) -> Partial {
    guard let known = environment.known(at: path) else { return .failure }
    if known.value == nil, !asked.contains(path) { asked.append(path) }
    return Partial(value: known)
  }

  /// Notes what would have to be known.
  mutating func ask(_ path: [String]) {
    if !asked.contains(path) { asked.append(path) }
  }

  func isLocal(_ expression: Expression) -> Bool {
    guard case .name(let name, _)? = expression.root else { return false }
    return locals.contains { $0.name == name }
  }

  private mutating func select(_ whole: Expression, _ operand: Expression, _ field: String) -> Partial {
    if let path = operand.path.map({ $0 + [field] }), !isLocal(operand) { return read(path) }
    let owner = value(of: operand)
    switch owner.value {
    case nil, .exactly(.null): return .failure
    case .fields(let fields): return Partial(value: fields[field], mayFail: owner.mayFail || fields[field] == nil)
    default: return .unknown
    }
  }

  private func has(_ partial: Partial) -> Partial {
    switch partial.value {
    case nil, .exactly(.null): Partial(value: .exactly(.bool(false)))
    case .anything: Partial(value: .present)
    default: partial.mayFail ? Partial(value: .present) : Partial(value: .exactly(.bool(true)))
    }
  }

  private mutating func logic(_ sign: LogicOperator, _ parts: [Expression]) -> Partial {
    let found = parts.map { value(of: $0).outcomes }
    let (one, all): (Outcomes, Outcomes) = sign == .and ? (.refuses, .holds) : (.holds, .refuses)
    var result: Outcomes = []
    if found.contains(where: { $0.contains(one) }) { result.insert(one) }
    if found.allSatisfy({ $0.contains(all) }) { result.insert(all) }
    let mayFail = found.allSatisfy { !$0.intersection(all.union(.errs)).isEmpty }
    if mayFail, found.contains(where: { $0.contains(.errs) }) { result.insert(.errs) }
    return Partial(result)
  }

  private mutating func conditional(_ condition: Expression, _ first: Expression, _ second: Expression) -> Partial {
    let outcomes = value(of: condition).outcomes
    var found: [Partial] = []
    if outcomes.contains(.holds) { found.append(value(of: first)) }
    if outcomes.contains(.refuses) { found.append(value(of: second)) }
    guard let one = found.first else { return .failure }
    let mayFail = outcomes.contains(.errs) || found.contains { $0.mayFail }
    let values = found.compactMap(\.value)
    guard let value = values.first else { return .failure }
    let isOne = values.allSatisfy { $0 == value }
    let isNull = values.contains { $0.mayBeNull }
    return Partial(value: isOne ? one.value ?? value : isNull ? .anything : .present, mayFail: mayFail)
  }

  private mutating func list(_ elements: [Expression], _ whole: Expression) -> Partial {
    let found = elements.map { value(of: $0) }
    let values = found.compactMap(\.value)
    guard values.count == found.count else { return .failure }
    let exact = values.compactMap(\.value)
    return Partial(
      value: exact.count == values.count ? .exactly(.list(exact)) : .elements(values),
      mayFail: found.contains { $0.mayFail })
  }

  /// The parts known exactly are worked out as in a case; for others nothing is said.
  mutating func worked(out expression: Expression) -> Partial {
    let parts = expression.children.map { value(of: $0) }
    guard !parts.contains(where: { $0.value == nil }) else { return .failure }
    let values = parts.compactMap { $0.value?.value }
    let mayFail = parts.contains { $0.mayFail }
    guard values.count == parts.count, let filled = expression.filled(with: values) else {
      return Partial(value: .anything, mayFail: true)
    }
    let program = Compiler.compile(filled, qualifiedNames: [])
    var run = Run(Bindings(), locals: program.locals, paths: program.paths)
    guard let value = try? program.step(&run) else { return .failure }
    return Partial(value: .exactly(value), mayFail: mayFail)
  }

  private mutating func call(_ name: String, _ receiver: Expression?, _ arguments: [Expression]) -> Partial {
    if name == "size" { return size(of: receiver ?? arguments.first) }
    let whole = Expression.call(name, receiver: receiver, arguments, 0)
    if let function = Function(rawValue: name) {
      if function == .dyn, let argument = arguments.first { return value(of: argument) }
      return worked(out: whole)
    }
    let found = arguments.map { value(of: $0) }
    guard !found.contains(where: { $0.value == nil || $0.value == .null }) else { return .failure }
    let argument = found.count == 1 ? found[0].value?.value : nil
    guard let known = environment.known(calling: name, argument) else { return .failure }
    let mayFail = found.contains { $0.mayFail || $0.value == .anything }
    return Partial(value: known, mayFail: mayFail || known == .anything)
  }

  private mutating func size(of expression: Expression?) -> Partial {
    guard let expression else { return .failure }
    let sized = value(of: expression)
    switch sized.value {
    case nil, .exactly(.null): return .failure
    case .elements(let elements):
      return Partial(value: .exactly(.int(Int64(elements.count))), mayFail: sized.mayFail)
    case .list(let least, let most):
      return Partial(value: .number(atLeast: least, atMost: most), mayFail: sized.mayFail)
    case .exactly(let value):
      return worked(out: .call("size", receiver: nil, [.literal(value, 0)], 0))
    case .present, .other: return Partial(value: .number(atLeast: 0, atMost: nil), mayFail: sized.mayFail)
    default: return Partial(value: .number(atLeast: 0, atMost: nil), mayFail: true)
    }
  }
}

extension Outcomes {
  var negated: Outcomes {
    var result = intersection(.errs)
    if contains(.holds) { result.insert(.refuses) }
    if contains(.refuses) { result.insert(.holds) }
    return result
  }
}

extension Expression {
  /// The same with its parts replaced by values; nil where the parts are not all that it is made of.
  func filled(with values: [Value]) -> Expression? {
    let parts = values.map { Expression.literal($0, 0) }
    switch self {
    case .unary(let sign, _, let place): return .unary(sign, parts[0], place)
    case .binary(let sign, _, _, let place): return .binary(sign, parts[0], parts[1], place)
    case .index(_, _, let place): return .index(parts[0], parts[1], place)
    case .call(let name, let receiver, _, let place):
      return receiver == nil
        ? .call(name, receiver: nil, parts, place) : .call(name, receiver: parts[0], Array(parts.dropFirst()), place)
    case .map(let pairs, let place):
      return .map(
        pairs.indices.map { Pair(key: parts[$0 * 2], value: parts[$0 * 2 + 1]) }, place)
    default: return nil
    }
  }
}
