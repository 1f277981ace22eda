extension Lexer {
  mutating func number() throws(GuardError) -> Token.Kind {
    let (first, start) = (position, offset)
    if peek(0) == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") { return try hexadecimal() }
    passDigits()
    var isDouble = false
    if peek(0) == UInt8(ascii: "."), peek(1)?.isDigit == true {
      isDouble = true
      position += 1
      passDigits()
    }
    if let exponent = peek(0), exponent | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(sign ? 2 : 1)?.isDigit == true {
        isDouble = true
        position += sign ? 2 : 1
        passDigits()
      }
    }
    let digits = slice(first..<position)
    try refuseSuffix(after: digits, start)
    if isDouble {
      if let value = Double(digits), value.isFinite { return .double(value) }
    } else if let value = Int64(digits) {
      return .int(value)
    } else if UInt64(digits) == Int64.min.magnitude {
      return .minimumMagnitude
    }
    throw GuardError(.syntax, "`\(digits)` does not fit: \(isDouble ? "a double" : "an int") has 64 bits", at: start)
  }

  private mutating func passDigits() { while peek(0)?.isDigit == true { position += 1 } }

  private mutating func hexadecimal() throws(GuardError) -> Token.Kind {
    let (first, start) = (position, offset)
    position += 2
    while let byte = peek(0), byte.isDigit || (byte | 0x20) &- 0x61 < 6 { position += 1 }
    let digits = slice(first..<position)
    try refuseSuffix(after: digits, start)
    guard let value = UInt64(digits.dropFirst(2), radix: 16), value <= Int64.min.magnitude else {
      throw GuardError(.syntax, "`\(digits)` is not a hexadecimal number of 64 bits, such as 0x1F", at: start)
    }
    return Int64(exactly: value).map { .int($0) } ?? .minimumMagnitude
  }

  private func refuseSuffix(after digits: String, _ start: Int) throws(GuardError) {
    guard let next = peek(0), next.isNameStart else { return }
    if next | 0x20 == UInt8(ascii: "u"), !(peek(1).map { $0.isNameStart || $0.isDigit } ?? false) {
      throw .outside("uint", "write the int \(digits)", at: start)
    }
    throw GuardError(.syntax, "a name cannot follow the number `\(digits)` without a space or sign", at: offset)
  }

  /// At the opening quote.
  mutating func string(isRaw: Bool) throws(GuardError) -> String {
    let start = offset
    let quote = text[position]
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var content: [UInt8] = []
    while let byte = peek(0) {
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return String(decoding: content, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        content.append(contentsOf: String(try escape()).utf8)
        continue
      }
      if byte == 0x0A || byte == 0x0D, !isTriple { break }
      content.append(byte)
      pass(byte)
    }
    let quotes = String(repeating: String(UnicodeScalar(quote)), count: isTriple ? 3 : 1)
    throw GuardError(.syntax, "this text has no closing \(quotes)\(isTriple ? "" : " on its line")", at: start)
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r", UInt8(ascii: "\\"): "\\",
    UInt8(ascii: "\""): "\"", UInt8(ascii: "'"): "'", UInt8(ascii: "`"): "`", UInt8(ascii: "?"): "?",
    UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "v"): "\u{b}",
  ]

  private mutating func escape() throws(GuardError) -> Unicode.Scalar {
    let start = offset
    guard let kind = peek(1) else { throw GuardError(.syntax, "this text has no closing quote", at: start) }
    if let scalar = Self.escapes[kind] {
      position += 2
      return scalar
    }
    switch kind {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try code(digits: 2, radix: 16, after: 2, start)
    case UInt8(ascii: "u"): return try code(digits: 4, radix: 16, after: 2, start)
    case UInt8(ascii: "U"): return try code(digits: 8, radix: 16, after: 2, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"): return try code(digits: 3, radix: 8, after: 1, start)
    default:
      let what = String(decoding: text[position + 1..<min(position + 5, text.count)], as: UTF8.self).unicodeScalars
        .first
      throw GuardError(
        .syntax, "`\\\(what.map { String($0) } ?? "")` is not an escape; a backslash is written `\\\\`", at: start)
    }
  }

  private mutating func code(
    digits: Int, radix: Int, after prefix: Int, _ start: Int
  ) throws(GuardError) -> Unicode.Scalar {
    let first = position + prefix
    guard first + digits <= text.count,
      text[first..<first + digits].allSatisfy({ $0.isDigit || (radix == 16 && $0.isNameStart) }),
      let code = UInt32(slice(first..<first + digits), radix: radix)
    else {
      throw GuardError(
        .syntax, "expected \(digits) \(radix == 8 ? "octal" : "hexadecimal") digits in this escape", at: start)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw GuardError(.syntax, "this escape is no character: U+0000 to U+10FFFF without surrogates are", at: start)
    }
    position = first + digits
    return scalar
  }
}
