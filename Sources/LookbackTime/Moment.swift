/// An instant: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Moment: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

  /// The instant that much later, or earlier if negative; stops at the ends of the representable range.
  package func adding(microseconds count: Int64) -> Moment {
    let (sum, overflow) = microseconds.addingReportingOverflow(count)
    guard overflow else { return Moment(microseconds: sum) }
    return Moment(microseconds: count < 0 ? .min : .max)
  }

  /// Whole seconds since 1970, rounded towards the past.
  var seconds: Int { floorDivide(Int(microseconds), 1_000_000) }

  /// The instant of that whole second; stops at the ends of the representable range.
  init(seconds: Int) {
    let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    microseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }
}
