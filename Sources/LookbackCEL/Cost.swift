/// How many steps an expression may take, and how long a list it may give, both saturating: absurd nesting is dear, not
/// a crash.
struct Cost {
  /// A part of an expression is one step, a call five; what is made costs by its size.
  var steps: Int
  /// Elements, if it gives a list or a map.
  var length: Int

  static let call = 5
  /// What is made takes memory, which is bounded with these: about ten bytes a step.
  static let element = 4
  static let list = 8
  static let map = 24

  /// What a list or a map that is written out costs besides its parts.
  static func made(_ expression: Expression) -> Int {
    switch expression {
    case .list(let elements, _): list + elements.count * element
    case .map(let pairs, _): map + 2 * pairs.count * element
    default: 0
    }
  }

  /// The steps that an expression takes without the rounds of the macros in it.
  static func straight(_ expression: Expression) -> Int {
    if Constant.value(of: expression) != nil { return 1 }
    if case .macro(let macro, _) = expression { return straight(macro.range).plus(1) }
    var own = 1 + made(expression)
    if case .call = expression { own += call }
    return expression.children.reduce(own) { $0.plus(straight($1)) }
  }

  /// - Parameter unknown: how long a list is taken to be whose length is not written out.
  static func bound(_ expression: Expression, unknown: Int = Guard.assumedListLength) -> Int {
    of(expression, unknown).steps
  }

  private static func of(_ expression: Expression, _ unknown: Int) -> Cost {
    if let constant = Constant.value(of: expression) { return Cost(steps: 1, length: constant.length) }
    let parts = expression.children.map { of($0, unknown) }
    let steps = parts.reduce(1) { $0.plus($1.steps) }
    let lengths = parts.map(\.length)
    switch expression {
    case .list(let elements, _): return Cost(steps: steps.plus(made(expression)), length: elements.count)
    case .map(let pairs, _): return Cost(steps: steps.plus(made(expression)), length: pairs.count)
    case .conditional:
      return Cost(
        steps: parts[0].steps.plus(max(parts[1].steps, parts[2].steps)).plus(1), length: max(lengths[1], lengths[2]))
    case .binary(.add, _, _, _):
      return Cost(steps: steps, length: lengths[0].plus(lengths[1]))
    case .call: return Cost(steps: steps.plus(call), length: unknown)
    case .macro(let macro, _):
      let body = parts.dropFirst().reduce(1) { $0.plus($1.steps) }
      let made = macro.kind == .map || macro.kind == .filter ? element : 0
      return Cost(steps: parts[0].steps.plus(lengths[0].times(body.plus(made))), length: lengths[0])
    default: return Cost(steps: steps, length: unknown)
    }
  }
}

extension Value {
  fileprivate var length: Int {
    if case .list(let values) = self { return values.count }
    return 0
  }
}

extension Int {
  func plus(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  func times(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
