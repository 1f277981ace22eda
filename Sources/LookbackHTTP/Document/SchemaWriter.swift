import LookbackJSON
import LookbackTime

/// Writes declared forms as JSON Schema 2020-12, as OpenAPI 3.1 has it.
struct SchemaWriter {
  let language: Language

  /// Forms that stand in many places have a name, under which the others refer to them.
  static let names: [(name: String, shape: JSONShape)] = [
    ("Problem", ProblemAnswers.problem), ("ProblemPlace", ProblemAnswers.place), ("ProblemKind", ProblemAnswers.kind),
    ("CaseSummary", CaseAnswers.summary), ("Case", CaseAnswers.whole), ("Track", CaseAnswers.track),
    ("Blockage", CaseAnswers.blockage), ("MendProposal", CaseAnswers.proposal), ("Asked", CaseAnswers.asked),
    ("Deadline", CaseAnswers.deadline), ("Receipt", CaseAnswers.receipt), ("DryRun", CaseAnswers.dryRun),
    ("CaseEvent", CaseAnswers.event), ("WorkItem", CaseAnswers.workItem), ("Message", CaseAnswers.message),
    ("Me", OfficeAnswers.me),
  ]

  static func name(of shape: JSONShape) -> String? { byShape[shape] }

  private static let byShape = Dictionary(names.map { ($0.shape, $0.name) }) { first, _ in first }

  /// The members of `components/schemas`.
  var named: [JSON.Member] {
    let value = JSON.members([
      "description": .string(DocumentWords(language: language).fieldValue),
      "anyOf": .array(
        ["string", "number", "boolean", "null"].map { .members(["type": .string($0)]) } + [
          .members(["type": .string("array"), "items": .object([])])
        ]),
    ])
    return [JSON.Member(name: "FieldValue", value: value)]
      + Self.names.map { JSON.Member(name: $0.name, value: written($0.shape, isClosed: false)) }
  }

  /// - Parameter isClosed: whether unknown keys are refused, as they are in requests. Answers may have new ones.
  func schema(_ shape: JSONShape, isClosed: Bool) -> JSON {
    if !isClosed, let name = Self.byShape[shape] { return Self.reference(name) }
    return written(shape, isClosed: isClosed)
  }

  private static func reference(_ name: String) -> JSON {
    .members(["$ref": .string("#/components/schemas/\(name)")])
  }

  private static func typed(_ type: String, _ more: KeyValuePairs<String, JSON?> = [:]) -> JSON {
    JSON.members(["type": .string(type)]).adding(more)
  }

  private func written(_ shape: JSONShape, isClosed: Bool) -> JSON {
    switch shape {
    case .truth: Self.typed("boolean")
    case .whole(let range): whole(range)
    case .text(let range): text(range)
    case .day: Self.typed("string", ["format": .string("date")])
    case .moment: Self.typed("string", ["format": .string("date-time")])
    case .choice(let texts): Self.typed("string", ["enum": .texts(texts)])
    case .null: Self.typed("null")
    case .any: .object([])
    case .either: .members(["anyOf": .array(alternatives(shape).map { schema($0, isClosed: isClosed) })])
    case .list(let element, let count): list(schema(element, isClosed: isClosed), count)
    case .named(let element): Self.typed("object", ["additionalProperties": schema(element, isClosed: isClosed)])
    case .data: Self.typed("object", ["additionalProperties": Self.reference("FieldValue")])
    case .object(let keys): object(keys, isClosed: isClosed)
    }
  }

  private func alternatives(_ shape: JSONShape) -> [JSONShape] {
    guard case .either(let first, let second) = shape else { return [shape] }
    return alternatives(first) + alternatives(second)
  }

  private func whole(_ range: ClosedRange<Int64>) -> JSON {
    Self.typed(
      "integer",
      [
        "format": .string("int64"), "minimum": range.lowerBound > .min ? .int(range.lowerBound) : nil,
        "maximum": range.upperBound < .max ? .int(range.upperBound) : nil,
      ])
  }

  private func text(_ range: ClosedRange<Int>) -> JSON {
    Self.typed(
      "string",
      [
        "minLength": range.lowerBound > 0 ? .int(Int64(range.lowerBound)) : nil,
        "maxLength": range.upperBound < .max ? .int(Int64(range.upperBound)) : nil,
      ])
  }

  private func list(_ element: JSON, _ count: ClosedRange<Int>) -> JSON {
    Self.typed(
      "array",
      [
        "items": element, "minItems": count.lowerBound > 0 ? .int(Int64(count.lowerBound)) : nil,
        "maxItems": count.upperBound < .max ? .int(Int64(count.upperBound)) : nil,
      ])
  }

  private func object(_ keys: [JSONKey], isClosed: Bool) -> JSON {
    let needed = keys.filter(\.isNeeded).map(\.name)
    return Self.typed(
      "object",
      [
        "properties": .object(keys.map { JSON.Member(name: $0.name, value: described($0, isClosed: isClosed)) }),
        "required": needed.isEmpty ? nil : .texts(needed),
        "additionalProperties": isClosed ? .bool(false) : nil,
      ])
  }

  private func described(_ key: JSONKey, isClosed: Bool) -> JSON {
    let schema = schema(key.shape, isClosed: isClosed)
    return schema.adding(["description": KeyWords.text(key.name, in: language).map { .string($0) }])
  }
}
