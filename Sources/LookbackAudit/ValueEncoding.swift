import LookbackCEL
import LookbackTime

/// How texts inside values are written: as themselves, or as commitments to them.
protocol TextEncoding {
  mutating func write(_ text: String, to writer: inout CanonicalWriter)
}

protocol TextDecoding {
  mutating func text(_ reader: inout CanonicalReader) throws(MalformedBytes) -> Value
}

/// Texts as themselves: in the stored state.
struct PlainTexts: TextEncoding, TextDecoding {
  mutating func write(_ text: String, to writer: inout CanonicalWriter) { writer.write(5, text) }

  mutating func text(_ reader: inout CanonicalReader) throws(MalformedBytes) -> Value {
    .string(try reader.text(5))
  }
}

extension CanonicalWriter {
  mutating func write(_ field: UInt8, _ value: Value, _ texts: inout some TextEncoding) {
    var inner = CanonicalWriter()
    inner.append(value, &texts)
    write(field, inner.bytes)
  }

  private mutating func append(_ value: Value, _ texts: inout some TextEncoding) {
    switch value {
    case .null: write(1, [])
    case .bool(let truth): write(2, truth)
    case .int(let number): write(3, number)
    case .double(let number): write(4, Int64(bitPattern: number.bitPattern))
    case .string(let text): texts.write(text, to: &self)
    case .timestamp(let moment): write(7, moment)
    case .duration(let microseconds): write(8, microseconds)
    case .date(let date): write(9, date)
    case .list(let values):
      var inner = CanonicalWriter()
      for element in values { inner.write(1, element, &texts) }
      write(10, inner.bytes)
    case .map(let entries):
      var inner = CanonicalWriter()
      for (key, element) in entries.sorted(by: { $0.key.description < $1.key.description }) {
        inner.write(1, key, &texts)
        inner.write(2, element, &texts)
      }
      write(11, inner.bytes)
    }
  }
}

extension CanonicalReader {
  mutating func value(_ field: UInt8, _ texts: inout some TextDecoding) throws(MalformedBytes) -> Value {
    var inner = try inner(field)
    let value = try inner.value(&texts, depth: 0)
    try inner.requireEnd()
    return value
  }

  private mutating func value(_ texts: inout some TextDecoding, depth: Int) throws(MalformedBytes) -> Value {
    guard depth < 64 else { throw MalformedBytes(expected: "at most 64 levels of values") }
    switch next {
    case 1:
      guard try content(1).isEmpty else { throw MalformedBytes(expected: "an empty null") }
      return .null
    case 2: return .bool(try truth(2))
    case 3: return .int(try number(3))
    case 4: return .double(Double(bitPattern: UInt64(bitPattern: try number(4))))
    case 5, 6: return try texts.text(&self)
    case 7: return .timestamp(try moment(7))
    case 8: return .duration(try number(8))
    case 9: return .date(try date(9))
    case 10: return .list(try list(&texts, depth))
    case 11: return .map(try map(&texts, depth))
    default: throw MalformedBytes(expected: "a value")
    }
  }

  private mutating func list(_ texts: inout some TextDecoding, _ depth: Int) throws(MalformedBytes) -> [Value] {
    var entries = try inner(10)
    var values: [Value] = []
    while !entries.isAtEnd {
      var element = try entries.inner(1)
      values.append(try element.value(&texts, depth: depth + 1))
      try element.requireEnd()
    }
    return values
  }

  private mutating func map(
    _ texts: inout some TextDecoding, _ depth: Int
  ) throws(MalformedBytes) -> [Value: Value] {
    var entries = try inner(11)
    var values: [Value: Value] = [:]
    while !entries.isAtEnd {
      var key = try entries.inner(1)
      let name = try key.value(&texts, depth: depth + 1)
      var element = try entries.inner(2)
      values[name] = try element.value(&texts, depth: depth + 1)
    }
    return values
  }
}
