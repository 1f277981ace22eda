/// Builds an expression from tokens; operator precedence as the CEL language definition gives it.
struct Parser {
  static let depthLimit = 64
  static let sourceLimit = 4_096

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  static func parse(_ source: String) throws(GuardError) -> Expression {
    guard source.unicodeScalars.count <= sourceLimit else {
      throw GuardError(.cost, "a guard has at most \(sourceLimit) characters", at: sourceLimit)
    }
    var parser = Parser(tokens: try Lexer.tokens(of: source))
    let expression = try parser.expression()
    guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private init(tokens: [Token]) { self.tokens = tokens }

  private var current: Token { tokens[position] }

  private func unexpected(_ expected: String) -> GuardError {
    let found =
      switch current.kind {
      case .name(let text), .symbol(let text): "`\(text)`"
      case .int(let value): "`\(value)`"
      case .double(let value): "`\(value)`"
      case .string: "a text"
      case .end: "the end"
      }
    return GuardError(.syntax, "expected \(expected), found \(found)", at: current.offset)
  }

  private mutating func take(_ symbol: String) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func require(_ symbol: String) throws(GuardError) {
    guard take(symbol) else { throw unexpected("`\(symbol)`") }
  }

  private mutating func nested<R>(_ body: (inout Parser) throws(GuardError) -> R) throws(GuardError) -> R {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw GuardError(.cost, "a guard nests at most \(Self.depthLimit) levels", at: current.offset)
    }
    return try body(&self)
  }

  private mutating func expression() throws(GuardError) -> Expression {
    try nested { parser throws(GuardError) in
      let condition = try parser.binary(above: 0)
      let offset = parser.current.offset
      guard parser.take("?") else { return condition }
      let first = try parser.nested { p throws(GuardError) in try p.binary(above: 0) }
      try parser.require(":")
      return .conditional(condition, first, try parser.expression(), offset)
    }
  }

  private mutating func binary(above minimum: Int) throws(GuardError) -> Expression {
    var left = try unary()
    while let found = binaryOperator, found.precedence > minimum {
      let offset = current.offset
      position += 1
      let right = try nested { parser throws(GuardError) in try parser.binary(above: found.precedence) }
      left = .binary(found, left, right, offset)
    }
    return left
  }

  private var binaryOperator: BinaryOperator? {
    switch current.kind {
    case .symbol(let symbol): symbol == "!" ? nil : BinaryOperator(rawValue: symbol)
    case .name("in"): .contained
    default: nil
    }
  }

  private mutating func unary() throws(GuardError) -> Expression {
    let offset = current.offset
    if take("!") {
      return .unary(.not, try nested { p throws(GuardError) in try p.unary() }, offset)
    }
    if take("-") {
      if current.kind == .name(Lexer.minimumMagnitude) {
        position += 1
        return .literal(.int(.min), offset)
      }
      return .unary(.minus, try nested { p throws(GuardError) in try p.unary() }, offset)
    }
    return try member()
  }

  private mutating func member() throws(GuardError) -> Expression {
    var result = try primary()
    while true {
      let offset = current.offset
      if take(".") {
        guard case .name(let field) = current.kind else { throw unexpected("a name") }
        position += 1
        if take("(") {
          result = try call(field, receiver: result, at: offset + 1)
        } else {
          result = .select(result, field, offset)
        }
      } else if take("[") {
        let key = try expression()
        try require("]")
        result = .index(result, key, offset)
      } else {
        return result
      }
    }
  }

  private mutating func primary() throws(GuardError) -> Expression {
    let token = current
    switch token.kind {
    case .int(let value): return literal(.int(value))
    case .double(let value): return literal(.double(value))
    case .string(let text): return literal(.string(text))
    case .name("true"): return literal(.bool(true))
    case .name("false"): return literal(.bool(false))
    case .name("null"): return literal(.null)
    case .name(Lexer.minimumMagnitude), .name("in"): throw unexpected("a value")
    case .name(let name):
      position += 1
      return take("(") ? try call(name, receiver: nil, at: token.offset) : .name(name, token.offset)
    case .symbol("("):
      position += 1
      let inner = try expression()
      try require(")")
      return inner
    case .symbol("["):
      position += 1
      return .list(try arguments(until: "]"), token.offset)
    case .symbol("{"):
      position += 1
      return .map(try pairs(), token.offset)
    case .symbol, .end: throw unexpected("a value")
    }
  }

  private mutating func literal(_ value: Value) -> Expression {
    defer { position += 1 }
    return .literal(value, current.offset)
  }

  private mutating func arguments(until end: String) throws(GuardError) -> [Expression] {
    var arguments: [Expression] = []
    while !take(end) {
      arguments.append(try expression())
      if !take(","), current.kind != .symbol(end) { throw unexpected("`,` or `\(end)`") }
    }
    return arguments
  }

  private mutating func pairs() throws(GuardError) -> [Expression.Pair] {
    var pairs: [Expression.Pair] = []
    while !take("}") {
      let key = try expression()
      try require(":")
      pairs.append(Expression.Pair(key: key, value: try expression()))
      if !take(","), current.kind != .symbol("}") { throw unexpected("`,` or `}`") }
    }
    return pairs
  }

  private mutating func call(
    _ name: String, receiver: Expression?, at offset: Int
  ) throws(GuardError) -> Expression {
    let given = try arguments(until: ")")
    if name == "has" && receiver == nil {
      guard given.count == 1, case .select(let operand, let field, _) = given[0] else {
        throw GuardError(.syntax, "has() takes one field, such as has(data.class)", at: offset)
      }
      return .has(operand, field, offset)
    }
    if let receiver, let macro = Expression.Macro(rawValue: name) {
      guard given.count == 2, case .name(let variable, _) = given[0] else {
        throw GuardError(.syntax, "\(name)() takes a name and an expression, such as x.\(name)(t, t > 0)", at: offset)
      }
      return .macro(macro, receiver, variable: variable, given[1], offset)
    }
    return .call(name, receiver: receiver, given, offset)
  }
}
