/// Something that guards ask of: data, which may stand under several paths, or what a host's function says of one name.
package enum GuardSubject: Hashable, Sendable {
  case data([[String]])
  case call(String, String)
}

/// The parts of a guard that depend on nothing but one subject. What they come to is all that the guard sees of it.
package struct GuardParts: Sendable {
  /// What each part comes to.
  package struct Answer: Hashable, Sendable {
    let values: [Known?]
    let mayFail: [Bool]
  }

  private let subject: GuardSubject
  private let expressions: [Expression]
  /// Whether the subject is compared with something that is not written out.
  package let isCompared: Bool

  package var isEmpty: Bool { expressions.isEmpty }

  init(about subject: GuardSubject, in expression: Expression) {
    self.subject = subject
    expressions = subject.parts(of: expression)
    isCompared = subject.isCompared(in: expression)
  }

  /// What the parts come to where so much is known of the subject; nil where it cannot be read.
  package func answer(_ known: Known?) -> Answer {
    let found = expressions.map { part -> Partial in
      var run = PartialRun(OneSubject(known: known))
      return run.value(of: part)
    }
    return Answer(values: found.map(\.value), mayFail: found.map(\.mayFail))
  }
}

/// Knows one subject; the parts that are read ask of no other.
private struct OneSubject: PartialEnvironment {
  let known: Known?

  func known(at path: [String]) -> Known? { known }
  func known(calling function: String, _ argument: Value?) -> Known? { known }
}

extension GuardSubject {
  /// What a part is made of.
  private enum Make { case constant, subject, mixed }

  fileprivate func parts(of expression: Expression) -> [Expression] {
    switch make(of: expression, []) {
    case .constant: []
    case .subject: [expression]
    case .mixed: expression.path == nil ? expression.children.flatMap { parts(of: $0) } : []
    }
  }

  fileprivate func isCompared(in expression: Expression) -> Bool {
    if case .binary(_, let left, let right, _) = expression, make(of: expression, []) == .mixed,
      !parts(of: left).isEmpty || !parts(of: right).isEmpty
    {
      return true
    }
    return expression.children.contains { isCompared(in: $0) }
  }

  private func make(of expression: Expression, _ variables: Set<String>) -> Make {
    if let path = expression.path {
      if case .name(let name, _)? = expression.root, variables.contains(name) { return .constant }
      if case .data(let paths) = self, paths.contains(path) { return .subject }
      return .mixed
    }
    switch expression {
    case .call(let name, nil, let arguments, _) where Function(rawValue: name) == nil && name != "size":
      guard case .call(name, let argument) = self, arguments.count == 1,
        case .literal(.string(argument), _) = arguments[0]
      else { return .mixed }
      return .subject
    case .macro(let macro, _):
      let inner = variables.union([macro.variable])
      let bodies = [macro.condition, macro.result].compactMap { $0 }.map { make(of: $0, inner) }
      return together([make(of: macro.range, variables)] + bodies)
    default: return together(expression.children.map { make(of: $0, variables) })
    }
  }

  private func together(_ parts: [Make]) -> Make {
    if parts.contains(.mixed) { return .mixed }
    return parts.contains(.subject) ? .subject : .constant
  }
}
