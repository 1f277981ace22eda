import LookbackCore
import LookbackDefinition

/// Walks a tree by the shapes of the notation.
enum NotationUse {
  /// Adds the keys that a tree uses, by shape.
  static func collect(_ node: SourceNode, _ shape: NotationShape, into used: inout [String: Set<String>]) {
    for (key, value) in node.pairs ?? [] {
      guard let known = shape.keys.first(where: { $0.name == key.text }) else { continue }
      used[shape.name, default: []].insert(known.name)
      collect(value, known.value, into: &used)
    }
  }

  private static func collect(_ node: SourceNode, _ value: NotationValue, into used: inout [String: Set<String>]) {
    switch value {
    case .shape(let shape): collect(node, shape, into: &used)
    case .list(let inner): for item in node.items ?? [] { collect(item, inner, into: &used) }
    case .oneOrMany(let inner): for item in node.items ?? [node] { collect(item, inner, into: &used) }
    case .map(let inner): for (_, item) in node.pairs ?? [] { collect(item, inner, into: &used) }
    case .either(let choices): for choice in choices { collect(node, choice, into: &used) }
    case .text, .bool, .whole, .word, .span, .expression: break
    }
  }

  /// The tree with nonsense in the place of each value of a known key, one at a time.
  static func broken(_ node: SourceNode) -> [(path: String, tree: SourceNode)] {
    broken(node, .shape(.workflow), "")
  }

  private static func broken(
    _ node: SourceNode, _ value: NotationValue, _ path: String
  ) -> [(path: String, tree: SourceNode)] {
    switch value {
    case .shape(let shape): return brokenEntries(of: node, path) { key in shape.keys.first { $0.name == key }?.value }
    case .map(let inner):
      return brokenEntries(of: node, path, isFree: true) { _ in inner }
    case .list(let inner), .oneOrMany(let inner):
      guard let items = node.items else { return broken(node, inner, path) }
      return items.enumerated().flatMap { index, item in
        broken(item, inner, "\(path)[\(index)]").map { found in
          var copy = items
          copy[index] = found.tree
          return (found.path, SourceNode(.sequence(copy), at: node.location))
        }
      }
    case .either(let choices): return choices.flatMap { broken(node, $0, path) }
    case .text, .bool, .whole, .word, .span, .expression: return []
    }
  }

  private static func brokenEntries(
    of node: SourceNode, _ path: String, isFree: Bool = false, _ value: (String) -> NotationValue?
  ) -> [(path: String, tree: SourceNode)] {
    guard let pairs = node.pairs else { return [] }
    var found: [(path: String, tree: SourceNode)] = []
    for (index, pair) in pairs.enumerated() {
      guard let name = pair.key.text, let inner = value(name) else { continue }
      func tree(_ replacement: SourceNode) -> SourceNode {
        var copy = pairs
        copy[index].value = replacement
        return SourceNode(.mapping(copy), at: node.location)
      }
      if !isFree {
        let key = SourceNode(.scalar("zzzzzzzz", isQuoted: false), at: pair.value.location)
        found.append(
          (
            "\(path).\(name)",
            tree(SourceNode(.mapping([(key, SourceNode(.sequence([key]), at: key.location))]), at: pair.value.location))
          ))
      }
      found += broken(pair.value, inner, "\(path).\(name)").map { ($0.path, tree($0.tree)) }
    }
    return found
  }
}
