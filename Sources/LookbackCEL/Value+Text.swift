extension Value: CustomStringConvertible {
  /// As written in an expression; equal values print alike.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): String(value)
    case .string(let text): Self.quoted(text)
    case .timestamp(let value): "timestamp('\(value)')"
    case .duration(let value): "duration('\(value)')"
    case .date(let date): "date('\(date)')"
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ") + "}"
    }
  }

  /// CEL has escapes of its own: `\x07` where JSON writes `\u0007`. So this is not `JSONQuoting`.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += digits.count == 1 ? "\\x0" + digits : "\\x" + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
