/// A strict reader of RFC 8259: valid UTF-8, no key twice, no lone surrogate, no NUL unless asked for, at most 64 levels.
package struct JSONParser {
  private static let depthLimit = 64
  private static let quote = UInt8(ascii: "\"")

  /// Which texts are read.
  package enum Texts {
    /// Those that PostgreSQL can keep: without the character NUL.
    case storable
    case all
  }

  let bytes: [UInt8]
  let texts: Texts
  /// Where the text begins; offsets in errors count from there.
  private let start: Int
  private let end: Int
  var position: Int
  private var count = 0
  private var most = Int.max

  /// A member of the outermost object, with the place of its value in the bytes.
  package struct PlacedMember {
    package let name: String
    package let value: JSON
    package let place: Range<Int>
  }

  /// - Parameter most: values of all levels that are read; each takes many times the memory of the two bytes that it
  ///   may be written with.
  package static func parse(
    _ bytes: [UInt8], texts: Texts = .storable, atMost most: Int = .max
  ) throws(MalformedJSON) -> JSON {
    var parser = JSONParser(bytes, in: bytes.indices, texts)
    parser.most = most
    let value = try parser.value(depth: 0)
    try parser.requireEnd()
    return value
  }

  /// Reads one object that fills that part of the bytes.
  package static func members(
    _ bytes: [UInt8], in range: Range<Int>
  ) throws(MalformedJSON) -> [PlacedMember] {
    var parser = JSONParser(bytes, in: range, .storable)
    var members: [PlacedMember] = []
    members.reserveCapacity(8)
    parser.skipBlanks()
    guard parser.next == UInt8(ascii: "{") else { throw parser.failure("an object was expected") }
    try parser.members(depth: 0) { name, value, place in
      members.append(PlacedMember(name: name, value: value, place: place))
    }
    try parser.requireEnd()
    return members
  }

  private init(_ bytes: [UInt8], in range: Range<Int>, _ texts: Texts) {
    self.bytes = bytes
    self.texts = texts
    start = range.lowerBound
    end = range.upperBound
    position = range.lowerBound
  }

  func failure(_ reason: String) -> MalformedJSON { MalformedJSON(reason: reason, offset: position - start) }

  var next: UInt8? { position < end ? bytes[position] : nil }

  func remains(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= end else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[position + index] != text.utf8Start[index] { return false }
    return true
  }

  private mutating func requireEnd() throws(MalformedJSON) {
    skipBlanks()
    guard position == end else { throw failure("the end was expected") }
  }

  private mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(MalformedJSON) -> JSON {
    guard depth < Self.depthLimit else { throw failure("at most \(Self.depthLimit) levels are read") }
    guard count < most else { throw failure("at most \(most) values are read") }
    count += 1
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"):
      var found: [JSON.Member] = []
      try members(depth: depth) { name, value, _ in found.append(JSON.Member(name: name, value: value)) }
      return .object(found)
    case UInt8(ascii: "["): return try array(depth)
    case Self.quote: return .string(try string())
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
    default: return try word()
    }
  }

  private mutating func word() throws(MalformedJSON) -> JSON {
    if remains("true") {
      position += 4
      return .bool(true)
    }
    if remains("false") {
      position += 5
      return .bool(false)
    }
    guard remains("null") else { throw failure("a value was expected") }
    position += 4
    return .null
  }

  private mutating func members(
    depth: Int, _ add: (String, JSON, Range<Int>) -> Void
  ) throws(MalformedJSON) {
    _ = take(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    var names = NameSet()
    repeat {
      skipBlanks()
      guard next == Self.quote else { throw failure("a key was expected") }
      let name = try string()
      guard names.insert(name) else { throw failure("the key \"\(name)\" stands twice") }
      guard take(UInt8(ascii: ":")) else { throw failure("`:` was expected") }
      skipBlanks()
      let start = position
      let value = try value(depth: depth + 1)
      add(name, value, start..<position)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("`,` or `}` was expected") }
  }

  private mutating func array(_ depth: Int) throws(MalformedJSON) -> JSON {
    _ = take(UInt8(ascii: "["))
    var items: [JSON] = []
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat { items.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("`,` or `]` was expected") }
    return .array(items)
  }
}

/// The keys of one object so far: few are compared one by one, many are hashed.
private struct NameSet {
  private var few: [String] = []
  private var many: Set<String> = []

  /// Whether the name is new.
  mutating func insert(_ name: String) -> Bool {
    guard few.count == 16 else {
      guard !few.contains(name) else { return false }
      few.append(name)
      return true
    }
    if many.isEmpty { many = Set(few) }
    return many.insert(name).inserted
  }
}
