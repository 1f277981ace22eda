extension Compiler {
  mutating func global(_ name: String) -> Step {
    let path = path(name)
    let absent = EvaluationError(UnsupportedCEL.refusal(ofName: name) ?? "\(name) is not set")
    return { (run) throws(EvaluationError) in
      guard let value = run.environment.value(named: name) else { throw absent }
      run.note(path, value)
      return value
    }
  }

  mutating func select(_ expression: Expression, _ operand: Expression, _ field: String) -> Step {
    guard let names = freePath(of: expression) else {
      let answer = operand.root == nil ? expression.reading.map { self.path($0) } : nil
      return entry(of: operand, field, answer)
    }
    let name = names.joined(separator: ".")
    if qualifiedNames.contains(name) { return global(name) }
    let path = path(name)
    let entry = entry(of: operand, field, path)
    guard names.count == 2, !qualifiedNames.contains(names[0]) else { return entry }
    let root = names[0]
    return { (run) throws(EvaluationError) in
      switch run.environment.field(field, of: root) {
      case .value(let value):
        run.note(path, value)
        return value
      case .unset:
        run.note(path, .null)
        return .null
      case .absent: throw EvaluationError("\(name) is not set")
      case nil: return try entry(&run)
      }
    }
  }

  /// A field of a map that is there as a value.
  private mutating func entry(of operand: Expression, _ field: String, _ path: Int?) -> Step {
    let (owner, label, key) = (step(operand), operand.label, Value.string(field))
    let name = operand.reading == nil ? field : "\(label).\(field)"
    return { (run) throws(EvaluationError) in
      let found = try owner(&run)
      guard let entries = run.entries(of: found) else { throw .noField(field, of: found, label) }
      guard let value = entries[key] else { throw EvaluationError("\(name) is not set") }
      if let path { run.note(path, value) }
      return value
    }
  }

  mutating func has(_ operand: Expression, _ field: String) -> Test {
    let (owner, label, key) = (step(operand), operand.label, Value.string(field))
    let inMap: Test = { (run) throws(EvaluationError) in
      let found = try owner(&run)
      guard let entries = run.entries(of: found) else { throw .noField(field, of: found, label) }
      return entries[key] != nil
    }
    guard let root = freePath(of: operand), root.count == 1, !qualifiedNames.contains(root[0]) else { return inMap }
    let name = root[0]
    return { (run) throws(EvaluationError) in
      switch run.environment.field(field, of: name) {
      case .value: true
      case .unset, .absent: false
      case nil: try inMap(&run)
      }
    }
  }

  /// The plain path, unless it begins with the variable of a macro.
  private func freePath(of expression: Expression) -> [String]? {
    if case .name(let name, _) = expression.root, slot(name) != nil { return nil }
    return expression.path
  }
}

extension Run {
  /// Returns the entries of a map, or of the record to which a code refers.
  fileprivate func entries(of value: Value) -> [Value: Value]? {
    switch value {
    case .map(let entries): return entries
    case .string(let code):
      guard case .map(let entries)? = environment.referred(code) else { return nil }
      return entries
    default: return nil
    }
  }
}

extension EvaluationError {
  fileprivate static func noField(_ field: String, of owner: Value, _ label: String) -> EvaluationError {
    if owner == .null { return EvaluationError("\(label) is not set") }
    return EvaluationError("\(label) is \(owner.typeName), which has no field \(field)")
  }
}
