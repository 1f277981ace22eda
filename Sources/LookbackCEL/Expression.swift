/// A parsed expression; every node knows its place in the text.
indirect enum Expression: Hashable, Sendable {
  case literal(Value, Int)
  case name(String, Int)
  case select(Expression, String, Int)
  /// `has(a.b)`
  case has(Expression, String, Int)
  case index(Expression, Expression, Int)
  case list([Expression], Int)
  case map([Pair], Int)
  case unary(UnaryOperator, Expression, Int)
  case binary(BinaryOperator, Expression, Expression, Int)
  case conditional(Expression, Expression, Expression, Int)
  case call(String, receiver: Expression?, [Expression], Int)
  case macro(Macro, Expression, variable: String, Expression, Int)

  struct Pair: Hashable, Sendable {
    let key: Expression
    let value: Expression
  }

  enum Macro: String, Sendable, CaseIterable {
    case all, exists
    case existsOne = "exists_one"
    case filter, map
  }

  var offset: Int {
    switch self {
    case .literal(_, let offset), .name(_, let offset), .select(_, _, let offset), .has(_, _, let offset),
      .index(_, _, let offset), .list(_, let offset), .map(_, let offset), .unary(_, _, let offset),
      .binary(_, _, _, let offset), .conditional(_, _, _, let offset), .call(_, _, _, let offset),
      .macro(_, _, _, _, let offset):
      offset
    }
  }
}

enum UnaryOperator: String, Sendable {
  case not = "!"
  case minus = "-"
}

enum BinaryOperator: String, Sendable {
  case or = "||"
  case and = "&&"
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
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained: 3
    case .add, .subtract: 4
    case .multiply, .divide, .remainder: 5
    }
  }
}
