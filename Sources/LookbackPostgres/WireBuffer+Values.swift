extension WireBuffer {
  /// Appends one value and returns true. For NULL it appends nothing and returns false.
  mutating func append<Wire: WireType>(_: Wire.Type, _ value: Wire.Value?) throws(WireProblem) -> Bool {
    guard let value else { return false }
    try Wire.encode(value, into: &self)
    return true
  }

  /// Appends a one-dimensional array without NULLs. It always returns true.
  mutating func append<Wire: WireType>(_: Wire.Type, array values: [Wire.Value]) throws(WireProblem) -> Bool {
    appendArrayHead(element: Wire.oid, count: values.count, hasNull: false)
    for value in values { try appendElement(Wire.self, value) }
    return true
  }

  /// Appends a one-dimensional array in which nil is NULL. It always returns true.
  mutating func append<Wire: WireType>(_: Wire.Type, nullable values: [Wire.Value?]) throws(WireProblem) -> Bool {
    appendArrayHead(element: Wire.oid, count: values.count, hasNull: true)
    for value in values {
      if let value { try appendElement(Wire.self, value) } else { append(integer: Int32(-1)) }
    }
    return true
  }

  /// Appends an array of bytea whose elements are ranges of one block. It always returns true.
  mutating func append(slices ranges: [Range<Int>], of bytes: [UInt8]) -> Bool {
    appendArrayHead(element: WireBytea.oid, count: ranges.count, hasNull: false)
    bytes.withUnsafeBytes { block in
      for range in ranges {
        append(integer: Int32(truncatingIfNeeded: range.count))
        append(bytes: UnsafeRawBufferPointer(rebasing: block[range]))
      }
    }
    return true
  }

  /// Appends an array of texts. It always returns true.
  mutating func append(_ column: TextColumn) throws(WireProblem) -> Bool {
    guard !column.hasNUL else { throw WireProblem.textWithNUL }
    appendArrayHead(element: WireText.oid, count: column.count, hasNull: false)
    column.elements.withUnsafeBytes { append(bytes: $0) }
    return true
  }

  /// Appends the number of dimensions, whether there are NULLs, and the element type; then for each dimension its
  /// length and lower bound. An empty array has no dimension.
  private mutating func appendArrayHead(element: UInt32, count: Int, hasNull: Bool) {
    append(integer: Int32(count == 0 ? 0 : 1))
    append(integer: Int32(hasNull && count > 0 ? 1 : 0))
    append(integer: element)
    guard count > 0 else { return }
    append(integer: Int32(truncatingIfNeeded: count))
    append(integer: Int32(1))
  }

  private mutating func appendElement<Wire: WireType>(_: Wire.Type, _ value: Wire.Value) throws(WireProblem) {
    let placeholder = count
    append(integer: Int32(0))
    try Wire.encode(value, into: &self)
    replace(at: placeholder, with: Int32(truncatingIfNeeded: count - placeholder - 4))
  }
}
