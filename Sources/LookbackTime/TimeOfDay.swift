/// A time on the wall clock, to the minute, from 00:00 to 24:00.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Since midnight, a whole number of minutes.
  package let seconds: Int

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.seconds < right.seconds }
}

extension TimeOfDay: CustomStringConvertible {
  /// `HH:MM`.
  package var description: String { "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))" }

  /// Reads exactly `HH:MM`.
  package init(parsing text: String) throws(DateError) {
    var reader = DigitReader(text)
    guard let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2), reader.isAtEnd,
      minute < 60, hour * 60 + minute <= 24 * 60
    else { throw .malformedTimeOfDay(text) }
    seconds = hour * 3600 + minute * 60
  }
}
