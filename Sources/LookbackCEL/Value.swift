package import LookbackTime

/// A value of the guard language and of a case's data.
package indirect enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case timestamp(Moment)
  /// Microseconds.
  case duration(Int64)
  case date(CivilDate)
  case list([Value])
  case map([Value: Value])

  /// A map with text keys.
  package static func record(_ entries: [String: Value]) -> Value {
    .map(Dictionary(uniqueKeysWithValues: entries.map { (.string($0.key), $0.value) }))
  }
}

extension Value: CustomStringConvertible {
  /// As written in an expression; equal values print alike.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): String(value)
    case .string(let text): quoted(text)
    case .timestamp(let moment): "timestamp('\(moment)')"
    case .duration(let microseconds): "duration('\(DurationText.print(microseconds))')"
    case .date(let date): "date('\(date)')"
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ") + "}"
    }
  }

  /// The type's name in messages.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .list: "list"
    case .map: "map"
    }
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
