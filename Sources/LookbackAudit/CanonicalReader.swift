import LookbackCore
import LookbackTime

/// Reads what `CanonicalWriter` wrote; refuses everything else.
struct CanonicalReader {
  private let bytes: [UInt8]
  private var position = 0
  /// Where the group ends that is being read, or all bytes.
  private var end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  var isAtEnd: Bool { position == end }

  /// The field that stands next; nil at the end.
  var next: UInt8? { isAtEnd ? nil : bytes[position] >> 2 }

  mutating func content(_ field: UInt8) throws(MalformedBytes) -> ArraySlice<UInt8> {
    let last = try enter(field, .bytes)
    defer { position = last }
    return bytes[position..<last]
  }

  mutating func text(_ field: UInt8) throws(MalformedBytes) -> String {
    let last = try enter(field, .text)
    defer { position = last }
    // Bytes that are no text are refused, not mended.
    guard let text = try? UTF8Span(validating: bytes.span.extracting(position..<last)) else {
      throw MalformedBytes(expected: "UTF-8 in field \(field)")
    }
    return String(copying: text)
  }

  mutating func number(_ field: UInt8) throws(MalformedBytes) -> Int64 {
    let last = try enter(field, .number)
    let raw = try varint(before: last)
    guard position == last else { throw MalformedBytes(expected: "one number in field \(field)") }
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

  mutating func momentOrNone(_ field: UInt8) throws(MalformedBytes) -> Moment? {
    next == field ? try moment(field) : nil
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
    let outer = end
    end = try enter(field, .group)
    let result = try read(&self)
    try requireEnd()
    end = outer
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

  /// Goes to where the content of this entry begins, and says where it ends.
  private mutating func enter(_ field: UInt8, _ kind: EntryKind) throws(MalformedBytes) -> Int {
    guard !isAtEnd, bytes[position] == kind.key(of: field) else {
      throw MalformedBytes(expected: "field \(field) with \(kind)")
    }
    position += 1
    let length = try varint(before: end)
    guard length <= UInt64(end - position) else {
      throw MalformedBytes(expected: "\(length) bytes in field \(field)")
    }
    return position + Int(length)
  }

  private mutating func varint(before end: Int) throws(MalformedBytes) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
      guard position < end else { throw MalformedBytes(expected: "a number") }
      let byte = bytes[position]
      position += 1
      if shift == 63 && byte > 1 { break }
      result |= UInt64(byte & 0x7F) &<< shift
      if byte & 0x80 == 0 {
        guard byte != 0 || shift == 0 else { throw MalformedBytes(expected: "a number in its shortest form") }
        return result
      }
    }
    throw MalformedBytes(expected: "a number of 64 bits")
  }
}
