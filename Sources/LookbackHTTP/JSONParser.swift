/// Why bytes are not the JSON that is accepted here.
struct MalformedJSON: Error, Hashable {
  let reason: String
  /// The byte at which it was noticed.
  let offset: Int
}

/// A strict reader of RFC 8259: valid UTF-8, no key twice, no lone surrogate, no NUL, at most 64 levels.
struct JSONParser {
  private static let depthLimit = 64
  private let bytes: [UInt8]
  private var position = 0

  static func parse(_ bytes: [UInt8]) throws(MalformedJSON) -> JSON {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == bytes.count else { throw parser.failure("the end was expected") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ reason: String) -> MalformedJSON { MalformedJSON(reason: reason, offset: position) }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: Character) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(MalformedJSON) -> JSON {
    guard depth < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels are read") }
    skipBlanks()
    guard position < bytes.count else { throw failure("a value was expected") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func word() throws(MalformedJSON) -> JSON {
    for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw failure("a value was expected")
  }

  private mutating func object(_ depth: Int) throws(MalformedJSON) -> JSON {
    _ = take("{")
    var members: [JSON.Member] = []
    var names: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure("a key was expected") }
      let name = try string()
      guard names.insert(name).inserted else { throw failure("the key \"\(name)\" stands twice") }
      guard take(":") else { throw failure("`:` was expected") }
      members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw failure("`,` or `}` was expected") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(MalformedJSON) -> JSON {
    _ = take("[")
    var items: [JSON] = []
    if take("]") { return .array([]) }
    repeat { items.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw failure("`,` or `]` was expected") }
    return .array(items)
  }

  private mutating func number() throws(MalformedJSON) -> JSON {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let leading = position
    digits()
    guard position > leading, bytes[leading] != UInt8(ascii: "0") || position == leading + 1 else {
      throw failure("a number was expected")
    }
    var isWhole = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      let fraction = position
      digits()
      guard position > fraction else { throw failure("a digit was expected") }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) { position += 1 }
      let exponent = position
      digits()
      guard position > exponent else { throw failure("a digit was expected") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .int(number) }
    guard let number = Double(text), number.isFinite else { throw failure("the number \(text) does not fit") }
    return .double(number)
  }

  private mutating func digits() {
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
  }

  private mutating func string() throws(MalformedJSON) -> String {
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: content, as: UTF8.self) else { throw failure("this text is not UTF-8") }
        guard !content.contains(0) else { throw failure("a text cannot contain the character NUL") }
        return text
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

  private mutating func escape() throws(MalformedJSON) -> [UInt8] {
    guard position < bytes.count else { throw failure("this text has no end") }
    let kind = bytes[position]
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
    if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair stands alone") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair stands alone") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws(MalformedJSON) -> UInt32 {
    guard position + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits were expected") }
    position += 4
    return code
  }
}
