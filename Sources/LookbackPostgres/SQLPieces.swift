/// Divides an SQL text into comments, quoted texts and single bytes of everything else, so that a search for a sign
/// finds it only where the server would.
///
/// Quoted are texts (`'…'`, also `E'…'` with its backslashes), names (`"…"`) and dollar quotes (`$tag$…$tag$`).
/// Comments may have comments in them. A piece that is not closed reaches to the end of the text.
package struct SQLPieces: Sequence, IteratorProtocol {
  /// What a piece is: a comment, something in quotes, or one byte of anything else.
  package enum Kind: Sendable { case comment, quoted, other }

  /// The text as UTF-8; the ranges of pieces lie in it.
  package let source: [UInt8]
  private var offset = 0

  /// Divides this text from its beginning.
  package init(_ sql: String) { source = Array(sql.utf8) }

  /// Returns the next piece and where it stands; nil at the end.
  package mutating func next() -> (kind: Kind, range: Range<Int>)? {
    guard offset < source.count else { return nil }
    let start = offset
    let piece: (kind: Kind, end: Int) =
      if let end = endOfComment {
        (.comment, end)
      } else if let end = endOfQuotes {
        (.quoted, end)
      } else {
        (.other, start + 1)
      }
    offset = piece.end
    return (piece.kind, start..<piece.end)
  }

  /// Returns the byte at an offset; nil outside the text.
  package func byte(at offset: Int) -> UInt8? { source.indices.contains(offset) ? source[offset] : nil }

  /// Returns whether a byte can be part of a name or a number.
  package static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// Returns whether the byte before an offset belongs to a name. A name may contain `$`.
  package func isInName(at offset: Int) -> Bool {
    byte(at: offset - 1).map { Self.isOfWord($0) || $0 == UInt8(ascii: "$") } ?? false
  }

  private func hasMarker(_ marker: StaticString, at offset: Int) -> Bool {
    marker.withUTF8Buffer { source.dropFirst(offset).starts(with: $0) }
  }

  /// The end of the comment that begins here; nil if none does.
  private var endOfComment: Int? {
    if hasMarker("--", at: offset) { return source[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count }
    guard hasMarker("/*", at: offset) else { return nil }
    var (index, depth) = (offset, 0)
    repeat {
      let (opens, closes) = (hasMarker("/*", at: index), hasMarker("*/", at: index))
      depth += opens ? 1 : closes ? -1 : 0
      index += opens || closes ? 2 : 1
    } while depth > 0 && index < source.count
    return Swift.min(index, source.count)
  }

  /// The end of the quoted text that begins here; nil if none does.
  private var endOfQuotes: Int? {
    switch source[offset] {
    case UInt8(ascii: "'"): end(ofQuotes: UInt8(ascii: "'"), hasEscapes: hasEscapes)
    case UInt8(ascii: "\""): end(ofQuotes: UInt8(ascii: "\""), hasEscapes: false)
    case UInt8(ascii: "$"): endOfDollarQuotes
    default: nil
    }
  }

  /// Returns where the quoted text ends. A quote that is written twice stands for itself.
  private func end(ofQuotes quote: UInt8, hasEscapes: Bool) -> Int {
    var index = offset + 1
    while let byte = byte(at: index) {
      if byte == quote, self.byte(at: index + 1) != quote { return index + 1 }
      index += byte == quote || hasEscapes && byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return source.count
  }

  /// Whether the quote here follows an `E` that is not the end of a name, so that a backslash escapes.
  private var hasEscapes: Bool {
    guard let before = byte(at: offset - 1), before | 0x20 == UInt8(ascii: "e") else { return false }
    return !isInName(at: offset - 1)
  }

  /// The end of the text in dollar quotes that begins here; nil if none does. A dollar before a number is a parameter.
  private var endOfDollarQuotes: Int? {
    guard !isInName(at: offset) else { return nil }
    let tag = source[(offset + 1)...].prefix { Self.isOfWord($0) }
    let isNumber = tag.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    guard !isNumber, byte(at: tag.endIndex) == UInt8(ascii: "$") else { return nil }
    let rest = source[(tag.endIndex + 1)...]
    return rest.firstRange(of: source[offset...tag.endIndex])?.upperBound ?? source.count
  }
}
