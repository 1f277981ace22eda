extension Compiler {
  /// Makes a macro's variable known to what is compiled until `leave`, and gives its place.
  private mutating func enter(_ macro: Expression.Macro) -> Int {
    variables.append(macro.variable)
    deepest = max(deepest, variables.count)
    return variables.count - 1
  }

  private mutating func leave() { variables.removeLast() }

  /// `all`, `exists` and `exists_one`.
  mutating func quantifier(_ macro: Expression.Macro) -> Test {
    let (range, label, name) = (step(macro.range), macro.range.label, macro.kind.rawValue)
    let cost = macro.iterationCost
    let slot = enter(macro)
    defer { leave() }
    let test = macro.condition.map { self.test($0) } ?? always
    guard macro.kind != .existsOne else {
      return { (run) throws(EvaluationError) in
        var count = 0
        for element in try run.elements(of: range(&run), name, label) {
          try run.budget.spend(cost)
          run.locals[slot] = element
          if try test(&run) { count += 1 }
        }
        return count == 1
      }
    }
    let settling = macro.kind == .exists
    return { (run) throws(EvaluationError) in
      var failure: EvaluationError?
      for element in try run.elements(of: range(&run), name, label) {
        // An element that errs may be outvoted by a later one, a spent budget may not: hence outside the `do`.
        try run.budget.spend(cost)
        run.locals[slot] = element
        do throws(EvaluationError) { if try test(&run) == settling { return settling } } catch {
          failure = failure ?? error
        }
      }
      if let failure { throw failure }
      return !settling
    }
  }

  /// `map` and `filter`.
  mutating func collection(_ macro: Expression.Macro) -> Step {
    let (range, label, name) = (step(macro.range), macro.range.label, macro.kind.rawValue)
    let cost = macro.iterationCost.plus(Cost.element)
    let slot = enter(macro)
    defer { leave() }
    let test = macro.condition.map { self.test($0) }
    let result = macro.result.map { step($0) }
    return { (run) throws(EvaluationError) in
      var values: [Value] = []
      for element in try run.elements(of: range(&run), name, label) {
        try run.budget.spend(cost)
        run.locals[slot] = element
        if let test, try !test(&run) { continue }
        values.append(try result?(&run) ?? element)
      }
      return .list(values)
    }
  }
}

private let always: Test = { (_) throws(EvaluationError) in true }

extension Expression.Macro {
  /// Steps of one round, without the rounds of macros inside, which are spent as they come.
  fileprivate var iterationCost: Int {
    [condition, result].compactMap { $0 }.reduce(1) { $0.plus(Cost.straight($1)) }
  }
}
