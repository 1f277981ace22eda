import LookbackCore
import LookbackDefinition

/// Finds out where each character of a scalar's value stands in the file: behind quotes, escapes, folds and indents.
struct ScalarPlaces {
  private let source: SourceText
  private var place: SourceLocation
  private var turns: [SourceNode.Turn] = []
  /// The indent of a block scalar, beyond which spaces belong to the text; nil where lines are folded.
  private var blockIndent: Int?

  /// Nothing for a scalar that is written as is from `start` on.
  static func turns(of value: String, at start: SourceLocation, in source: SourceText) -> [SourceNode.Turn] {
    var places = ScalarPlaces(source: source, place: start)
    switch source.character(at: start) {
    case "\"": places.alignQuoted(value, escape: "\\")
    case "'": places.alignQuoted(value, escape: "'")
    case "|", ">": places.alignBlock(value)
    case _ where places.isOnOneLine(value): return []
    default: places.align(value, escape: nil)
    }
    return places.turns.count == 1 && places.turns[0].location == start ? [] : places.turns
  }

  private init(source: SourceText, place: SourceLocation) {
    self.source = source
    self.place = place
  }

  /// Whether a plain scalar is written as is. Where it is folded, nothing but blanks follows on its first line, and its
  /// own last character is none.
  private func isOnOneLine(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    let end = SourceLocation(line: place.line, column: place.column + scalars.count - 1)
    return scalars.last.map { $0 == source.character(at: end) } ?? false
  }

  private mutating func alignQuoted(_ value: String, escape: Unicode.Scalar) {
    place.column += 1
    align(value, escape: escape)
  }

  private mutating func alignBlock(_ value: String) {
    let body = source.lines.dropFirst(place.line)
    blockIndent = body.first { !$0.allSatisfy { $0 == " " } }?.prefix { $0 == " " }.count
    nextLine()
    align(value, escape: nil)
  }

  private mutating func align(_ value: String, escape: Unicode.Scalar?) {
    for (offset, scalar) in value.unicodeScalars.enumerated() {
      let isBlank = scalar == " " || scalar == "\n"
      // Blanks before a fold are not part of the text, except in a block.
      if isBlank, blockIndent == nil || source.character(at: place) != scalar, restIsBlank {
        mark(offset)
        nextLine()
        continue
      }
      if source.character(at: place) == nil { nextLine() }
      mark(offset)
      place.column += escape != nil && source.character(at: place) == escape ? escapeLength : 1
    }
    if turns.isEmpty { turns = [SourceNode.Turn(offset: 0, location: place)] }
  }

  /// A turn where the place does not simply follow the one before.
  private mutating func mark(_ offset: Int) {
    if let last = turns.last, last.location.line == place.line,
      last.location.column + offset - last.offset == place.column
    {
      return
    }
    turns.append(SourceNode.Turn(offset: offset, location: place))
  }

  private var restIsBlank: Bool {
    guard source.lines.indices.contains(place.line - 1) else { return false }
    return source.lines[place.line - 1].dropFirst(place.column - 1).allSatisfy { $0 == " " || $0 == "\t" }
  }

  private mutating func nextLine() {
    guard place.line < source.lines.count else { return }
    place.line += 1
    let indent = source.lines[place.line - 1].prefix { $0 == " " || $0 == "\t" }.count
    place.column = min(indent, blockIndent ?? indent) + 1
  }

  private var escapeLength: Int {
    switch source.character(at: SourceLocation(line: place.line, column: place.column + 1)) {
    case "x": 4
    case "u": 6
    case "U": 10
    default: 2
    }
  }
}
