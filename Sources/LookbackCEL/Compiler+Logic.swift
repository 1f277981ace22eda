extension Compiler {
  /// An expression that must be true or false.
  mutating func test(_ expression: Expression) -> Test {
    switch expression {
    case .logic(.and, let parts, _): return settled(parts, by: false)
    case .logic(.or, let parts, _): return settled(parts, by: true)
    case .unary(.not, let operand, _):
      let test = test(operand)
      return { (run) throws(EvaluationError) in try !test(&run) }
    case .binary(let sign, let left, let right, _) where sign.precedence == 1: return comparison(sign, left, right)
    case .has(let operand, let field, _): return has(operand, field)
    case .macro(let macro, _) where macro.kind != .map && macro.kind != .filter: return quantifier(macro)
    default: return truth(of: step(expression), expression.label)
    }
  }

  private func truth(of step: @escaping Step, _ label: String) -> Test {
    { (run) throws(EvaluationError) in
      let found = try step(&run)
      if case .bool(let truth) = found { return truth }
      throw EvaluationError(found == .null ? "\(label) is not set" : "\(label) is \(found.typeName), not true or false")
    }
  }

  /// The side that settles the matter settles it even if another one errs.
  private mutating func settled(_ parts: [Expression], by settling: Bool) -> Test {
    let tests = parts.map { test($0) }
    return { (run) throws(EvaluationError) in
      var failure: EvaluationError?
      for test in tests {
        do throws(EvaluationError) { if try test(&run) == settling { return settling } } catch {
          failure = failure ?? error
        }
      }
      if let failure { throw failure }
      return !settling
    }
  }

  private mutating func comparison(_ sign: BinaryOperator, _ left: Expression, _ right: Expression) -> Test {
    let (first, second) = (step(left), step(right))
    switch sign {
    case .equal:
      return { (run) throws(EvaluationError) in try Comparison.areEqual(first(&run), second(&run), &run.budget) }
    case .notEqual:
      return { (run) throws(EvaluationError) in try !Comparison.areEqual(first(&run), second(&run), &run.budget) }
    case .contained:
      let label = right.label
      return { (run) throws(EvaluationError) in
        let (element, container) = (try first(&run), try second(&run))
        if container == .null { throw EvaluationError("\(label) is not set") }
        return try Comparison.contains(container, element, &run.budget)
      }
    default: return order(sign, (left.label, right.label), first, second)
    }
  }

  private func order(
    _ sign: BinaryOperator, _ labels: (String, String), _ first: @escaping Step, _ second: @escaping Step
  ) -> Test {
    let isSwapped = sign == .greater || sign == .greaterOrEqual
    let orEqual = sign == .lessOrEqual || sign == .greaterOrEqual
    return { (run) throws(EvaluationError) in
      let (a, b) = (try first(&run), try second(&run))
      if case .null = a { throw EvaluationError("\(labels.0) is not set") }
      if case .null = b { throw EvaluationError("\(labels.1) is not set") }
      guard let isLess = isSwapped ? Comparison.isLess(b, a, or: orEqual) : Comparison.isLess(a, b, or: orEqual) else {
        throw .mismatch(sign.rawValue, a, b)
      }
      return isLess
    }
  }
}
