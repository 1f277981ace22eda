/// How the values of one PostgreSQL type are sent and read in binary form.
protocol WireType {
  associatedtype Value: Sendable
  /// The type's OID.
  static var oid: UInt32 { get }
  /// The OID of its array type.
  static var arrayOID: UInt32 { get }
  /// The type's name in messages.
  static var name: String { get }
  /// Returns whether a column of this OID can be read as this type.
  static func accepts(_ oid: UInt32) -> Bool
  /// Appends the binary form. Throws `WireProblem` if the value cannot be sent.
  static func encode(_ value: Value, into buffer: inout WireBuffer) throws(WireProblem)
  /// Reads the binary form; nil if the bytes are not one.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Value?
}

extension WireType {
  static func accepts(_ oid: UInt32) -> Bool { oid == self.oid }
}

/// Why a value cannot be sent. It becomes a `PostgresError` with the name of the statement.
struct WireProblem: Error {
  let message: String

  static let textWithNUL = WireProblem(message: "text with a NUL character in it")
}

enum WireBool: WireType {
  static let oid: UInt32 = 16
  static let arrayOID: UInt32 = 1000
  static let name = "bool"
  static func encode(_ value: Bool, into buffer: inout WireBuffer) { buffer.append(integer: UInt8(value ? 1 : 0)) }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Bool? { bytes.count == 1 ? bytes[0] != 0 : nil }
}

enum WireInt2: WireType {
  static let oid: UInt32 = 21
  static let arrayOID: UInt32 = 1005
  static let name = "int2"
  static func encode(_ value: Int16, into buffer: inout WireBuffer) { buffer.append(integer: value) }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Int16? { Int16(wire: bytes) }
}

enum WireInt4: WireType {
  static let oid: UInt32 = 23
  static let arrayOID: UInt32 = 1007
  static let name = "int4"
  static func encode(_ value: Int32, into buffer: inout WireBuffer) { buffer.append(integer: value) }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Int32? { Int32(wire: bytes) }
}

enum WireInt8: WireType {
  static let oid: UInt32 = 20
  static let arrayOID: UInt32 = 1016
  static let name = "int8"
  static func encode(_ value: Int64, into buffer: inout WireBuffer) { buffer.append(integer: value) }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Int64? { Int64(wire: bytes) }
}

enum WireDouble: WireType {
  static let oid: UInt32 = 701
  static let arrayOID: UInt32 = 1022
  static let name = "float8"
  static func encode(_ value: Double, into buffer: inout WireBuffer) { buffer.append(integer: value.bitPattern) }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Double? { UInt64(wire: bytes).map(Double.init(bitPattern:)) }
}

enum WireText: WireType {
  static let oid: UInt32 = 25
  static let arrayOID: UInt32 = 1009
  static let name = "text"
  /// Returns true for text, varchar, char(n), name, "char", unknown, and for enums, whose OIDs the database assigns.
  static func accepts(_ oid: UInt32) -> Bool {
    switch oid {
    case 25, 1043, 1042, 19, 18, 705: true
    default: oid >= 16384
    }
  }
  static func encode(_ value: String, into buffer: inout WireBuffer) throws(WireProblem) {
    try buffer.append(text: value)
  }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> String? {
    String(validating: bytes, as: UTF8.self)
  }
}

enum WireBytea: WireType {
  static let oid: UInt32 = 17
  static let arrayOID: UInt32 = 1001
  static let name = "bytea"
  static func encode(_ value: [UInt8], into buffer: inout WireBuffer) {
    value.withUnsafeBytes { buffer.append(bytes: $0) }
  }
  static func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? { Array(bytes) }
}

enum WireJSONB: WireType {
  static let oid: UInt32 = 3802
  static let arrayOID: UInt32 = 3807
  static let name = "jsonb"
  static func encode(_ value: String, into buffer: inout WireBuffer) throws(WireProblem) {
    buffer.append(integer: UInt8(1))
    try buffer.append(text: value)
  }
  /// Reads the binary form, which is a version byte, always 1, before the text.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.first == 1 else { return nil }
    return String(validating: bytes.dropFirst(), as: UTF8.self)
  }
}

extension FixedWidthInteger {
  /// Reads a number in network byte order; nil if the bytes are of another width.
  init?(wire bytes: UnsafeRawBufferPointer) {
    guard bytes.count == MemoryLayout<Self>.size else { return nil }
    self = Self(bigEndian: bytes.loadUnaligned(as: Self.self))
  }
}
