extension Parser {
  /// Fields, elements and calls that follow an expression.
  mutating func member(after start: Expression) throws(GuardError) -> Expression {
    var result = start
    while case .symbol(let symbol) = current.kind {
      let (offset, below) = (current.offset, height)
      switch symbol {
      case .dot:
        advance()
        result = try field(of: result, dot: offset)
      case .openBracket:
        advance()
        if case .symbol(.question) = current.kind { throw optional(at: current.offset) }
        result = .index(result, try expression(), offset)
        try require(.closeBracket)
      case .openBrace where result.path != nil:
        throw .outside("protocol buffer messages", "write a map, {'field': value}", at: offset)
      default: return result
      }
      try rise(above: below, height)
    }
    return result
  }

  private func optional(at offset: Int) -> GuardError {
    .outside("optional values", "ask with has() or `in` first", at: offset)
  }

  private mutating func field(of owner: Expression, dot: Int) throws(GuardError) -> Expression {
    let token = current
    switch token.kind {
    case .name(let name) where !["true", "false", "null", "in"].contains(name):
      advance()
      return take(.openParenthesis)
        ? try call(name, receiver: owner, at: token.offset) : .select(owner, name, dot)
    case .quotedName(let name):
      advance()
      return .select(owner, name, dot)
    case .symbol(.question): throw optional(at: token.offset)
    default: throw unexpected("a field's name")
    }
  }

  mutating func primary() throws(GuardError) -> Expression {
    let token = current
    height = 1
    switch token.kind {
    case .int(let value): return literal(.int(value))
    case .double(let value): return literal(.double(value))
    case .string(let text): return literal(.string(text))
    case .name("true"): return literal(.bool(true))
    case .name("false"): return literal(.bool(false))
    case .name("null"): return literal(.null)
    case .name(let name): return try named(name, isGlobal: false)
    case .symbol(let symbol):
      advance()
      switch symbol {
      case .openParenthesis:
        let inner = try expression()
        try require(.closeParenthesis)
        return inner
      case .openBracket: return .list(try expressions(until: .closeBracket), token.offset)
      case .openBrace: return .map(try pairs(), token.offset)
      case .dot:
        if case .name(let name) = current.kind { return try named(name, isGlobal: true) }
        throw unexpected("a name")
      default: break
      }
      throw GuardError(.syntax, "expected a value, found \(token.description)", at: token.offset)
    case .minimumMagnitude, .quotedName, .end: throw unexpected("a value")
    }
  }

  private mutating func literal(_ value: Value) -> Expression {
    defer { advance() }
    return .literal(value, current.offset)
  }

  private mutating func named(_ name: String, isGlobal: Bool) throws(GuardError) -> Expression {
    let offset = current.offset
    guard name != "in", !Token.reserved.contains(name) else { throw unexpected("a value") }
    advance()
    if take(.openParenthesis) { return try call(name, receiver: nil, at: offset) }
    return isGlobal ? .global(name, offset) : .name(name, offset)
  }

  /// Separated by commas; `height` becomes that of the highest. A list may end in a comma, a call may not.
  private mutating func expressions(until end: Token.Symbol) throws(GuardError) -> [Expression] {
    var found: [Expression] = []
    var below = 0
    if end == .closeBracket, take(onlyComma: end) { return [] }
    while !take(end) {
      if case .symbol(.question) = current.kind { throw optional(at: current.offset) }
      found.append(try expression())
      below = max(below, height)
      if take(.comma) {
        if end == .closeParenthesis, case .symbol(end) = current.kind { throw unexpected("another argument") }
      } else if current.kind != .symbol(end) {
        throw unexpected("`,` or `\(end.rawValue)`")
      }
    }
    try rise(above: below)
    return found
  }

  /// `[,]` and `{,}` are empty: the grammar of the language says so.
  private mutating func take(onlyComma end: Token.Symbol) -> Bool {
    guard current.kind == .symbol(.comma), next.kind == .symbol(end) else { return false }
    advance()
    advance()
    return true
  }

  private mutating func pairs() throws(GuardError) -> [Expression.Pair] {
    var pairs: [Expression.Pair] = []
    var below = 0
    if take(onlyComma: .closeBrace) { return [] }
    while !take(.closeBrace) {
      if case .symbol(.question) = current.kind { throw optional(at: current.offset) }
      let key = try expression()
      below = max(below, height)
      try require(.colon)
      pairs.append(Expression.Pair(key: key, value: try expression()))
      below = max(below, height)
      if !take(.comma), current.kind != .symbol(.closeBrace) { throw unexpected("`,` or `}`") }
    }
    try rise(above: below)
    return pairs
  }

  /// After the opening parenthesis.
  private mutating func call(
    _ name: String, receiver: Expression?, at offset: Int
  ) throws(GuardError) -> Expression {
    let below = height
    let given = try expressions(until: .closeParenthesis)
    try rise(above: below, height)
    if let refused = Function.refused[name] { throw .outside(refused.what, refused.instead, at: offset) }
    if name == "has" && receiver == nil {
      guard given.count == 1, case .select(let operand, let field, _) = given[0] else {
        throw GuardError(.syntax, "has() takes one field, such as has(data.class)", at: offset)
      }
      return .has(operand, field, offset)
    }
    guard let receiver, let kind = Expression.Macro.Kind(rawValue: name) else {
      return .call(name, receiver: receiver, given, offset)
    }
    return .macro(try macro(kind, receiver, given, offset), offset)
  }

  private func macro(
    _ kind: Expression.Macro.Kind, _ range: Expression, _ given: [Expression], _ offset: Int
  ) throws(GuardError) -> Expression.Macro {
    if given.count == 3, kind != .map {
      throw .outside("macros of two variables", "use one: the element of a list, the key of a map", at: offset)
    }
    guard given.count == 2 || given.count == 3, case .name(let variable, _) = given[0] else {
      throw GuardError(
        .syntax, "\(kind.rawValue)() takes a name and an expression, such as x.\(kind.rawValue)(t, t > 0)", at: offset)
    }
    guard kind == .map else {
      return Expression.Macro(kind: kind, range: range, variable: variable, condition: given[1], result: nil)
    }
    return Expression.Macro(
      kind: kind, range: range, variable: variable, condition: given.count == 3 ? given[1] : nil, result: given.last)
  }
}
