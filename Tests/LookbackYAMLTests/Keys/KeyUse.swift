import LookbackCore
import LookbackDefinition

/// One use of a key in a definition, and the definition without it.
struct KeyUse {
  let place: KeyPlace
  let without: SourceNode

  /// The uses of all keys of a definition, each with a copy of the definition in which it is missing.
  static func all(in workflow: SourceNode, of owner: KeyOwner) -> [KeyUse] {
    uses(in: workflow, .workflow, as: owner.rawValue, below: []) { $0 }
  }

  /// - Parameter rebuilt: the whole definition, given what stands in the place of `node`.
  private static func uses(
    in node: SourceNode, _ value: NotationValue, below mappings: [String],
    rebuilt: @escaping (SourceNode) -> SourceNode
  ) -> [KeyUse] {
    switch value {
    case .shape(let shape):
      let name = shape.name == "clock" ? ClockTerm(of: node).rawValue : shape.name
      return uses(in: node, shape, as: name, below: mappings, rebuilt: rebuilt)
    case .map(let inner):
      return (node.pairs ?? []).enumerated().flatMap { index, pair in
        uses(in: pair.value, inner, below: mappings) { rebuilt(node.replacing(index, by: $0)) }
      }
    case .oneOrMany(.shape(let shape)):
      let items = node.items ?? [node]
      return items.enumerated().flatMap { index, item in
        uses(
          in: item, shape, as: index == 0 ? shape.name : KeyPlace.laterCandidate(shape), below: mappings
        ) { new in
          guard node.items != nil else { return rebuilt(new) }
          var copy = items
          copy[index] = new
          return rebuilt(SourceNode(.sequence(copy), at: node.location))
        }
      }
    case .list(let inner), .oneOrMany(let inner):
      guard let items = node.items else { return uses(in: node, inner, below: mappings, rebuilt: rebuilt) }
      return items.enumerated().flatMap { index, item in
        uses(in: item, inner, below: mappings) { new in
          var copy = items
          copy[index] = new
          return rebuilt(SourceNode(.sequence(copy), at: node.location))
        }
      }
    case .either(let choices):
      let fitting = choices.filter { $0.mayBe(node) }
      return fitting.flatMap { uses(in: node, $0, below: mappings, rebuilt: rebuilt) }
    case .text, .bool, .whole, .word, .span, .expression: return []
    }
  }

  private static func uses(
    in node: SourceNode, _ shape: NotationShape, as name: String, below mappings: [String],
    rebuilt: @escaping (SourceNode) -> SourceNode
  ) -> [KeyUse] {
    let inner = mappings + [name]
    return (node.pairs ?? []).enumerated().flatMap { index, pair -> [KeyUse] in
      guard let key = shape.keys.first(where: { $0.name == pair.key.text }) else { return [] }
      let use = KeyUse(place: KeyPlace(mappings: inner, key: key.name), without: rebuilt(node.removing(index)))
      return [use] + uses(in: pair.value, key.value, below: inner) { rebuilt(node.replacing(index, by: $0)) }
    }
  }
}

extension NotationValue {
  /// Whether a node of this form may stand there: a mapping is not a text.
  fileprivate func mayBe(_ node: SourceNode) -> Bool {
    switch self {
    case .shape, .map: node.pairs != nil
    case .list: node.items != nil
    case .oneOrMany, .either: true
    case .text, .bool, .whole, .word, .span, .expression: node.text != nil
    }
  }
}

extension SourceNode {
  fileprivate func removing(_ index: Int) -> SourceNode {
    var copy = pairs ?? []
    copy.remove(at: index)
    return SourceNode(.mapping(copy), at: location)
  }

  fileprivate func replacing(_ index: Int, by value: SourceNode) -> SourceNode {
    var copy = pairs ?? []
    copy[index].value = value
    return SourceNode(.mapping(copy), at: location)
  }
}
