/// A parsed expression; every node knows its place in the text, in Unicode scalars from its start.
indirect enum Expression: Hashable, Sendable {
  case literal(Value, Int)
  case name(String, Int)
  /// `.name`: never the variable of a macro.
  case global(String, Int)
  case select(Expression, String, Int)
  /// `has(a.b)`
  case has(Expression, String, Int)
  case index(Expression, Expression, Int)
  case list([Expression], Int)
  case map([Pair], Int)
  case unary(UnaryOperator, Expression, Int)
  case binary(BinaryOperator, Expression, Expression, Int)
  /// Two or more expressions joined by one operator.
  case logic(LogicOperator, [Expression], Int)
  case conditional(Expression, Expression, Expression, Int)
  case call(String, receiver: Expression?, [Expression], Int)
  case macro(Macro, Int)

  struct Pair: Hashable, Sendable {
    let key: Expression
    let value: Expression
  }

  /// `range.kind(variable, condition)` or `range.map(variable, condition, result)`.
  struct Macro: Hashable, Sendable {
    enum Kind: String, Sendable {
      case all, exists
      case existsOne = "exists_one"
      case filter, map
    }
    let kind: Kind
    let range: Expression
    let variable: String
    /// Absent in the two-argument form of `map`.
    let condition: Expression?
    /// Only for `map`.
    let result: Expression?
  }
}

enum UnaryOperator: String, Sendable {
  case not = "!"
  case minus = "-"
}

enum LogicOperator: String, Sendable {
  case or = "||"
  case and = "&&"
}

enum BinaryOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  /// Higher binds tighter.
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: 1
    case .add, .subtract: 2
    case .multiply, .divide, .remainder: 3
    }
  }
}
