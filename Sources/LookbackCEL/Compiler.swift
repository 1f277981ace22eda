/// Turns an expression into closures: names are resolved and constants are made once, not at every evaluation.
struct Compiler {
  /// Names with dots, such as `a.b`, that stand before fields of that spelling.
  let qualifiedNames: Set<String>
  var variables: [String] = []
  var deepest = 0
  private var paths: [String: Int] = [:]

  static func compile(_ expression: Expression, qualifiedNames: Set<String>) -> Program {
    var compiler = Compiler(qualifiedNames: qualifiedNames)
    let step = compiler.step(expression)
    let paths = compiler.paths.sorted { $0.value < $1.value }.map(\.key)
    return Program(step: step, locals: compiler.deepest, paths: paths)
  }

  private init(qualifiedNames: Set<String>) { self.qualifiedNames = qualifiedNames }

  mutating func step(_ expression: Expression) -> Step {
    if let constant = Constant.value(of: expression) { return { (_) throws(EvaluationError) in constant } }
    switch expression {
    case .literal(let value, _): return { (_) throws(EvaluationError) in value }
    case .name(let name, _):
      if let slot = slot(name) { return { (run) throws(EvaluationError) in run.locals[slot] } }
      return global(name)
    case .global(let name, _): return global(name)
    case .select(let operand, let field, _): return select(expression, operand, field)
    case .index(let operand, let key, _):
      let (owner, key) = (step(operand), step(key))
      return { (run) throws(EvaluationError) in try Comparison.element(of: owner(&run), at: key(&run)) }
    case .list(let elements, _): return list(elements)
    case .map(let pairs, _): return map(pairs)
    case .unary(.minus, let operand, _): return negated(operand)
    case .binary(let sign, let left, let right, _) where sign.precedence > 1: return arithmetic(sign, left, right)
    case .conditional(let condition, let first, let second, _):
      let (condition, first, second) = (test(condition), step(first), step(second))
      return { (run) throws(EvaluationError) in try condition(&run) ? first(&run) : second(&run) }
    case .call(let name, let receiver, let arguments, _): return call(name, receiver, arguments)
    case .macro(let macro, _) where macro.kind == .map || macro.kind == .filter: return collection(macro)
    case .has, .unary, .binary, .logic, .macro:
      let test = test(expression)
      return { (run) throws(EvaluationError) in .bool(try test(&run)) }
    }
  }

  private mutating func list(_ elements: [Expression]) -> Step {
    let steps = elements.map { step($0) }
    return { (run) throws(EvaluationError) in
      var values: [Value] = []
      values.reserveCapacity(steps.count)
      for step in steps { values.append(try step(&run)) }
      return .list(values)
    }
  }

  private mutating func map(_ pairs: [Expression.Pair]) -> Step {
    let steps = pairs.map { (key: step($0.key), value: step($0.value)) }
    return { (run) throws(EvaluationError) in
      var entries: [Value: Value] = [:]
      for pair in steps {
        let key = try pair.key(&run)
        switch key {
        case .bool, .int, .string: break
        default: throw EvaluationError("the key of a map is bool, int or string, found \(key.typeName)")
        }
        guard entries.updateValue(try pair.value(&run), forKey: key) == nil else {
          throw EvaluationError("the key \(key.brief) stands twice")
        }
      }
      return .map(entries)
    }
  }

  private mutating func negated(_ operand: Expression) -> Step {
    let (step, label) = (step(operand), operand.label)
    return { (run) throws(EvaluationError) in
      let value = try step(&run)
      if value == .null { throw EvaluationError("\(label) is not set") }
      return try Arithmetic.negate(value)
    }
  }

  private mutating func arithmetic(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Step {
    let (first, second) = (step(left), step(right))
    let labels = (left.label, right.label)
    return { (run) throws(EvaluationError) in
      let (a, b) = (try first(&run), try second(&run))
      switch (a, b) {
      case (.list(let x), .list(let y)): try run.budget.spend((x.count + y.count) * Cost.element)
      case (.string(let x), .string(let y)): try run.budget.spend((x.utf8.count + y.utf8.count) / 8)
      case (.null, _): throw EvaluationError("\(labels.0) is not set")
      case (_, .null): throw EvaluationError("\(labels.1) is not set")
      default: break
      }
      return try Arithmetic.apply(sign, a, b)
    }
  }

  /// The place of a macro's variable.
  func slot(_ name: String) -> Int? { variables.lastIndex(of: name) }

  /// The number under which values read at that path are noted.
  mutating func path(_ name: String) -> Int {
    if let known = paths[name] { return known }
    paths[name] = paths.count
    return paths.count - 1
  }
}
