/// A place in a definition file. Line and column count from 1, the column in Unicode scalars.
package struct SourceLocation: Hashable, Comparable, Sendable {
  package var line: Int
  package var column: Int
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// The text of a definition as a tree in which every node has its place.
package struct SourceNode: Sendable, Hashable {
  /// What a node is in YAML.
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

  /// A point in a scalar's text. From this Unicode scalar on, until the next turn, the text stands in the file from
  /// this place on.
  package struct Turn: Sendable, Hashable {
    package var offset: Int
    package var location: SourceLocation
    package init(offset: Int, location: SourceLocation) {
      self.offset = offset
      self.location = location
    }
  }

  package var content: Content
  package var location: SourceLocation
  /// The turns of a scalar's text, in the order of their offsets. It is empty if the text stands in the file as it is.
  package var turns: [Turn]

  package init(_ content: Content, at location: SourceLocation, turns: [Turn] = []) {
    self.content = content
    self.location = location
    self.turns = turns
  }

  /// Returns the place of one Unicode scalar of a scalar's text, in which quotes, escapes and folded lines are counted.
  package func location(ofScalar offset: Int) -> SourceLocation {
    let origin = Turn(offset: 0, location: location)
    let turn = turns.last { $0.offset <= offset } ?? origin
    return SourceLocation(line: turn.location.line, column: turn.location.column + offset - turn.offset)
  }
}
