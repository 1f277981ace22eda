/// Cuts a guard's text into tokens.
struct Lexer {
  /// UTF-8.
  let text: [UInt8]
  var position = 0
  /// Bytes so far that begin no character: what an offset in bytes is ahead of one in Unicode scalars.
  var continuations = 0

  init(_ source: String) { text = Array(source.utf8) }

  /// - Throws: `cost` for more than `limit` tokens.
  static func tokens(of source: String, limit: Int) throws(GuardError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while let token = try lexer.next() {
      guard tokens.count < limit else {
        throw GuardError(.cost, "a guard has at most \(limit) words and signs", at: token.offset)
      }
      tokens.append(token)
    }
    tokens.append(Token(kind: .end, offset: lexer.offset))
    return tokens
  }

  /// The present position in Unicode scalars.
  var offset: Int { position - continuations }

  func peek(_ ahead: Int) -> UInt8? { position + ahead < text.count ? text[position + ahead] : nil }

  func slice(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private mutating func next() throws(GuardError) -> Token? {
    skipBlanks()
    guard let first = peek(0) else { return nil }
    let start = offset
    if first.isNameStart { return Token(kind: try word(), offset: start) }
    if first.isDigit || (first == UInt8(ascii: ".") && peek(1)?.isDigit == true) {
      return Token(kind: try number(), offset: start)
    }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      return Token(kind: .string(try string(isRaw: false)), offset: start)
    }
    if first == UInt8(ascii: "`") { return Token(kind: try quotedName(), offset: start) }
    guard let symbol = symbol(first) else { throw unexpected() }
    position += symbol.rawValue.utf8.count
    return Token(kind: .symbol(symbol), offset: start)
  }

  /// Space, tab, line feed, form feed, carriage return; a comment ends only with a line feed.
  private mutating func skipBlanks() {
    while let byte = peek(0) {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == byte:
        while let byte = peek(0), byte != 0x0A { pass(byte) }
      default: return
      }
    }
  }

  /// Goes on by one byte.
  mutating func pass(_ byte: UInt8) {
    position += 1
    if byte & 0xC0 == 0x80 { continuations += 1 }
  }

  private func symbol(_ first: UInt8) -> Token.Symbol? {
    let second = peek(1)
    switch first {
    case UInt8(ascii: "&"): return second == first ? .and : nil
    case UInt8(ascii: "|"): return second == first ? .or : nil
    case UInt8(ascii: "="): return second == UInt8(ascii: "=") ? .equal : nil
    case UInt8(ascii: "!"): return second == UInt8(ascii: "=") ? .notEqual : .not
    case UInt8(ascii: "<"): return second == UInt8(ascii: "=") ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? .greaterOrEqual : .greater
    default: return first < 0x80 ? Token.Symbol(rawValue: String(UnicodeScalar(first))) : nil
    }
  }

  private func unexpected() -> GuardError {
    let found = String(decoding: text[position..<min(position + 4, text.count)], as: UTF8.self).unicodeScalars.first
    let scalar = found ?? "?"
    let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
    switch scalar {
    case "=": return GuardError(.syntax, "unexpected `=`: equality is written `==`", at: offset)
    case "&", "|":
      return GuardError(.syntax, "unexpected `\(scalar)`: it is written twice, `\(scalar)\(scalar)`", at: offset)
    // Full-width forms, as a Chinese input method writes them.
    case "\u{FF01}"..."\u{FF5E}":
      let narrow = Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) } ?? ""
      return GuardError(.syntax, "unexpected full-width `\(scalar)`: write `\(narrow)`", at: offset)
    case "“", "”", "‘", "’", "「", "」":
      return GuardError(.syntax, "unexpected `\(scalar)`: texts stand in straight quotes, 'so'", at: offset)
    case "\u{0}"..."\u{20}", "\u{7F}"..."\u{A0}", "\u{2000}"..."\u{200F}", "\u{3000}", "\u{FEFF}":
      return GuardError(.syntax, "unexpected invisible character \(code): remove it or write a space", at: offset)
    default: return GuardError(.syntax, "unexpected character `\(scalar)` (\(code))", at: offset)
    }
  }

  private mutating func word() throws(GuardError) -> Token.Kind {
    let (first, start) = (position, offset)
    while let byte = peek(0), byte.isNameStart || byte.isDigit { position += 1 }
    guard let quote = peek(0), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), position - first <= 2 else {
      return .name(slice(first..<position))
    }
    switch slice(first..<position).lowercased() {
    case "r": return .string(try string(isRaw: true))
    case "b", "br", "rb":
      throw .outside("bytes", "write a text without the letter \(slice(first..<position))", at: start)
    case let letters: throw GuardError(.syntax, "only r can stand before a text, found `\(letters)`", at: start)
    }
  }

  /// `` `content-type` ``, after a dot.
  private mutating func quotedName() throws(GuardError) -> Token.Kind {
    let start = offset
    position += 1
    let first = position
    while let byte = peek(0), byte.isNameStart || byte.isDigit || byte.isFieldSign { position += 1 }
    guard peek(0) == UInt8(ascii: "`"), position > first else {
      throw GuardError(
        .syntax, "a name in backquotes has letters, digits, `_ . - /` and spaces, then a backquote", at: start)
    }
    position += 1
    return .quotedName(slice(first..<position - 1))
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isNameStart: Bool { self == UInt8(ascii: "_") || (self | 0x20) &- 0x61 < 26 }
  fileprivate var isFieldSign: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "-") || self == UInt8(ascii: "/") || self == UInt8(ascii: " ")
  }
}
