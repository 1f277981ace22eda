struct Token: Hashable {
  enum Kind: Hashable {
    case name(String)
    case int(Int64)
    case double(Double)
    case string(String)
    case symbol(String)
    case end
  }
  let kind: Kind
  let offset: Int
}

/// Cuts a guard's text into tokens.
struct Lexer {
  private let text: [Unicode.Scalar]
  private var position = 0

  private static let symbols = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}",
  ]

  init(_ source: String) { text = Array(source.unicodeScalars) }

  static func tokens(of source: String) throws(GuardError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    tokens.append(Token(kind: .end, offset: lexer.text.count))
    return tokens
  }

  private mutating func next() throws(GuardError) -> Token? {
    skipBlanks()
    guard position < text.count else { return nil }
    let start = position
    let first = text[position]
    if first.isNameStart { return try name(from: start) }
    if first.isDigit || (first == "." && peek(1)?.isDigit == true) { return try number(from: start) }
    if first == "\"" || first == "'" { return Token(kind: .string(try string(isRaw: false)), offset: start) }
    for symbol in Self.symbols where matches(symbol) {
      position += symbol.unicodeScalars.count
      return Token(kind: .symbol(symbol), offset: start)
    }
    throw GuardError(.syntax, "unexpected character `\(first)`", at: start)
  }

  private mutating func skipBlanks() {
    while position < text.count {
      if text[position].properties.isWhitespace {
        position += 1
      } else if matches("//") {
        while position < text.count, text[position] != "\n" { position += 1 }
      } else {
        return
      }
    }
  }

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private func matches(_ symbol: String) -> Bool {
    text[position...].starts(with: symbol.unicodeScalars)
  }

  private mutating func name(from start: Int) throws(GuardError) -> Token {
    while position < text.count, text[position].isNameStart || text[position].isDigit { position += 1 }
    let name = scalars(start..<position)
    if name == "r" || name == "R", let quote = peek(0), quote == "\"" || quote == "'" {
      return Token(kind: .string(try string(isRaw: true)), offset: start)
    }
    if name == "b" || name == "B", let quote = peek(0), quote == "\"" || quote == "'" {
      throw GuardError(.notSupported, "bytes are not part of Lookback's guards", at: start)
    }
    return Token(kind: .name(name), offset: start)
  }

  private func scalars(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text[range])
    return String(result)
  }

  private mutating func number(from start: Int) throws(GuardError) -> Token {
    if matches("0x") || matches("0X") { return try hexadecimal(from: start) }
    var isDouble = false
    while position < text.count {
      let scalar = text[position]
      if scalar == "." && peek(1)?.isDigit == true && !isDouble {
        isDouble = true
      } else if scalar == "e" || scalar == "E" {
        isDouble = true
        if let sign = peek(1), sign == "+" || sign == "-" { position += 1 }
      } else if !scalar.isDigit {
        break
      }
      position += 1
    }
    let digits = scalars(start..<position)
    try refuseUnsigned(start)
    if isDouble, let value = Double(digits.hasPrefix(".") ? "0" + digits : digits) {
      return Token(kind: .double(value), offset: start)
    }
    if !isDouble, let value = Int64(digits) { return Token(kind: .int(value), offset: start) }
    if digits == "9223372036854775808" { return Token(kind: .name(Lexer.minimumMagnitude), offset: start) }
    throw GuardError(.syntax, "`\(digits)` is not a number that fits", at: start)
  }

  /// Stands for 2^63, which exists only with a minus before it.
  static let minimumMagnitude = "9223372036854775808"

  private mutating func hexadecimal(from start: Int) throws(GuardError) -> Token {
    position += 2
    let first = position
    while position < text.count, text[position].properties.isASCIIHexDigit { position += 1 }
    try refuseUnsigned(start)
    guard let value = Int64(scalars(first..<position), radix: 16) else {
      throw GuardError(.syntax, "`\(scalars(start..<position))` is not a number that fits", at: start)
    }
    return Token(kind: .int(value), offset: start)
  }

  private func refuseUnsigned(_ start: Int) throws(GuardError) {
    if let suffix = peek(0), suffix == "u" || suffix == "U" {
      throw GuardError(.notSupported, "uint is not part of Lookback's guards", at: start)
    }
  }

  private mutating func string(isRaw: Bool) throws(GuardError) -> String {
    let start = position
    let quote = text[position]
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var result = String.UnicodeScalarView()
    while position < text.count {
      if text[position] == quote && (!isTriple || (peek(1) == quote && peek(2) == quote)) {
        position += isTriple ? 3 : 1
        return String(result)
      }
      if text[position] == "\\" && !isRaw {
        try escape(into: &result)
      } else {
        if text[position] == "\n" && !isTriple { break }
        result.append(text[position])
        position += 1
      }
    }
    throw GuardError(.syntax, "this text has no closing quote", at: start)
  }

  private mutating func escape(into result: inout String.UnicodeScalarView) throws(GuardError) {
    let start = position
    guard let kind = peek(1) else { throw GuardError(.syntax, "this text has no closing quote", at: start) }
    position += 2
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "\"": "\"", "'": "'", "`": "`", "?": "?", "a": "\u{7}", "b": "\u{8}",
      "f": "\u{c}", "v": "\u{b}",
    ]
    if let scalar = simple[kind] { return result.append(scalar) }
    let (count, radix): (Int, Int)
    switch kind {
    case "x", "X": (count, radix) = (2, 16)
    case "u": (count, radix) = (4, 16)
    case "U": (count, radix) = (8, 16)
    case "0"..."3":
      position -= 1
      (count, radix) = (3, 8)
    default: throw GuardError(.syntax, "`\\\(kind)` is not an escape", at: start)
    }
    let end = position + count
    guard end <= text.count, let code = UInt32(scalars(position..<end), radix: radix),
      let scalar = Unicode.Scalar(code)
    else { throw GuardError(.syntax, "this escape is not a character", at: start) }
    position = end
    result.append(scalar)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  var isNameStart: Bool { self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
