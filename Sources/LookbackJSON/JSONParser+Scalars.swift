/// Numbers and texts.
extension JSONParser {
  mutating func number() throws(MalformedJSON) -> JSON {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let leading = position
    digits()
    guard position > leading, bytes[leading] != UInt8(ascii: "0") || position == leading + 1 else {
      throw failure("a number was expected")
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try someDigits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try someDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .int(number) }
    guard let number = Double(text), number.isFinite else { throw failure("the number \(text) does not fit") }
    return .double(number)
  }

  private mutating func digits() {
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
  }

  private mutating func someDigits() throws(MalformedJSON) {
    let start = position
    digits()
    guard position > start else { throw failure("a digit was expected") }
  }

  mutating func string() throws(MalformedJSON) -> String {
    position += 1
    let start = position
    var isASCII = true
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        // What is ASCII is UTF-8: only the rest needs checking.
        let content = bytes[start..<position]
        let text = isASCII ? String(decoding: content, as: UTF8.self) : try text(content)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw failure("control characters are written as escapes")
      default:
        isASCII = isASCII && byte < 0x80
        position += 1
      }
    }
    throw failure("this text has no end")
  }

  /// A text with escapes, read on from its first one.
  private mutating func escapedString(from start: Int) throws(MalformedJSON) -> String {
    var content = Array(bytes[start..<position])
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard texts == .all || !content.contains(0) else { throw failure("a text cannot contain the character NUL") }
        return try text(content[...])
      case UInt8(ascii: "\\"):
        position += 1
        content += try escape()
      case 0..<0x20: throw failure("control characters are written as escapes")
      default:
        content.append(byte)
        position += 1
      }
    }
    throw failure("this text has no end")
  }

  private func text(_ content: ArraySlice<UInt8>) throws(MalformedJSON) -> String {
    guard let text = String(validating: content, as: UTF8.self) else { throw failure("this text is not UTF-8") }
    return text
  }

  private mutating func escape() throws(MalformedJSON) -> [UInt8] {
    guard let kind = next else { throw failure("this text has no end") }
    position += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [kind]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return try character()
    default: throw failure("this escape is not known")
    }
  }

  private mutating func character() throws(MalformedJSON) -> [UInt8] {
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), remains("\\u") {
      position += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair stands alone") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair stands alone") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws(MalformedJSON) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("four hexadecimal digits were expected")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
