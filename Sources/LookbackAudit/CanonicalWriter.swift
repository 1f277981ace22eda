import LookbackCore
import LookbackTime

/// Writes the one canonical encoding: each entry is field number with kind, length and value, so equal facts give equal
/// bytes.
///
/// Lengths are varints (LEB128). Maps and sets are written in the order of their keys' UTF-8 bytes.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

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
    bytes.append(EntryKind.number.key(of: field))
    let place = bytes.count
    bytes.append(0)
    appendVarint(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    bytes[place] = UInt8(bytes.count - place - 1)
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
