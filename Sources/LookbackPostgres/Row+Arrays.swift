import CLibpq

extension Row {
  /// The elements of a bool[].
  package func bools(_ column: Int) throws -> [Bool] { try array(WireBool.self, column) }
  /// The elements of an int2[].
  package func int2s(_ column: Int) throws -> [Int16] { try array(WireInt2.self, column) }
  /// The elements of an int4[].
  package func int4s(_ column: Int) throws -> [Int32] { try array(WireInt4.self, column) }
  /// The elements of an int8[].
  package func int8s(_ column: Int) throws -> [Int64] { try array(WireInt8.self, column) }
  /// The elements of a float8[].
  package func doubles(_ column: Int) throws -> [Double] { try array(WireDouble.self, column) }
  /// The elements of a text[].
  package func texts(_ column: Int) throws -> [String] { try array(WireText.self, column) }
  /// The elements of a bytea[].
  package func byteas(_ column: Int) throws -> [[UInt8]] { try array(WireBytea.self, column) }
  /// The elements of a date[], in days since 1970-01-01.
  package func dates(_ column: Int) throws -> [Int32] { try array(WireDate.self, column) }
  /// The elements of a timestamptz[], in microseconds since 1970-01-01 UTC.
  package func timestamptzs(_ column: Int) throws -> [Int64] { try array(WireTimestamptz.self, column) }
  /// The elements of a jsonb[], as JSON texts.
  package func jsonbs(_ column: Int) throws -> [String] { try array(WireJSONB.self, column) }

  /// The elements of a bool[], nil for NULL.
  package func nullableBools(_ column: Int) throws -> [Bool?] { try elements(WireBool.self, column) }
  /// The elements of an int2[], nil for NULL.
  package func nullableInt2s(_ column: Int) throws -> [Int16?] { try elements(WireInt2.self, column) }
  /// The elements of an int4[], nil for NULL.
  package func nullableInt4s(_ column: Int) throws -> [Int32?] { try elements(WireInt4.self, column) }
  /// The elements of an int8[], nil for NULL.
  package func nullableInt8s(_ column: Int) throws -> [Int64?] { try elements(WireInt8.self, column) }
  /// The elements of a float8[], nil for NULL.
  package func nullableDoubles(_ column: Int) throws -> [Double?] { try elements(WireDouble.self, column) }
  /// The elements of a text[], nil for NULL.
  package func nullableTexts(_ column: Int) throws -> [String?] { try elements(WireText.self, column) }
  /// The elements of a bytea[], nil for NULL.
  package func nullableByteas(_ column: Int) throws -> [[UInt8]?] { try elements(WireBytea.self, column) }
  /// The elements of a date[], in days since 1970-01-01, nil for NULL.
  package func nullableDates(_ column: Int) throws -> [Int32?] { try elements(WireDate.self, column) }
  /// The elements of a timestamptz[], in microseconds since 1970-01-01 UTC, nil for NULL.
  package func nullableTimestamptzs(_ column: Int) throws -> [Int64?] { try elements(WireTimestamptz.self, column) }
  /// The elements of a jsonb[], as JSON texts, nil for NULL.
  package func nullableJSONBs(_ column: Int) throws -> [String?] { try elements(WireJSONB.self, column) }

  /// Whether a column, which may be of any type, is NULL. Throws if there is no such column.
  package func isNull(_ column: Int) throws -> Bool {
    let columns = Int(PQnfields(handle.pointer))
    guard column >= 0 && column < columns else { throw mismatch(column, found: 0, expected: "a column") }
    return PQgetisnull(handle.pointer, index, Int32(column)) == 1
  }

  private func array<Wire: WireType>(_ wire: Wire.Type, _ column: Int) throws -> [Wire.Value] {
    try elements(wire, column).map { element in
      guard let element else { throw problem(column, "has a NULL among its elements; read it with the nullable form") }
      return element
    }
  }

  private func elements<Wire: WireType>(_ wire: Wire.Type, _ column: Int) throws -> [Wire.Value?] {
    let place = Int32(truncatingIfNeeded: column)
    let type = PQftype(handle.pointer, place)
    guard WireArray.element(of: type, isOf: wire) else {
      throw mismatch(column, found: type, expected: "\(Wire.name)[]")
    }
    guard let bytes = bytes(place) else { throw problem(column, "is NULL, expected \(Wire.name)[]; ask isNull first") }
    guard let values = WireArray.decode(bytes, of: wire) else {
      throw problem(column, "holds \(bytes.count) bytes that are no array of one dimension of \(Wire.name)")
    }
    return values
  }
}
