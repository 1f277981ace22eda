import LookbackCore
import LookbackDefinition

/// Validates a YAML tree against the words of JSON Schema that the notation's schemas use, and knows no others.
struct SchemaValidator {
  private let root: SourceNode
  private static let words: Set<String> = [
    "$schema", "title", "description", "$ref", "$defs", "type", "additionalProperties", "required", "properties",
    "minimum", "maximum", "enum", "pattern", "items", "anyOf",
  ]

  init(_ schema: SourceNode) { root = schema }

  /// Where and why the tree does not fit; empty if it does.
  func faults(of node: SourceNode) -> [String] { faults(of: node, root, "") }

  private func faults(of node: SourceNode, _ schema: SourceNode, _ place: String) -> [String] {
    var found: [String] = []
    for (key, value) in schema.pairs ?? [] {
      let word = key.text ?? ""
      if !Self.words.contains(word) { found.append("\(place): the schema says `\(word)`") }
      found += faults(of: node, word, value, schema, place)
    }
    return found
  }

  private func faults(
    of node: SourceNode, _ word: String, _ value: SourceNode, _ schema: SourceNode, _ place: String
  ) -> [String] {
    switch word {
    case "$ref":
      guard let target = value.text?.split(separator: "/").last.flatMap({ root["$defs"]?[String($0)] }) else {
        return ["\(place): no \(value.text ?? "") in the schema"]
      }
      return faults(of: node, target, place)
    case "type":
      let types = value.items?.compactMap(\.text) ?? [value.text ?? ""]
      return types.contains { node.types.contains($0) } ? [] : ["\(place): \(node.kind) is no \(types)"]
    case "required":
      let missing = value.items?.compactMap(\.text).filter { node.pairs != nil && node[$0] == nil } ?? []
      return missing.map { "\(place): no \($0)" }
    case "properties":
      return (node.pairs ?? []).flatMap { key, inner in
        value[key.text ?? ""].map { faults(of: inner, $0, "\(place).\(key.text ?? "")") } ?? []
      }
    case "additionalProperties": return others(node, value, schema["properties"], place)
    case "items": return (node.items ?? []).flatMap { faults(of: $0, value, "\(place)[]") }
    case "anyOf":
      let fits = (value.items ?? []).contains { faults(of: node, $0, place).isEmpty }
      return fits ? [] : ["\(place): \(node.kind) fits none"]
    case "enum":
      let words = value.items?.compactMap(\.text) ?? []
      return words.contains(node.text ?? "") ? [] : ["\(place): \(node.kind) is none of \(words)"]
    case "minimum": return (node.int ?? .max) < (value.int ?? .min) ? ["\(place): too small"] : []
    case "maximum": return (node.int ?? .min) > (value.int ?? .max) ? ["\(place): too large"] : []
    case "pattern":
      guard let pattern = value.text, let regex = try? Regex(pattern), let text = node.text else { return [] }
      return text.contains(regex) ? [] : ["\(place): \(text) is not written so"]
    default: return []
    }
  }

  private func others(
    _ node: SourceNode, _ value: SourceNode, _ properties: SourceNode?, _ place: String
  ) -> [String] {
    let known = Set(properties?.pairs?.compactMap { $0.key.text } ?? [])
    return (node.pairs ?? []).filter { !known.contains($0.key.text ?? "") }.flatMap { key, inner -> [String] in
      let name = key.text ?? ""
      return value.bool == false ? ["\(place): unknown \(name)"] : faults(of: inner, value, "\(place).\(name)")
    }
  }
}

extension SourceNode {
  /// The JSON types that the node has.
  fileprivate var types: Set<String> {
    switch content {
    case .mapping: return ["object"]
    case .sequence: return ["array"]
    case .scalar where isNull: return ["null"]
    case .scalar(_, isQuoted: true): return ["string"]
    case .scalar(let text, _):
      if bool != nil { return ["boolean"] }
      if int != nil { return ["integer", "number"] }
      return Double(text) == nil ? ["string"] : ["number"]
    }
  }
}
