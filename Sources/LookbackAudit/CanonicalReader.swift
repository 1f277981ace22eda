import LookbackCore
import LookbackTime

/// Reads what `CanonicalWriter` wrote; refuses everything else.
struct CanonicalReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  var isAtEnd: Bool { position == bytes.endIndex }

  /// The field that stands next; nil at the end.
  var next: UInt8? { isAtEnd ? nil : bytes[position] >> 2 }

  mutating func content(_ field: UInt8) throws(MalformedBytes) -> ArraySlice<UInt8> {
    try entry(field, .bytes)
  }

  mutating func text(_ field: UInt8) throws(MalformedBytes) -> String {
    let content = try entry(field, .text)
    // Bytes that are no text would have been mended.
    return try content.withUnsafeBufferPointer { bytes throws(MalformedBytes) in
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.utf8.elementsEqual(bytes) else { throw MalformedBytes(expected: "UTF-8 in field \(field)") }
      return text
    }
  }

  mutating func number(_ field: UInt8) throws(MalformedBytes) -> Int64 {
    var inner = CanonicalReader(try entry(field, .number))
    let raw = try inner.varint()
    guard inner.isAtEnd else { throw MalformedBytes(expected: "one number in field \(field)") }
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  mutating func whole(_ field: UInt8) throws(MalformedBytes) -> Int {
    guard let whole = Int(exactly: try number(field)) else { throw MalformedBytes(expected: "a whole number") }
    return whole
  }

  mutating func date(_ field: UInt8) throws(MalformedBytes) -> CivilDate {
    guard let date = try? CivilDate(checking: whole(field)) else {
      throw MalformedBytes(expected: "a date in field \(field)")
    }
    return date
  }

  mutating func moment(_ field: UInt8) throws(MalformedBytes) -> Moment {
    Moment(microseconds: try number(field))
  }

  mutating func truth(_ field: UInt8) throws(MalformedBytes) -> Bool {
    switch try number(field) {
    case 0: return false
    case 1: return true
    default: throw MalformedBytes(expected: "0 or 1 in field \(field)")
    }
  }

  /// Reads the group of this field whole: what `read` leaves over is an error.
  mutating func group<R>(
    _ field: UInt8, _ read: (inout CanonicalReader) throws(MalformedBytes) -> R
  ) throws(MalformedBytes) -> R {
    var inner = CanonicalReader(try entry(field, .group))
    let result = try read(&inner)
    try inner.requireEnd()
    return result
  }

  /// All groups of this field that stand in a row.
  mutating func all<R>(
    _ field: UInt8, _ read: (inout CanonicalReader) throws(MalformedBytes) -> R
  ) throws(MalformedBytes) -> [R] {
    var found: [R] = []
    while next == field { found.append(try group(field, read)) }
    return found
  }

  /// A map: groups of this field, each with its key as field 1, in the order of their keys.
  mutating func map<R>(
    _ field: UInt8, _ read: (inout CanonicalReader) throws(MalformedBytes) -> R
  ) throws(MalformedBytes) -> NameMap<R> {
    var found = NameMap<R>()
    while next == field {
      try group(field) { entry throws(MalformedBytes) in
        guard found.append(try entry.text(1), try read(&entry)) else {
          throw MalformedBytes(expected: "keys in order, each once, in field \(field)")
        }
      }
    }
    return found
  }

  func requireEnd() throws(MalformedBytes) {
    guard isAtEnd else { throw MalformedBytes(expected: "nothing more") }
  }

  private mutating func entry(_ field: UInt8, _ kind: EntryKind) throws(MalformedBytes) -> ArraySlice<UInt8> {
    guard !isAtEnd, bytes[position] == kind.key(of: field) else {
      throw MalformedBytes(expected: "field \(field) with \(kind)")
    }
    position += 1
    let length = try varint()
    guard length <= UInt64(bytes.endIndex - position) else {
      throw MalformedBytes(expected: "\(length) bytes in field \(field)")
    }
    let end = position + Int(length)
    defer { position = end }
    return bytes[position..<end]
  }

  private mutating func varint() throws(MalformedBytes) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard position < bytes.endIndex else { throw MalformedBytes(expected: "a number") }
      let byte = bytes[position]
      position += 1
      if shift == 63 && byte > 1 { break }
      result |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte & 0x80 == 0 {
        guard byte != 0 || shift == 0 else { throw MalformedBytes(expected: "a number in its shortest form") }
        return result
      }
    }
    throw MalformedBytes(expected: "a number of 64 bits")
  }
}
