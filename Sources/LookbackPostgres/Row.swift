import CLibpq

/// One row of an answer. Columns are read by their place, from 0, as exactly the type that they have.
///
/// Every reading throws `PostgresError` of kind `.decoding`, which names the column and both types, if the column is of
/// another type, is NULL (the `optional…` forms return nil instead) or does not exist.
package struct Row: Sendable {
  let handle: ResultHandle
  let index: Int32

  /// A bool.
  package func bool(_ column: Int) throws -> Bool { try value(WireBool.self, column) }
  /// An int2.
  package func int2(_ column: Int) throws -> Int16 { try value(WireInt2.self, column) }
  /// An int4.
  package func int4(_ column: Int) throws -> Int32 { try value(WireInt4.self, column) }
  /// An int8.
  package func int8(_ column: Int) throws -> Int64 { try value(WireInt8.self, column) }
  /// A float8.
  package func double(_ column: Int) throws -> Double { try value(WireDouble.self, column) }
  /// A text, varchar, char, name or enum.
  package func text(_ column: Int) throws -> String { try value(WireText.self, column) }
  /// A bytea.
  package func bytea(_ column: Int) throws -> [UInt8] { try value(WireBytea.self, column) }
  /// A date in days since 1970-01-01; `Int32.max` and `.min` mean infinity and -infinity.
  package func date(_ column: Int) throws -> Int32 { try value(WireDate.self, column) }
  /// A timestamptz in microseconds since 1970-01-01 UTC; `Int64.max` and `.min` mean infinity and -infinity.
  package func timestamptz(_ column: Int) throws -> Int64 { try value(WireTimestamptz.self, column) }
  /// A `ctid`.
  package func place(_ column: Int) throws -> CTID { try value(WireCTID.self, column) }
  /// A jsonb, as the JSON text that the server writes.
  package func jsonb(_ column: Int) throws -> String { try value(WireJSONB.self, column) }

  /// A bool or nil.
  package func optionalBool(_ column: Int) throws -> Bool? { try optional(WireBool.self, column) }
  /// An int2 or nil.
  package func optionalInt2(_ column: Int) throws -> Int16? { try optional(WireInt2.self, column) }
  /// An int4 or nil.
  package func optionalInt4(_ column: Int) throws -> Int32? { try optional(WireInt4.self, column) }
  /// An int8 or nil.
  package func optionalInt8(_ column: Int) throws -> Int64? { try optional(WireInt8.self, column) }
  /// A float8 or nil.
  package func optionalDouble(_ column: Int) throws -> Double? { try optional(WireDouble.self, column) }
  /// A text, varchar, char, name or enum, or nil.
  package func optionalText(_ column: Int) throws -> String? { try optional(WireText.self, column) }
  /// A bytea or nil.
  package func optionalBytea(_ column: Int) throws -> [UInt8]? { try optional(WireBytea.self, column) }
  /// A date in days since 1970-01-01, or nil.
  package func optionalDate(_ column: Int) throws -> Int32? { try optional(WireDate.self, column) }
  /// A timestamptz in microseconds since 1970-01-01 UTC, or nil.
  package func optionalTimestamptz(_ column: Int) throws -> Int64? { try optional(WireTimestamptz.self, column) }
  /// A jsonb as a JSON text, or nil.
  package func optionalJSONB(_ column: Int) throws -> String? { try optional(WireJSONB.self, column) }

  private func value<Wire: WireType>(_ wire: Wire.Type, _ column: Int) throws -> Wire.Value {
    guard let value = try optional(wire, column) else {
      throw problem(column, "is NULL, expected \(Wire.name); read it with the optional form")
    }
    return value
  }

  private func optional<Wire: WireType>(_ wire: Wire.Type, _ column: Int) throws -> Wire.Value? {
    let place = Int32(truncatingIfNeeded: column)
    let type = PQftype(handle.pointer, place)
    guard Wire.accepts(type) else { throw mismatch(column, found: type, expected: Wire.name) }
    guard let bytes = bytes(place) else { return nil }
    guard let value = Wire.decode(bytes) else {
      throw problem(column, "holds \(bytes.count) bytes that are no \(Wire.name)")
    }
    return value
  }

  /// Returns the bytes of a column that exists; nil for NULL.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer? {
    guard PQgetisnull(handle.pointer, index, column) == 0 else { return nil }
    let length = Int(PQgetlength(handle.pointer, index, column))
    return UnsafeRawBufferPointer(start: PQgetvalue(handle.pointer, index, column), count: length)
  }

  func mismatch(_ column: Int, found: UInt32, expected: String) -> PostgresError {
    let columns = Int(PQnfields(handle.pointer))
    guard column >= 0 && column < columns else {
      return problem(column, "does not exist, the answer has \(columns)")
    }
    return problem(column, "is \(WireTypeName.of(found)), expected \(expected)")
  }

  func problem(_ column: Int, _ what: String) -> PostgresError {
    PostgresError(.decoding, "column \(column) (\(handle.columnName(column))) \(what)")
  }
}
