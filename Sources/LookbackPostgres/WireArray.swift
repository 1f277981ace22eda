/// Reads arrays of one dimension in binary form.
enum WireArray {
  /// Returns whether a column of type `oid` can hold an array of `wire`. The array itself names its element type as
  /// well.
  static func element<Wire: WireType>(of oid: UInt32, isOf wire: Wire.Type) -> Bool {
    oid == Wire.arrayOID || (Wire.accepts(oid) && oid >= 16384) || (Wire.oid == WireText.oid && oid == varcharArray)
  }

  private static let varcharArray: UInt32 = 1015

  /// Returns the elements, nil for NULL. The whole is nil if the bytes are no such array.
  static func decode<Wire: WireType>(_ bytes: UnsafeRawBufferPointer, of wire: Wire.Type) -> [Wire.Value?]? {
    var reader = Reader(bytes: bytes)
    guard let dimensions = reader.integer(), reader.integer() != nil, let element = reader.integer() else { return nil }
    guard Wire.accepts(UInt32(bitPattern: element)) else { return nil }
    guard dimensions > 0 else { return dimensions == 0 ? [] : nil }
    guard dimensions == 1, let count = reader.integer(), count >= 0, reader.integer() != nil else { return nil }
    guard Int(count) <= bytes.count / 4 else { return nil }
    var values: [Wire.Value?] = []
    values.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let length = reader.integer() else { return nil }
      guard length >= 0 else {
        values.append(nil)
        continue
      }
      guard let slice = reader.take(Int(length)), let value = Wire.decode(slice) else { return nil }
      values.append(value)
    }
    return values
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var offset = 0

    mutating func integer() -> Int32? { take(4).flatMap { Int32(wire: $0) } }

    mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
      guard offset + count <= bytes.count else { return nil }
      defer { offset += count }
      return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
  }
}

/// The names of the types that a column can have, for messages.
enum WireTypeName {
  static func of(_ oid: UInt32) -> String {
    names[oid] ?? "of type \(oid)"
  }

  private static let names: [UInt32: String] = [
    16: "bool", 17: "bytea", 18: "\"char\"", 19: "name", 20: "int8", 21: "int2", 23: "int4", 25: "text", 26: "oid",
    27: "tid",
    114: "json", 700: "float4", 701: "float8", 1000: "bool[]", 1001: "bytea[]", 1005: "int2[]", 1007: "int4[]",
    1009: "text[]", 1010: "tid[]", 1015: "varchar[]", 1016: "int8[]", 1022: "float8[]", 1042: "char(n)",
    1043: "varchar",
    1082: "date", 1114: "timestamp", 1182: "date[]", 1184: "timestamptz", 1185: "timestamptz[]", 1186: "interval",
    1700: "numeric", 2249: "record", 2278: "void", 2950: "uuid", 3802: "jsonb", 3807: "jsonb[]",
  ]
}
