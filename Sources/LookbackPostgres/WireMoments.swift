/// A date in days since 1970-01-01, while PostgreSQL counts from 2000-01-01. The ends of Int32 mean ±infinity.
enum WireDate: WireType {
  static let oid: UInt32 = 1082
  static let arrayOID: UInt32 = 1182
  static let name = "date"

  static func encode(_ value: Int32, into buffer: inout WireBuffer) throws(WireProblem) {
    buffer.append(integer: try shift(value, by: -daysFrom1970To2000))
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    Int32(wire: bytes).flatMap { try? shift($0, by: daysFrom1970To2000) }
  }

  private static let daysFrom1970To2000: Int32 = 10_957

  private static func shift(_ value: Int32, by days: Int32) throws(WireProblem) -> Int32 {
    guard value != .max, value != .min else { return value }
    let (shifted, overflow) = value.addingReportingOverflow(days)
    guard !overflow else { throw WireProblem(message: "date \(value) days from 1970 is out of range") }
    return shifted
  }
}

/// A moment in microseconds since 1970 UTC, while PostgreSQL counts from 2000. The ends of Int64 mean ±infinity.
enum WireTimestamptz: WireType {
  static let oid: UInt32 = 1184
  static let arrayOID: UInt32 = 1185
  static let name = "timestamptz"

  static func encode(_ value: Int64, into buffer: inout WireBuffer) throws(WireProblem) {
    buffer.append(integer: try shift(value, by: -microsecondsFrom1970To2000))
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    Int64(wire: bytes).flatMap { try? shift($0, by: microsecondsFrom1970To2000) }
  }

  private static let microsecondsFrom1970To2000: Int64 = 946_684_800_000_000

  private static func shift(_ value: Int64, by microseconds: Int64) throws(WireProblem) -> Int64 {
    guard value != .max, value != .min else { return value }
    let (shifted, overflow) = value.addingReportingOverflow(microseconds)
    guard !overflow else { throw WireProblem(message: "moment \(value) µs from 1970 is out of range") }
    return shifted
  }
}
