/// Splits an SQL text into statements. A semicolon ends a statement unless it is in a comment, in quotes, in dollar
/// quotes or in parentheses. Bodies of functions must be quoted: the form `begin atomic` is not supported.
struct StatementReader: Sequence, IteratorProtocol {
  private let text: [UInt8]
  private var offset = 0

  init(_ sql: String) { text = Array(sql.utf8) }

  /// Returns the next statement without its semicolon and without the comments before it; nil at the end.
  mutating func next() -> String? {
    skipBlanks()
    let start = offset
    var depth = 0
    while let byte = byte(at: offset), byte != UInt8(ascii: ";") || depth > 0 {
      if Self.beginnings.contains(byte), skipComment() || skipQuotes() { continue }
      depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
      offset += 1
    }
    let end = offset
    guard start < text.count else { return nil }
    offset += 1
    return start == end ? next() : String(decoding: text[start..<end], as: UTF8.self)
  }

  private func byte(at offset: Int) -> UInt8? { text.indices.contains(offset) ? text[offset] : nil }

  private func hasMarker(_ marker: StaticString, at offset: Int) -> Bool {
    marker.withUTF8Buffer { text.dropFirst(offset).starts(with: $0) }
  }

  private mutating func skipBlanks() {
    while let byte = byte(at: offset) {
      if Self.blanks.contains(byte) { offset += 1 } else if !skipComment() { return }
    }
  }

  /// Skips a comment that begins at the offset; false if there is none.
  private mutating func skipComment() -> Bool {
    if hasMarker("--", at: offset) {
      while let byte = byte(at: offset), byte != UInt8(ascii: "\n") { offset += 1 }
      return true
    }
    guard hasMarker("/*", at: offset) else { return false }
    var depth = 0
    repeat {
      let (opens, closes) = (hasMarker("/*", at: offset), hasMarker("*/", at: offset))
      depth += opens ? 1 : closes ? -1 : 0
      offset += opens || closes ? 2 : 1
    } while depth > 0 && offset < text.count
    return true
  }

  /// Skips a quoted text of any kind that begins at the offset; false if there is none.
  private mutating func skipQuotes() -> Bool {
    switch byte(at: offset) {
    case UInt8(ascii: "'")?: skip(to: UInt8(ascii: "'"), hasEscapes: isEscaped)
    case UInt8(ascii: "\"")?: skip(to: UInt8(ascii: "\""), hasEscapes: false)
    case UInt8(ascii: "$")?: return skipDollarQuotes()
    default: return false
    }
    return true
  }

  /// Skips to the end of a quoted text. A doubled quote stands for the quote itself.
  private mutating func skip(to quote: UInt8, hasEscapes: Bool) {
    offset += 1
    while let byte = byte(at: offset) {
      let isPair = byte == quote && self.byte(at: offset + 1) == quote
      if isPair || hasEscapes && byte == UInt8(ascii: "\\") {
        offset += 2
      } else {
        offset += 1
        if byte == quote { return }
      }
    }
  }

  /// Whether the quote at the offset follows an `E` that is not the end of a name, so that a backslash escapes.
  private var isEscaped: Bool {
    guard let before = byte(at: offset - 1), before | 0x20 == UInt8(ascii: "e") else { return false }
    return !(byte(at: offset - 2).map(Self.isOfName) ?? false)
  }

  private mutating func skipDollarQuotes() -> Bool {
    guard !(byte(at: offset - 1).map(Self.isOfName) ?? false) else { return false }
    let tag = text[(offset + 1)...].prefix { Self.isOfName($0) && $0 != UInt8(ascii: "$") }
    // A dollar before a number marks a parameter.
    let isNumber = tag.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    guard !isNumber, byte(at: tag.endIndex) == UInt8(ascii: "$") else { return false }
    let marker = text[offset...tag.endIndex]
    offset = marker.endIndex
    while let byte = byte(at: offset) {
      if byte == UInt8(ascii: "$"), text[offset...].starts(with: marker) {
        offset += marker.count
        return true
      }
      offset += 1
    }
    return true
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// The bytes with which comments and quoted texts begin.
  private static let beginnings = Set("-/'\"$".utf8)
  private static let blanks = Set(" \t\r\n\u{C}".utf8)
}
