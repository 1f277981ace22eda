/// A place in a definition file; line and column count from 1, the column in characters.
package struct SourceLocation: Hashable, Sendable {
  package var line: Int
  package var column: Int
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A definition's text as a tree in which every node knows its place.
package struct SourceNode: Sendable, Hashable {
  package indirect enum Content: Sendable, Hashable {
    case scalar(String, isQuoted: Bool)
    case sequence([SourceNode])
    case mapping([(key: SourceNode, value: SourceNode)])

    package static func == (left: Content, right: Content) -> Bool {
      switch (left, right) {
      case (.scalar(let a, let b), .scalar(let c, let d)): a == c && b == d
      case (.sequence(let a), .sequence(let b)): a == b
      case (.mapping(let a), .mapping(let b)):
        a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
      default: false
      }
    }

    package func hash(into hasher: inout Hasher) {
      switch self {
      case .scalar(let text, _): hasher.combine(text)
      case .sequence(let nodes): hasher.combine(nodes)
      case .mapping(let pairs): for pair in pairs { hasher.combine(pair.key) }
      }
    }
  }
  package var content: Content
  package var location: SourceLocation
  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }
}
