import LookbackPostgres

/// Splits an SQL text into statements. A semicolon ends a statement unless it is in a comment, in quotes, in dollar
/// quotes or in parentheses. Bodies of functions must be quoted: the form `begin atomic` is not supported.
struct StatementReader: Sequence, IteratorProtocol {
  private var pieces: SQLPieces

  init(_ sql: String) { pieces = SQLPieces(sql) }

  /// Returns the next statement without its semicolon and without the comments before it; nil at the end.
  mutating func next() -> String? {
    var start: Int?
    var depth = 0
    while let (kind, range) = pieces.next() {
      let byte = kind == .other ? pieces.source[range.lowerBound] : nil
      if byte == UInt8(ascii: ";"), depth == 0 {
        if let start { return text(start..<range.lowerBound) }
        continue
      }
      if start == nil, kind == .comment || byte.map(Self.blanks.contains) == true { continue }
      start = start ?? range.lowerBound
      depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
    }
    return start.map { text($0..<pieces.source.count) }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: pieces.source[range], as: UTF8.self) }

  private static let blanks = Set(" \t\r\n\u{C}".utf8)
}
