/// A moment as the wall clock of a place shows it, to the second.
package struct WallTime: Hashable, Sendable {
  package let date: CivilDate
  /// Since midnight.
  package let seconds: Int

  init(_ moment: Moment, in zone: TimeZoneRules) {
    date = zone.date(at: moment)
    seconds = zone.secondsOfDay(at: moment)
  }
}

extension WallTime: CustomStringConvertible {
  /// `2025-03-03 14:00`, with seconds where they are not zero.
  package var description: String { "\(date) \(time)" }

  /// `14:00`, with seconds where they are not zero.
  var time: String {
    let minutes = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
    return minutes + (seconds % 60 == 0 ? "" : ":\(padded(seconds % 60, 2))")
  }
}
