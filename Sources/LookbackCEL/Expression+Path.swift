extension [[String]] {
  /// Each once.
  var uniqued: [[String]] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

extension Expression {
  /// `data.class` as `["data", "class"]`, if it is a plain path.
  var path: [String]? {
    switch self {
    case .name(let name, _), .global(let name, _): [name]
    case .select(let operand, let field, _), .has(let operand, let field, _): operand.path.map { $0 + [field] }
    default: nil
    }
  }

  /// The plain paths that are read, each whole, in the order of the text; not those that begin with a variable of a macro.
  func paths(besides variables: Set<String> = []) -> [[String]] {
    if let path {
      if case .name(let name, _)? = root, variables.contains(name) { return [] }
      return [path]
    }
    guard case .macro(let macro, _) = self else { return children.flatMap { $0.paths(besides: variables) } }
    let inner = variables.union([macro.variable])
    let parts = [macro.condition, macro.result].compactMap { $0 }
    return macro.range.paths(besides: variables) + parts.flatMap { $0.paths(besides: inner) }
  }

  /// How readings and messages name what is read: a plain path, or the answer of a host's function whose arguments are
  /// written out, such as `clock("reply").left`.
  var reading: String? {
    switch self {
    case .name(let name, _), .global(let name, _): return name
    case .select(let operand, let field, _), .has(let operand, let field, _):
      return operand.reading.map { "\($0).\(field)" }
    case .call(let name, nil, let arguments, _) where Function(rawValue: name) == nil:
      let written = arguments.compactMap { Constant.value(of: $0)?.description }
      return written.count == arguments.count ? "\(name)(\(written.joined(separator: ", ")))" : nil
    default: return nil
    }
  }

  /// How messages name this part.
  var label: String { reading ?? "this part" }

  /// The first name of a plain path.
  var root: Expression? {
    switch self {
    case .name, .global: self
    case .select(let operand, _, _), .has(let operand, _, _): operand.root
    default: nil
    }
  }

  /// The parts of which it is made, in the order of the text.
  var children: [Expression] {
    switch self {
    case .literal, .name, .global: []
    case .select(let operand, _, _), .has(let operand, _, _), .unary(_, let operand, _): [operand]
    case .index(let left, let right, _), .binary(_, let left, let right, _): [left, right]
    case .list(let elements, _), .logic(_, let elements, _): elements
    case .map(let pairs, _): pairs.flatMap { [$0.key, $0.value] }
    case .conditional(let condition, let first, let second, _): [condition, first, second]
    case .call(_, let receiver, let arguments, _): [receiver].compactMap { $0 } + arguments
    case .macro(let macro, _): [macro.range, macro.condition, macro.result].compactMap { $0 }
    }
  }
}
