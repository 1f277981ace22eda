/// The statements of an SQL text, one by one: a semicolon ends one unless it stands in a comment, in quotes, in dollar
/// quotes or in parentheses. Bodies of functions stand in quotes; the form `begin atomic` is not known here.
struct StatementReader: Sequence, IteratorProtocol {
  private let text: [UInt8]
  private var place = 0

  init(_ sql: String) { text = Array(sql.utf8) }

  /// The next statement without its semicolon and without the comments before it; nil at the end.
  mutating func next() -> String? {
    skipBlanks()
    let start = place
    var depth = 0
    while let byte = byte(at: place), byte != UInt8(ascii: ";") || depth > 0 {
      if Self.beginnings.contains(byte), skipComment() || skipQuotes() { continue }
      depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
      place += 1
    }
    let end = place
    guard start < text.count else { return nil }
    place += 1
    return start == end ? next() : String(decoding: text[start..<end], as: UTF8.self)
  }

  private func byte(at place: Int) -> UInt8? { text.indices.contains(place) ? text[place] : nil }

  private func stands(_ marker: StaticString, at place: Int) -> Bool {
    marker.withUTF8Buffer { text.dropFirst(place).starts(with: $0) }
  }

  private mutating func skipBlanks() {
    while let byte = byte(at: place) {
      if Self.blanks.contains(byte) { place += 1 } else if !skipComment() { return }
    }
  }

  /// Goes past a comment that begins here; false if none does.
  private mutating func skipComment() -> Bool {
    if stands("--", at: place) {
      while let byte = byte(at: place), byte != UInt8(ascii: "\n") { place += 1 }
      return true
    }
    guard stands("/*", at: place) else { return false }
    var depth = 0
    repeat {
      let (opens, closes) = (stands("/*", at: place), stands("*/", at: place))
      depth += opens ? 1 : closes ? -1 : 0
      place += opens || closes ? 2 : 1
    } while depth > 0 && place < text.count
    return true
  }

  /// Goes past quotes that begin here, of whatever kind; false if none do.
  private mutating func skipQuotes() -> Bool {
    switch byte(at: place) {
    case UInt8(ascii: "'")?: skip(to: UInt8(ascii: "'"), hasEscapes: isEscaped)
    case UInt8(ascii: "\"")?: skip(to: UInt8(ascii: "\""), hasEscapes: false)
    case UInt8(ascii: "$")?: return skipDollarQuotes()
    default: return false
    }
    return true
  }

  /// A quote written twice stands for itself.
  private mutating func skip(to quote: UInt8, hasEscapes: Bool) {
    place += 1
    while let byte = byte(at: place) {
      let isPair = byte == quote && self.byte(at: place + 1) == quote
      if isPair || hasEscapes && byte == UInt8(ascii: "\\") {
        place += 2
      } else {
        place += 1
        if byte == quote { return }
      }
    }
  }

  /// Whether the quote here follows an `E` that is not the end of a name.
  private var isEscaped: Bool {
    guard let before = byte(at: place - 1), before | 0x20 == UInt8(ascii: "e") else { return false }
    return !(byte(at: place - 2).map(Self.isOfName) ?? false)
  }

  private mutating func skipDollarQuotes() -> Bool {
    guard !(byte(at: place - 1).map(Self.isOfName) ?? false) else { return false }
    let tag = text[(place + 1)...].prefix { Self.isOfName($0) && $0 != UInt8(ascii: "$") }
    // A number after a dollar is that of a parameter.
    let isNumber = tag.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    guard !isNumber, byte(at: tag.endIndex) == UInt8(ascii: "$") else { return false }
    let marker = text[place...tag.endIndex]
    place = marker.endIndex
    while let byte = byte(at: place) {
      if byte == UInt8(ascii: "$"), text[place...].starts(with: marker) {
        place += marker.count
        return true
      }
      place += 1
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

  /// Of comments and quotes.
  private static let beginnings = Set("-/'\"$".utf8)
  private static let blanks = Set(" \t\r\n\u{C}".utf8)
}
