import LookbackCore
import LookbackDefinition
import Yams

/// Turns Yams's nodes into source nodes and notes what notation 1 does not allow.
/// An anchor or a tag is seen by the character at the node's mark, which is where its properties begin.
struct DocumentWalk {
  let source: SourceText
  let masked: [SourceLocation: Unicode.Scalar]
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<SourceLocation> = []
  private var count = 0
  private var depth = 0

  init(source: SourceText, masked: [SourceLocation: Unicode.Scalar]) {
    self.source = source
    self.masked = masked
  }

  mutating func tree(of node: Node) -> SourceNode {
    let place = node.mark.map { SourceLocation(line: $0.line, column: $0.column) } ?? SourceLocation(line: 1, column: 1)
    let nothing = SourceNode(.scalar("", isQuoted: false), at: place)
    count += 1
    depth += 1
    defer { depth -= 1 }
    guard count <= YAMLReader.mostNodes else {
      if count == YAMLReader.mostNodes + 1 {
        report("too-many-nodes", "more than \(YAMLReader.mostNodes) nodes: split the file", at: place)
      }
      return nothing
    }
    guard depth <= YAMLReader.greatestDepth else {
      report("too-deep", "nested too deeply: at most \(YAMLReader.greatestDepth) levels", at: place)
      return nothing
    }
    return propertyFree(at: place) ? content(of: node, at: place) : nothing
  }

  private mutating func propertyFree(at place: SourceLocation) -> Bool {
    switch source.character(at: place) {
    case "&", "*":
      report("anchor", "anchors and aliases are not allowed: write the value out where it is used", at: place)
    case "!": report("tag", "tags are not allowed: write the value without it", at: place)
    default: return true
    }
    return false
  }

  private mutating func content(of node: Node, at place: SourceLocation) -> SourceNode {
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      let turns = ScalarPlaces.turns(of: scalar.string, at: place, in: source)
      return SourceNode(.scalar(scalar.string, isQuoted: isQuoted), at: place, turns: turns)
    case .sequence(let sequence):
      var items: [SourceNode] = []
      for item in sequence { items.append(tree(of: item)) }
      return SourceNode(.sequence(items), at: place)
    case .mapping(let mapping):
      var pairs: [(key: SourceNode, value: SourceNode)] = []
      for (key, value) in mapping { pairs.append((self.key(key), tree(of: value))) }
      reportDuplicates(pairs.map(\.key))
      return SourceNode(.mapping(pairs), at: place)
    case .alias:
      report("anchor", "aliases are not allowed: write the value out", at: place)
      return SourceNode(.scalar("", isQuoted: false), at: place)
    }
  }

  private mutating func key(_ node: Node) -> SourceNode {
    var key = tree(of: node)
    guard case .scalar(var text, let isQuoted) = key.content else {
      report("key-not-text", "a key is a plain text: found \(key.kind)", at: key.location)
      return key
    }
    let first = key.location(ofScalar: 0)
    if let letter = masked[first] ?? masked[key.location] {
      text = String(letter) + String(String.UnicodeScalarView(text.unicodeScalars.dropFirst()))
      key.content = .scalar(text, isQuoted: isQuoted)
    }
    if text == "<<", !isQuoted {
      report("merge-key", "merge keys are not allowed: write the values out", at: key.location)
    }
    return key
  }

  private mutating func reportDuplicates(_ keys: [SourceNode]) {
    var first: [String: SourceLocation] = [:]
    for key in keys {
      guard case .scalar(let name, _) = key.content, !reported.contains(key.location) else { continue }
      guard let known = first[name] else {
        first[name] = key.location
        continue
      }
      report(
        "duplicate-key", "`\(name)` stands in this mapping twice, first in line \(known.line): keep one",
        at: key.location)
    }
  }

  private mutating func report(_ code: String, _ message: String, at place: SourceLocation) {
    guard diagnostics.count < YAMLReader.mostDiagnostics, count <= YAMLReader.mostNodes || code == "too-many-nodes",
      reported.insert(place).inserted
    else { return }
    diagnostics.append(Diagnostic(code: code, message, file: source.file, at: place))
  }
}
