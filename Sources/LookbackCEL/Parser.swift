/// Builds an expression from tokens; operator precedence as the CEL language definition gives it.
struct Parser {
  /// Levels of brackets, calls and conditionals in each other.
  static let nestingLimit = 100
  /// Levels of the tree, to which a chain of `+` or of fields adds one each.
  static let heightLimit = 200
  /// Unicode scalars of a text.
  static let sourceLimit = 16_384
  static let tokenLimit = 4_096

  private let tokens: [Token]
  private var position = 0
  private var nesting = 0
  /// The height of the expression that was parsed last.
  var height = 0

  static func parse(_ source: String) throws(GuardError) -> Expression {
    guard source.utf8.count <= sourceLimit || source.unicodeScalars.count <= sourceLimit else {
      throw GuardError(.cost, "a guard has at most \(sourceLimit) characters", at: sourceLimit)
    }
    var parser = Parser(tokens: try Lexer.tokens(of: source, limit: tokenLimit))
    let expression = try parser.expression()
    guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private init(tokens: [Token]) { self.tokens = tokens }

  var current: Token { tokens[position] }

  /// The token after the current one; the last one has none but itself.
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  func unexpected(_ expected: String) -> GuardError {
    if case .name(let word) = current.kind, Token.reserved.contains(word) {
      return GuardError(.syntax, "`\(word)` is a reserved word; as a field it stands after a dot", at: current.offset)
    }
    return GuardError(.syntax, "expected \(expected), found \(current.description)", at: current.offset)
  }

  mutating func advance() { position += 1 }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  mutating func require(_ symbol: Token.Symbol) throws(GuardError) {
    guard take(symbol) else { throw unexpected("`\(symbol.rawValue)`") }
  }

  /// Marks the expression parsed last as standing above others of these heights.
  mutating func rise(above heights: Int...) throws(GuardError) {
    height = (heights.max() ?? 0) + 1
    guard height <= Self.heightLimit else {
      throw GuardError(.cost, "a guard has at most \(Self.heightLimit) operators on one another", at: current.offset)
    }
  }

  mutating func expression() throws(GuardError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingLimit else {
      throw GuardError(.cost, "a guard nests at most \(Self.nestingLimit) levels", at: current.offset)
    }
    let condition = try logic(.or)
    let (offset, below) = (current.offset, height)
    guard take(.question) else { return condition }
    let first = try logic(.or)
    let beside = height
    try require(.colon)
    let second = try expression()
    try rise(above: below, beside, height)
    return .conditional(condition, first, second, offset)
  }

  private mutating func logic(_ sign: LogicOperator) throws(GuardError) -> Expression {
    let first = try sign == .or ? logic(.and) : binary(1)
    let (symbol, offset): (Token.Symbol, Int) = (sign == .or ? .or : .and, current.offset)
    guard current.kind == .symbol(symbol) else { return first }
    var parts = [first]
    var below = height
    while take(symbol) {
      parts.append(try sign == .or ? logic(.and) : binary(1))
      below = max(below, height)
    }
    try rise(above: below)
    return .logic(sign, parts, offset)
  }

  /// Operators of that precedence and tighter ones; equal ones group from the left.
  private mutating func binary(_ precedence: Int) throws(GuardError) -> Expression {
    guard precedence <= 3 else { return try unary() }
    var left = try binary(precedence + 1)
    while let found = binaryOperator, found.precedence == precedence {
      let (offset, below) = (current.offset, height)
      position += 1
      let right = try binary(precedence + 1)
      try rise(above: below, height)
      left = .binary(found, left, right, offset)
    }
    return left
  }

  private var binaryOperator: BinaryOperator? {
    switch current.kind {
    case .name("in"): .contained
    case .symbol(let symbol):
      switch symbol {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .plus: .add
      case .minus: .subtract
      case .times: .multiply
      case .slash: .divide
      case .percent: .remainder
      default: nil
      }
    default: nil
    }
  }

  /// One or more `!`, or one or more `-`, never both.
  private mutating func unary() throws(GuardError) -> Expression {
    let (symbol, sign): (Token.Symbol, UnaryOperator) =
      current.kind == .symbol(.not) ? (.not, .not) : (.minus, .minus)
    var offsets: [Int] = []
    while current.kind == .symbol(symbol) {
      offsets.append(current.offset)
      position += 1
    }
    var result: Expression
    if let number = negatedLiteral, let offset = offsets.popLast() {
      position += 1
      height = 1
      result = try member(after: .literal(number, offset))
    } else {
      result = try member(after: primary())
    }
    for offset in offsets.reversed() {
      result = .unary(sign, result, offset)
      try rise(above: height)
    }
    return result
  }

  /// A number right after a minus is one literal with it: only so can the least int be written.
  private var negatedLiteral: Value? {
    guard position > 0, tokens[position - 1].kind == .symbol(.minus) else { return nil }
    switch current.kind {
    case .int(let number): return .int(-number)
    case .double(let number): return .double(-number)
    case .minimumMagnitude: return .int(.min)
    default: return nil
    }
  }
}
