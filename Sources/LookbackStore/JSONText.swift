import LookbackCEL
import LookbackTime

/// Data as JSON, keys sorted: dates, persons and choices are texts.
enum JSONText {
  static func object(_ data: [String: Value]) -> String {
    let pairs = data.sorted { $0.key < $1.key }.map { "\(string($0.key)):\(text($0.value))" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let truth): truth ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): number.isFinite ? String(number) : "null"
    case .string(let text): string(text)
    case .timestamp(let timestamp): string(timestamp.description)
    case .duration(let elapsed): string(elapsed.description)
    case .date(let date): string(date.description)
    case .list(let values): "[" + values.map { self.text($0) }.joined(separator: ",") + "]"
    case .map(let entries):
      "{" + entries.map { "\(string($0.key.description)):\(self.text($0.value))" }.sorted().joined(separator: ",") + "}"
    }
  }

  private static func string(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { utf8 in utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C } }
    if isPlain { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
