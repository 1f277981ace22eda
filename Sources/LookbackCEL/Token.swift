/// The smallest part of a guard's text.
struct Token: Hashable {
  enum Kind: Hashable {
    case name(String)
    /// A field's name in backquotes.
    case quotedName(String)
    case int(Int64)
    /// 2^63, which exists only with a minus before it.
    case minimumMagnitude
    case double(Double)
    case string(String)
    case symbol(Symbol)
    case end
  }

  enum Symbol: String {
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
  }

  let kind: Kind
  /// Unicode scalars from the start of the text.
  let offset: Int

  /// How messages name it.
  var description: String {
    switch kind {
    case .name(let text): "`\(text)`"
    case .quotedName(let text): "`` `\(text)` ``"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    case .int(let value): "`\(value)`"
    case .minimumMagnitude: "`9223372036854775808`, which fits only with a minus before it"
    case .double(let value): "`\(value)`"
    case .string: "a text"
    case .end: "the end"
    }
  }

  /// Words that no name may be; as fields after a dot they are allowed.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
