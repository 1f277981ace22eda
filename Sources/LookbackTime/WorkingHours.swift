/// The hours in which an office works, by the day of the week.
///
/// A make-up day that falls on a weekday without hours of its own has those of the first weekday that has some: people
/// work on it as on any other working day.
package struct WorkingHours: Hashable, Sendable {
  /// Seconds since midnight: the first second that counts, and the first that no longer does.
  package struct Interval: Hashable, Sendable {
    package let start: Int
    package let end: Int

    /// Checked by `WorkingHours`, which knows the intervals beside it.
    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }

    package var length: Int { end - start }
  }

  /// 1 Monday to 7 Sunday; in order, apart from one another, none empty. A weekday without work is missing.
  package let intervals: [Int: [Interval]]
  /// What a working day without hours of its own has.
  private let usual: [Interval]

  /// Refuses hours outside 00:00 to 24:00, intervals that are empty, overlap or touch, and a week without any.
  package init(_ intervals: [Int: [Interval]]) throws(DateError) {
    let open = intervals.filter { !$0.value.isEmpty }
    for (weekday, day) in open {
      guard (1...7).contains(weekday) else {
        throw .badWorkingHours("weekday \(weekday) does not exist: 1 is Monday, 7 is Sunday")
      }
      try Self.check(day)
    }
    guard let first = open.min(by: { $0.key < $1.key }) else {
      throw .badWorkingHours("no weekday has any: name at least one interval such as 09:00-17:00")
    }
    self.intervals = open
    usual = first.value
  }

  private static func check(_ day: [Interval]) throws(DateError) {
    var end = -1
    for interval in day {
      guard interval.start >= 0, interval.end <= 86_400, interval.start < interval.end else {
        throw .badWorkingHours("\(interval) is no interval: it begins before it ends, between 00:00 and 24:00")
      }
      guard interval.start > end else {
        throw .badWorkingHours("\(interval) overlaps or touches the interval before it: write one, in order")
      }
      end = interval.end
    }
  }

  /// The intervals of a working day; the caller knows that people work on it.
  package func intervals(on date: CivilDate) -> [Interval] { intervals[date.weekday] ?? usual }

  /// The close of business on a working day: seconds since midnight.
  package func close(on date: CivilDate) -> Int { intervals(on: date).last?.end ?? 86_400 }
}

extension WorkingHours.Interval: CustomStringConvertible {
  /// `HH:MM-HH:MM`, with seconds where they are not zero.
  package var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

  private static func clock(_ seconds: Int) -> String {
    let minutes = "\(padded(abs(seconds) / 3600, 2)):\(padded(abs(seconds) / 60 % 60, 2))"
    return (seconds < 0 ? "-" : "") + minutes + (seconds % 60 == 0 ? "" : ":\(padded(abs(seconds) % 60, 2))")
  }
}
