import LookbackCEL
import LookbackCore
import LookbackTime

/// How texts inside values are written: as themselves, or as commitments to them.
protocol TextEncoding {
  mutating func write(_ text: String, to writer: inout CanonicalWriter)
}

/// How such texts are read back.
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
    write(field) { $0.append(value, &texts) }
  }

  private mutating func append(_ value: Value, _ texts: inout some TextEncoding) {
    switch value {
    case .null: write(1, [])
    case .bool(let truth): write(2, truth)
    case .int(let number): write(3, number)
    // Both zeros are equal, so both are written as the positive one.
    case .double(let number): write(4, Int64(bitPattern: (number == 0 ? 0 : number).bitPattern))
    case .string(let text): texts.write(text, to: &self)
    case .timestamp(let timestamp):
      write(7) {
        $0.write(1, timestamp.seconds)
        $0.write(2, Int64(timestamp.nanos))
      }
    case .duration(let elapsed):
      write(8) {
        $0.write(1, elapsed.seconds)
        $0.write(2, Int64(elapsed.nanos))
      }
    case .date(let date): write(9, date)
    case .list(let values):
      write(10) { for element in values { $0.write(1, element, &texts) } }
    case .map(let entries):
      let sorted = entries.map { (key: $0.key, order: $0.key.description, element: $0.value) }
        .sorted { $0.order.precedes($1.order) }
      write(11) {
        for (key, _, element) in sorted {
          $0.write(1, key, &texts)
          $0.write(2, element, &texts)
        }
      }
    }
  }
}

extension CanonicalReader {
  /// Levels of lists and maps in one value; deeper ones are refused before the stack ends.
  private static let deepest = 64

  mutating func value(
    _ field: UInt8, _ texts: inout some TextDecoding, depth: Int = 0
  ) throws(MalformedBytes) -> Value {
    guard depth < Self.deepest else { throw MalformedBytes(expected: "at most \(Self.deepest) levels of values") }
    return try group(field) { inner throws(MalformedBytes) in try inner.bareValue(&texts, depth) }
  }

  private mutating func bareValue(_ texts: inout some TextDecoding, _ depth: Int) throws(MalformedBytes) -> Value {
    switch next {
    case 1:
      guard try content(1).isEmpty else { throw MalformedBytes(expected: "an empty null") }
      return .null
    case 2: return .bool(try truth(2))
    case 3: return .int(try number(3))
    case 4: return .double(try double(4))
    case 5, 6: return try texts.text(&self)
    case 7: return try group(7) { parts throws(MalformedBytes) in try parts.timestamp() }
    case 8: return try group(8) { parts throws(MalformedBytes) in try parts.elapsed() }
    case 9: return .date(try date(9))
    case 10:
      return try group(10) { entries throws(MalformedBytes) in .list(try entries.elements(&texts, depth + 1)) }
    case 11:
      return try group(11) { entries throws(MalformedBytes) in .map(try entries.pairs(&texts, depth + 1)) }
    default: throw MalformedBytes(expected: "a value")
    }
  }

  private mutating func timestamp() throws(MalformedBytes) -> Value {
    let (seconds, nanos) = (try number(1), try number(2))
    guard let nanos = Int32(exactly: nanos), let value = try? Timestamp(seconds: seconds, nanos: nanos) else {
      throw MalformedBytes(expected: "a timestamp in the years 1 to 9999")
    }
    return .timestamp(value)
  }

  private mutating func elapsed() throws(MalformedBytes) -> Value {
    let (seconds, nanos) = (try number(1), try number(2))
    guard (0..<1_000_000_000).contains(nanos),
      let value = try? Elapsed(nanoseconds: Int128(seconds) * 1_000_000_000 + Int128(nanos))
    else { throw MalformedBytes(expected: "a duration of at most 10,000 years") }
    return .duration(value)
  }

  private mutating func double(_ field: UInt8) throws(MalformedBytes) -> Double {
    let number = Double(bitPattern: UInt64(bitPattern: try self.number(field)))
    guard number != 0 || number.sign == .plus else { throw MalformedBytes(expected: "zero as positive zero") }
    return number
  }

  private mutating func elements(_ texts: inout some TextDecoding, _ depth: Int) throws(MalformedBytes) -> [Value] {
    var values: [Value] = []
    while !isAtEnd { values.append(try value(1, &texts, depth: depth)) }
    return values
  }

  private mutating func pairs(
    _ texts: inout some TextDecoding, _ depth: Int
  ) throws(MalformedBytes) -> [Value: Value] {
    var values: [Value: Value] = [:]
    var last: String?
    while !isAtEnd {
      let key = try value(1, &texts, depth: depth)
      // Keys whose texts were erased are all null: nothing can be said about them any more.
      if key != .null {
        guard last?.precedes(key.description) ?? true else { throw MalformedBytes(expected: "keys in order") }
        last = key.description
      }
      values[key] = try value(2, &texts, depth: depth)
    }
    return values
  }
}
