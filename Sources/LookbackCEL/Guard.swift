/// A guard expression: parsed, type-checked and bounded; evaluating it cannot loop, call out or change anything.
package struct Guard: Hashable, Sendable {
  package let source: String
  package let type: ValueType
  /// An upper bound on the steps of one evaluation, lists taken at their longest.
  package let cost: Int
  /// The paths that may be read, such as `["data", "class"]`.
  package let reads: [[String]]
  let expression: Expression

  /// - Throws: all that is wrong with the text at once.
  package init(_ source: String, declarations: Declarations) throws(GuardErrors) {
    let parsed: Expression
    do { parsed = try Parser.parse(source) } catch { throw GuardErrors([error]) }
    var checker = TypeChecker(declarations)
    let type = checker.type(of: parsed)
    guard checker.errors.isEmpty else { throw GuardErrors(checker.errors) }
    let cost = parsed.cost
    guard cost <= Guard.costLimit else {
      throw GuardErrors([
        GuardError(.cost, "this guard may take \(cost) steps; at most \(Guard.costLimit) are allowed", at: 0)
      ])
    }
    self.source = source
    self.type = type
    self.cost = cost
    reads = checker.reads
    expression = parsed
  }

  /// Steps that one evaluation may take.
  package static let costLimit = 10_000_000
  /// How long a list is assumed to be when the cost is bounded.
  package static let assumedListLength = 1_000

  package static func == (left: Guard, right: Guard) -> Bool { left.source == right.source }
  package func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// The answer with the values that were read for it.
  package func evaluate(
    in environment: borrowing some GuardEnvironment
  ) throws(EvaluationError) -> Evaluation {
    try Evaluator.evaluate(expression, in: environment)
  }
}

/// What a guard can see; implemented by whoever owns the case.
package protocol GuardEnvironment {
  func value(named name: String) -> Value?
  func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value
}

package struct Evaluation: Sendable {
  package let value: Value
  /// The values that were read, in order, each once.
  package let readings: [Reading]
}

/// A value that a guard read, under the path by which it was named.
package struct Reading: Hashable, Sendable {
  package let path: String
  package let value: Value
  package init(path: String, value: Value) {
    self.path = path
    self.value = value
  }
}

extension Expression {
  /// Saturating: absurd nesting of macros is dear, not a crash.
  fileprivate var cost: Int {
    switch self {
    case .literal, .name: 1
    case .select(let operand, _, _), .has(let operand, _, _), .unary(_, let operand, _): operand.cost.plus(1)
    case .index(let left, let right, _), .binary(_, let left, let right, _): left.cost.plus(right.cost).plus(1)
    case .list(let elements, _): elements.reduce(1) { $0.plus($1.cost) }
    case .map(let pairs, _): pairs.reduce(1) { $0.plus($1.key.cost).plus($1.value.cost) }
    case .conditional(let condition, let first, let second, _):
      condition.cost.plus(max(first.cost, second.cost)).plus(1)
    case .call(_, let receiver, let arguments, _):
      arguments.reduce((receiver?.cost ?? 0).plus(5)) { $0.plus($1.cost) }
    case .macro(_, let list, _, let body, _):
      list.cost.plus(body.cost.times(Guard.assumedListLength))
    }
  }
}

extension Int {
  fileprivate func plus(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func times(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
