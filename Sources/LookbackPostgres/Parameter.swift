/// A value for one parameter of a statement, with the PostgreSQL type that the parameter is prepared with.
///
/// A nil payload is NULL. Arrays come in two forms: the plain one, and `nullable…`, whose elements may be NULL.
package enum Parameter: Sendable, Hashable {
  case bool(Bool?)
  case int2(Int16?)
  case int4(Int32?)
  case int8(Int64?)
  /// A float8.
  case double(Double?)
  case text(String?)
  case bytea([UInt8]?)
  /// Days since 1970-01-01; `Int32.max` and `.min` mean infinity and -infinity.
  case date(Int32?)
  /// Microseconds since 1970-01-01 UTC; `Int64.max` and `.min` mean infinity and -infinity.
  case timestamptz(Int64?)
  /// A text in JSON.
  case jsonb(String?)

  case bools([Bool])
  case int2s([Int16])
  case int4s([Int32])
  case int8s([Int64])
  case doubles([Double])
  case texts([String]?)
  /// An array of texts that were put into the form of the wire before.
  case textColumn(TextColumn)
  case byteas([[UInt8]])
  case dates([Int32])
  case timestamptzs([Int64])
  case jsonbs([String])
  case places([CTID])
  /// An array of bytea whose elements are ranges of one block of bytes.
  case slices(of: [UInt8], [Range<Int>])

  case nullableBools([Bool?])
  case nullableInt2s([Int16?])
  case nullableInt4s([Int32?])
  case nullableInt8s([Int64?])
  case nullableDoubles([Double?])
  case nullableTexts([String?])
  case nullableByteas([[UInt8]?])
  case nullableDates([Int32?])
  case nullableTimestamptzs([Int64?])
  case nullableJSONBs([String?])

  /// The OID that the parameter is prepared with.
  var oid: UInt32 {
    switch self {
    case .bool: WireBool.oid
    case .int2: WireInt2.oid
    case .int4: WireInt4.oid
    case .int8: WireInt8.oid
    case .double: WireDouble.oid
    case .text: WireText.oid
    case .bytea: WireBytea.oid
    case .date: WireDate.oid
    case .timestamptz: WireTimestamptz.oid
    case .jsonb: WireJSONB.oid
    case .bools, .nullableBools: WireBool.arrayOID
    case .int2s, .nullableInt2s: WireInt2.arrayOID
    case .int4s, .nullableInt4s: WireInt4.arrayOID
    case .int8s, .nullableInt8s: WireInt8.arrayOID
    case .doubles, .nullableDoubles: WireDouble.arrayOID
    case .texts, .textColumn, .nullableTexts: WireText.arrayOID
    case .byteas, .nullableByteas, .slices: WireBytea.arrayOID
    case .dates, .nullableDates: WireDate.arrayOID
    case .timestamptzs, .nullableTimestamptzs: WireTimestamptz.arrayOID
    case .jsonbs, .nullableJSONBs: WireJSONB.arrayOID
    case .places: WireCTID.arrayOID
    }
  }

  /// Appends the binary form of the value and returns true. For NULL it appends nothing and returns false.
  func encode(into buffer: inout WireBuffer) throws(WireProblem) -> Bool {
    switch self {
    case .bool(let value): try buffer.append(WireBool.self, value)
    case .int2(let value): try buffer.append(WireInt2.self, value)
    case .int4(let value): try buffer.append(WireInt4.self, value)
    case .int8(let value): try buffer.append(WireInt8.self, value)
    case .double(let value): try buffer.append(WireDouble.self, value)
    case .text(let value): try buffer.append(WireText.self, value)
    case .bytea(let value): try buffer.append(WireBytea.self, value)
    case .date(let value): try buffer.append(WireDate.self, value)
    case .timestamptz(let value): try buffer.append(WireTimestamptz.self, value)
    case .jsonb(let value): try buffer.append(WireJSONB.self, value)
    case .bools(let values): try buffer.append(WireBool.self, array: values)
    case .int2s(let values): try buffer.append(WireInt2.self, array: values)
    case .int4s(let values): try buffer.append(WireInt4.self, array: values)
    case .int8s(let values): try buffer.append(WireInt8.self, array: values)
    case .doubles(let values): try buffer.append(WireDouble.self, array: values)
    case .texts(let values):
      if let values { try buffer.append(WireText.self, array: values) } else { false }
    case .textColumn(let column): try buffer.append(column)
    case .byteas(let values): try buffer.append(WireBytea.self, array: values)
    case .dates(let values): try buffer.append(WireDate.self, array: values)
    case .timestamptzs(let values): try buffer.append(WireTimestamptz.self, array: values)
    case .jsonbs(let values): try buffer.append(WireJSONB.self, array: values)
    case .places(let values): try buffer.append(WireCTID.self, array: values)
    case .slices(let bytes, let ranges): buffer.append(slices: ranges, of: bytes)
    case .nullableBools(let values): try buffer.append(WireBool.self, nullable: values)
    case .nullableInt2s(let values): try buffer.append(WireInt2.self, nullable: values)
    case .nullableInt4s(let values): try buffer.append(WireInt4.self, nullable: values)
    case .nullableInt8s(let values): try buffer.append(WireInt8.self, nullable: values)
    case .nullableDoubles(let values): try buffer.append(WireDouble.self, nullable: values)
    case .nullableTexts(let values): try buffer.append(WireText.self, nullable: values)
    case .nullableByteas(let values): try buffer.append(WireBytea.self, nullable: values)
    case .nullableDates(let values): try buffer.append(WireDate.self, nullable: values)
    case .nullableTimestamptzs(let values): try buffer.append(WireTimestamptz.self, nullable: values)
    case .nullableJSONBs(let values): try buffer.append(WireJSONB.self, nullable: values)
    }
  }
}
