import LookbackCore
import LookbackTime

/// Writes the one canonical encoding: each entry is field number with kind, length and value, so equal facts give equal
/// bytes.
///
/// Lengths are varints (LEB128). Maps and sets are written in the order of their keys' UTF-8 bytes.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter size: about how many bytes will be written.
  init(size: Int = 512) { bytes.reserveCapacity(size) }

  mutating func write(_ field: UInt8, _ content: [UInt8]) {
    bytes.append(EntryKind.bytes.key(of: field))
    appendVarint(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  mutating func write(_ field: UInt8, _ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      bytes.append(EntryKind.text.key(of: field))
      appendVarint(UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func write(_ field: UInt8, _ number: Int64) {
    var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
    // Seven bits a byte.
    let length = max(1, (UInt64.bitWidth - rest.leadingZeroBitCount + 6) / 7)
    var entry = InlineArray<12, UInt8>(repeating: 0)
    entry[0] = EntryKind.number.key(of: field)
    entry[1] = UInt8(length)
    for place in 2..<length + 1 {
      entry[place] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
    }
    entry[length + 1] = UInt8(rest)
    entry.span.extracting(first: length + 2).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ field: UInt8, _ date: CivilDate) { write(field, Int64(date.days)) }

  mutating func write(_ field: UInt8, _ moment: Moment) { write(field, moment.microseconds) }

  mutating func write(_ field: UInt8, _ truth: Bool) { write(field, truth ? 1 as Int64 : 0) }

  /// A group: whatever the body writes.
  mutating func write(_ field: UInt8, _ body: (inout CanonicalWriter) -> Void) {
    bytes.append(EntryKind.group.key(of: field))
    let place = bytes.count
    bytes.append(0)
    body(&self)
    let length = bytes.count - place - 1
    if length < 0x80 {
      bytes[place] = UInt8(length)
    } else {
      var prefix = CanonicalWriter(empty: ())
      prefix.appendVarint(UInt64(length))
      bytes.replaceSubrange(place...place, with: prefix.bytes)
    }
  }

  /// The hash of the bytes that were written to `range`.
  func hash(of range: Range<Int>, _ digest: Digest) -> [UInt8] {
    bytes.withUnsafeBytes { digest.hash(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Appends a byte that belongs to no entry.
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  private init(empty: Void) {}

  private mutating func appendVarint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
