/// The JSON Schema (draft 2020-12) of definition files, made from the shapes that the readers use.
package struct NotationSchema: Sendable {
  /// The kind of file that the schema describes.
  package enum Kind: String, Sendable, CaseIterable { case workflow, calendar, classes }

  private let root: NotationShape
  private var shapes: [NotationShape] = []

  package init(_ kind: Kind) {
    switch kind {
    case .workflow: root = .workflow
    case .calendar: root = .calendar
    case .classes: root = .classes
    }
    collect(root)
  }

  /// Every shape to which the root leads, each once, in the order in which they are found.
  package var all: [NotationShape] { shapes }

  private mutating func collect(_ shape: NotationShape) {
    guard !shapes.contains(where: { $0.name == shape.name }) else { return }
    shapes.append(shape)
    for key in shape.keys { for inner in key.value.shapes { collect(inner) } }
  }

  /// The schema as JSON text, with two spaces for each level.
  package var json: String {
    var lines = ["{"]
    lines.append("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",")
    lines.append("  \"title\": \("Lookback notation 1: \(root.phrase)".quoted),")
    lines.append("  \"$ref\": \"#/$defs/\(root.name)\",")
    lines.append("  \"$defs\": {")
    for (index, shape) in shapes.enumerated() {
      lines += definition(shape)
      lines.append(index == shapes.count - 1 ? "    }" : "    },")
    }
    return (lines + ["  }", "}"]).joined(separator: "\n") + "\n"
  }

  private func definition(_ shape: NotationShape) -> [String] {
    var lines = [
      "    \(shape.name.quoted): {", "      \"type\": \"object\",", "      \"additionalProperties\": false,",
    ]
    let required = shape.keys.filter(\.isRequired).map(\.name.quoted)
    if !required.isEmpty { lines.append("      \"required\": [\(required.joined(separator: ", "))],") }
    lines.append("      \"properties\": {")
    for (index, key) in shape.keys.enumerated() {
      let end = index == shape.keys.count - 1 ? "" : ","
      let members = (["\"description\": \(key.says.quoted)"] + key.value.members).joined(separator: ", ")
      lines.append("        \(key.name.quoted): {\(members)}\(end)")
    }
    return lines + ["      }"]
  }
}

extension NotationValue {
  fileprivate var shapes: [NotationShape] {
    switch self {
    case .shape(let shape): [shape]
    case .list(let value), .oneOrMany(let value), .map(let value): value.shapes
    case .either(let values): values.flatMap(\.shapes)
    case .text, .bool, .whole, .word, .span, .expression: []
    }
  }

  /// The members of the value's schema, without the braces. A text may look like a number, a truth value or a date.
  fileprivate var members: [String] {
    switch self {
    case .text: ["\"type\": [\"string\", \"number\", \"boolean\"]"]
    case .expression: ["\"type\": [\"string\", \"boolean\", \"number\"]"]
    case .bool: ["\"type\": \"boolean\""]
    case .whole(let range):
      ["\"type\": \"integer\"", "\"minimum\": \(range.lowerBound)", "\"maximum\": \(range.upperBound)"]
    case .word(let words): ["\"enum\": [\(words.map(\.quoted).joined(separator: ", "))]"]
    case .span:
      [
        "\"type\": \"string\"",
        // A span in Chinese, such as 3个月, is any text with a letter beyond ASCII.
        "\"pattern\": \"^([0-9]+ (working )?(minute|hour|day|week|month|year)s?|.*[^ -~].*)$\"",
      ]
    case .shape(let shape): ["\"$ref\": \"#/$defs/\(shape.name)\""]
    case .list(let value): ["\"type\": \"array\"", "\"items\": \(value.schema)"]
    case .oneOrMany(let value): ["\"anyOf\": [\(value.schema), {\"type\": \"array\", \"items\": \(value.schema)}]"]
    case .map(let value): ["\"type\": \"object\"", "\"additionalProperties\": \(value.schema)"]
    case .either(let values): ["\"anyOf\": [\(values.map(\.schema).joined(separator: ", "))]"]
    }
  }

  private var schema: String { "{\(members.joined(separator: ", "))}" }
}

extension String {
  /// The text as a JSON string. The texts of the schema have no control characters.
  fileprivate var quoted: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
