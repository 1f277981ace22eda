/// A guard read with partial knowledge: what it may come to, and what would have to be known to say more.
package struct PartialGuard: Sendable {
  package let source: String
  /// Values that are written in it.
  package let literals: [Value]
  /// Whether it does more with values than compare them and ask whether they are among others.
  package let isInvolved: Bool
  let expression: Expression?

  package init(_ condition: Guard) {
    source = condition.source
    expression = try? Parser.parse(condition.source)
    literals = expression.map { $0.literals } ?? []
    isInvolved = expression.map { $0.isInvolved } ?? true
  }

  package struct Answer: Sendable {
    package let outcomes: Outcomes
    /// What it may come to where it is no condition; nil where it cannot be answered.
    package let value: Known?
    /// Whether it may be impossible to answer.
    package let mayFail: Bool
    /// Paths that were read and of which more could be known.
    package let asked: [[String]]
  }

  /// Sound: whatever values agree with what is known, evaluation gives one of the outcomes.
  package func answer(in environment: some PartialEnvironment) -> Answer {
    guard let expression else {
      return Answer(outcomes: [.holds, .refuses, .errs], value: .anything, mayFail: true, asked: [])
    }
    var run = PartialRun(environment)
    let partial = run.value(of: expression)
    return Answer(outcomes: partial.outcomes, value: partial.value, mayFail: partial.mayFail, asked: run.asked)
  }
}

extension PartialGuard {
  /// What the guard asks of one subject alone; nil where nothing is known of the guard.
  package func parts(about subject: GuardSubject) -> GuardParts? {
    expression.map { GuardParts(about: subject, in: $0) }
  }
}

extension Expression {
  fileprivate var literals: [Value] {
    if case .literal(let value, _) = self { return [value] }
    return children.flatMap(\.literals)
  }

  fileprivate var isInvolved: Bool {
    switch self {
    case .binary(let sign, _, _, _) where sign.precedence > 1: return true
    case .call(let name, let receiver, _, _):
      if let function = Function(rawValue: name), function.kind != .size { return true }
      if receiver != nil && Function(rawValue: name) == nil { return true }
    default: break
    }
    return children.contains { $0.isInvolved }
  }
}

/// What is known of a part, and whether it may be impossible to answer.
struct Partial {
  /// Nil: it can never be answered.
  let value: Known?
  let mayFail: Bool

  static let failure = Partial(value: nil, mayFail: true)
  static let unknown = Partial(value: .anything, mayFail: true)
  init(value: Known?, mayFail: Bool = false) {
    self.value = value
    self.mayFail = mayFail
  }

  init(_ outcomes: Outcomes) {
    let mayFail = outcomes.contains(.errs)
    switch outcomes.intersection(.open) {
    case .holds: self.init(value: .exactly(.bool(true)), mayFail: mayFail)
    case .refuses: self.init(value: .exactly(.bool(false)), mayFail: mayFail)
    case []: self = .failure
    default: self.init(value: .present, mayFail: mayFail)
    }
  }

  var outcomes: Outcomes {
    let failing: Outcomes = mayFail ? .errs : []
    switch value {
    case nil: return .errs
    case .exactly(.bool(let bool)): return failing.union(bool ? .holds : .refuses)
    case .exactly: return .errs
    case .present: return failing.union(.open)
    default: return [.holds, .refuses, .errs]
    }
  }
}
