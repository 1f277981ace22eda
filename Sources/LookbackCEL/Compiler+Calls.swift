extension Compiler {
  mutating func call(_ name: String, _ receiver: Expression?, _ arguments: [Expression]) -> Step {
    guard let function = Function(rawValue: name) else { return hosted(name, receiver, arguments) }
    let given = [receiver].compactMap { $0 } + arguments
    switch (function.kind, receiver, given.count) {
    case (.size, _, 1): return size(given[0])
    case (.search, .some(let text), 2): return search(function, text, arguments[0])
    case (.conversion, nil, 1): return conversion(function, given[0])
    case (.getter, .some(let owner), 1): return getter(function, owner)
    case (.getter, .some(let owner), 2): return getter(function, owner, in: arguments[0])
    default:
      let form = receiver == nil ? "\(name)()" : ".\(name)()"
      return failing("\(form) cannot take \(arguments.count) arguments")
    }
  }

  private func failing(_ message: String) -> Step {
    { (_) throws(EvaluationError) in throw EvaluationError(message) }
  }

  private mutating func hosted(_ name: String, _ receiver: Expression?, _ arguments: [Expression]) -> Step {
    guard receiver == nil else { return failing(UnsupportedCEL.refusal(ofFunction: name)) }
    let steps = arguments.map { step($0) }
    let path = Expression.call(name, receiver: nil, arguments, 0).reading.map { self.path($0) }
    return { (run) throws(EvaluationError) in
      var given: [Value] = []
      given.reserveCapacity(steps.count)
      for step in steps { given.append(try step(&run)) }
      let answer = try run.environment.call(name, given)
      if let path { run.note(path, answer) }
      return answer
    }
  }

  private mutating func size(_ argument: Expression) -> Step {
    let (step, label) = (step(argument), argument.label)
    return { (run) throws(EvaluationError) in
      switch try step(&run) {
      case .string(let text):
        try run.budget.spend(text.utf8.count / 16)
        return .int(Int64(text.unicodeScalars.count))
      case .list(let values): return .int(Int64(values.count))
      case .map(let entries): return .int(Int64(entries.count))
      case let other: throw .wrong(other, label, "size()")
      }
    }
  }

  private mutating func search(_ function: Function, _ text: Expression, _ part: Expression) -> Step {
    let (whole, piece) = (step(text), step(part))
    let labels = (text.label, part.label)
    return { (run) throws(EvaluationError) in
      let (found, wanted) = (try whole(&run), try piece(&run))
      guard case .string(let text) = found else { throw .wrong(found, labels.0, ".\(function.rawValue)()") }
      guard case .string(let part) = wanted else { throw .wrong(wanted, labels.1, ".\(function.rawValue)()") }
      try run.budget.spend(text.utf8.count / 16)
      switch function {
      case .startsWith: return .bool(text.utf8.starts(with: part.utf8))
      case .endsWith: return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
      default:
        try run.budget.spend((text.utf8.count / 64 + 1) * (part.utf8.count / 64 + 1))
        return .bool(text.holds(part))
      }
    }
  }

  private mutating func conversion(_ function: Function, _ argument: Expression) -> Step {
    let (step, label) = (step(argument), argument.label)
    return { (run) throws(EvaluationError) in
      let value = try step(&run)
      if value == .null, function != .dyn { throw EvaluationError("\(label) is not set") }
      return try Conversions.convert(value, by: function)
    }
  }

  private mutating func getter(_ function: Function, _ owner: Expression) -> Step {
    let (step, label) = (step(owner), owner.label)
    return { (run) throws(EvaluationError) in
      let value = try step(&run)
      if value == .null { throw EvaluationError("\(label) is not set") }
      return try Getters.get(function, value, nil)
    }
  }

  /// A zone that is written out is looked up once; another one at each evaluation.
  private mutating func getter(_ function: Function, _ owner: Expression, in zone: Expression) -> Step {
    let (step, label) = (step(owner), owner.label)
    let rules: @Sendable (inout Run) throws(EvaluationError) -> Zone
    if case .literal(.string(let name), _) = zone, let known = try? Zone(name) {
      rules = { (_) throws(EvaluationError) in known }
    } else {
      let named = self.step(zone)
      rules = { (run) throws(EvaluationError) in
        guard case .string(let name) = try named(&run) else { throw EvaluationError("a time zone is a text") }
        return try Zone(name)
      }
    }
    return { (run) throws(EvaluationError) in
      let value = try step(&run)
      if value == .null { throw EvaluationError("\(label) is not set") }
      return try Getters.get(function, value, rules(&run))
    }
  }
}

extension EvaluationError {
  fileprivate static func wrong(_ value: Value, _ label: String, _ function: String) -> EvaluationError {
    EvaluationError(value == .null ? "\(label) is not set" : "\(function) cannot take \(value.typeName)")
  }
}

extension String {
  /// Whether a text occurs in this one, compared byte by byte, which is code point by code point.
  fileprivate func holds(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
