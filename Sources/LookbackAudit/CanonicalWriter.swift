import LookbackTime

/// Writes the one canonical encoding: each entry is field number, length and value, so equal facts give equal bytes.
///
/// Numbers are zigzag varints (LEB128); texts are UTF-8.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ field: UInt8, _ content: [UInt8]) {
    bytes.append(field)
    appendVarint(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  mutating func write(_ field: UInt8, _ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      bytes.append(field)
      appendVarint(UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func write(_ field: UInt8, _ number: Int64) {
    var inner = CanonicalWriter()
    inner.appendVarint(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    write(field, inner.bytes)
  }

  mutating func write(_ field: UInt8, _ date: CivilDate) { write(field, Int64(date.days)) }

  mutating func write(_ field: UInt8, _ moment: Moment) { write(field, moment.microseconds) }

  mutating func write(_ field: UInt8, _ truth: Bool) { write(field, truth ? 1 as Int64 : 0) }

  mutating func write(_ field: UInt8, _ body: (inout CanonicalWriter) -> Void) {
    var inner = CanonicalWriter()
    body(&inner)
    write(field, inner.bytes)
  }

  private mutating func appendVarint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
