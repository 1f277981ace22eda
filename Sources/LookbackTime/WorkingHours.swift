/// The hours in which an office works, by the day of the week, and on single days that have hours of their own.
///
/// A make-up day that falls on a weekday without hours of its own has those of the first weekday that has some: people
/// work on it as on any other working day.
package struct WorkingHours: Hashable, Sendable {
  /// Seconds since the midnight that begins the working day: the first second that counts, and the first that no longer
  /// does. Hours over midnight, such as 22:00-02:00, end after 24:00 and belong to the day on which they begin.
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
  /// Days with hours of their own, whatever weekday they are; none is empty.
  package let days: [CivilDate: [Interval]]
  /// What a working day without hours of its own has.
  private let usual: [Interval]

  /// Refuses hours that begin outside 00:00 to 24:00 or last longer than a day, intervals that are empty, overlap or
  /// touch, hours of one day that run into those of the next, and a week without any.
  package init(_ intervals: [Int: [Interval]], days: [CivilDate: [Interval]] = [:]) throws(DateError) {
    let open = intervals.filter { !$0.value.isEmpty }
    for (weekday, day) in open.sorted(by: { $0.key < $1.key }) {
      guard (1...7).contains(weekday) else {
        throw .badWorkingHours("weekday \(weekday) does not exist: 1 is Monday, 7 is Sunday")
      }
      try Self.check(day, after: open[weekday == 1 ? 7 : weekday - 1] ?? [])
    }
    guard let first = open.min(by: { $0.key < $1.key }) else {
      throw .badWorkingHours("no weekday has any: name at least one interval such as 09:00-17:00")
    }
    self.intervals = open
    self.days = days
    usual = first.value
    for (date, day) in days.sorted(by: { $0.key < $1.key }) {
      guard !day.isEmpty else {
        throw .badWorkingHours("\(date) has none: a day on which nobody works is a holiday")
      }
      try Self.check(day, after: (try? date.adding(days: -1)).map { self.intervals(on: $0) } ?? [])
      guard let next = try? date.adding(days: 1), days[next] == nil else { continue }
      try Self.check(self.intervals(on: next), after: day)
    }
  }

  private static func check(_ day: [Interval], after eve: [Interval]) throws(DateError) {
    var end = max(-1, (eve.last?.end ?? 0) - length - 1)
    for interval in day {
      guard interval.start >= 0, interval.start < length, interval.start < interval.end, interval.length <= length
      else {
        throw .badWorkingHours("\(interval) is no interval: it begins before it ends, between 00:00 and 24:00")
      }
      guard interval.start > end else {
        throw .badWorkingHours("\(interval) overlaps or touches the interval before it: write one, in order")
      }
      end = interval.end
    }
  }

  /// Every day from midnight to midnight.
  static let wholeDays = try? WorkingHours(
    Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [Interval(start: 0, end: length)]) }))

  /// The length of a day in seconds.
  private static let length = 86_400

  /// The intervals of a working day; the caller knows that people work on it.
  package func intervals(on date: CivilDate) -> [Interval] { days[date] ?? intervals[date.weekday] ?? usual }

  /// The close of business on a working day: seconds since the midnight that begins it.
  package func close(on date: CivilDate) -> Int { intervals(on: date).last?.end ?? Self.length }

  /// The fewest seconds that a working day has.
  private var shortestDay: Int {
    let lengths = (intervals.values.map { $0 } + days.values.map { $0 }).map { $0.map(\.length).reduce(0, +) }
    return lengths.min() ?? Self.length
  }

  /// The most working days after the one on which they begin that so many working hours can take.
  package func mostWorkingDays(for hours: Int) -> Int { (hours * 3600 + shortestDay - 1) / shortestDay }
}

extension WorkingHours.Interval: CustomStringConvertible {
  /// `HH:MM-HH:MM`, with seconds where they are not zero; an end of the next day as the clock shows it.
  package var description: String { "\(Self.clock(start))-\(Self.clock(end > 86_400 ? end - 86_400 : end))" }

  private static func clock(_ seconds: Int) -> String {
    let minutes = "\(padded(abs(seconds) / 3600, 2)):\(padded(abs(seconds) / 60 % 60, 2))"
    return (seconds < 0 ? "-" : "") + minutes + (seconds % 60 == 0 ? "" : ":\(padded(abs(seconds) % 60, 2))")
  }
}
