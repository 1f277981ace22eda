import LookbackCEL
import LookbackText
import LookbackTime

/// Data as JSON, keys sorted: dates, persons and choices are texts.
enum JSONText {
  static func object(_ data: [String: Value]) -> String {
    let pairs = data.sorted { $0.key < $1.key }.map { "\(JSONQuoting.quoted($0.key)):\(text($0.value))" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let truth): truth ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): number.isFinite ? String(number) : "null"
    case .string(let text): JSONQuoting.quoted(text)
    case .timestamp(let timestamp): JSONQuoting.quoted(timestamp.description)
    case .duration(let elapsed): JSONQuoting.quoted(elapsed.description)
    case .date(let date): JSONQuoting.quoted(date.description)
    case .list(let values): "[" + values.map { self.text($0) }.joined(separator: ",") + "]"
    case .map(let entries):
      "{"
        + entries.map { "\(JSONQuoting.quoted($0.key.description)):\(self.text($0.value))" }.sorted().joined(
          separator: ",") + "}"
    }
  }
}
