package import LookbackTime

/// A point in time of the guard language, to the nanosecond; years 1 to 9999 in UTC.
package struct Timestamp: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded towards the past.
  package let seconds: Int64
  /// 0 to 999,999,999.
  package let nanos: Int32

  /// 0001-01-01T00:00:00Z.
  static let first: Int64 = -62_135_596_800
  /// 9999-12-31T23:59:59Z.
  static let last: Int64 = 253_402_300_799

  /// Refuses what lies outside the years 1 to 9999, and nanoseconds that make a second.
  package init(seconds: Int64, nanos: Int32 = 0) throws(EvaluationError) {
    guard (Self.first...Self.last).contains(seconds) else {
      throw EvaluationError("range: a timestamp lies in the years 1 to 9999")
    }
    guard (0..<1_000_000_000).contains(nanos) else {
      throw EvaluationError("range: a timestamp has 0 to 999999999 nanoseconds, found \(nanos)")
    }
    self.seconds = seconds
    self.nanos = nanos
  }

  func adding(_ elapsed: Elapsed) throws(EvaluationError) -> Timestamp {
    let nanos = nanos + elapsed.nanos
    let carried = nanos >= 1_000_000_000
    return try Timestamp(
      seconds: seconds + elapsed.seconds + (carried ? 1 : 0), nanos: carried ? nanos - 1_000_000_000 : nanos)
  }

  /// What has gone by since another one. The language's conformance data refuse what 64 bits of nanoseconds cannot
  /// hold, which is 292 years.
  func since(_ other: Timestamp) throws(EvaluationError) -> Elapsed {
    let total = Int128(seconds - other.seconds) * 1_000_000_000 + Int128(nanos - other.nanos)
    guard Int64(exactly: total) != nil else {
      throw EvaluationError("range: two timestamps more than 292 years apart cannot be subtracted")
    }
    return try Elapsed(nanoseconds: total)
  }

  /// To the microsecond, rounded towards the past.
  package var moment: Moment { Moment(microseconds: seconds * 1_000_000 + Int64(nanos) / 1_000) }
}

extension Timestamp: Comparable {
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds ? left.nanos < right.nanos : left.seconds < right.seconds
  }
}
