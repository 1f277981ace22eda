/// How a track remembers that a timer has fired, so that it does not fire twice: the timer's key, with what identifies
/// this timer among all of the same key. The marks of a state are removed when the state is left, and those of a clock
/// when it is started again, so that a case that wakes often does not grow.
enum FiredMark {
  /// The mark of a wait or an approval of the state that the track entered with the event of this sequence number.
  static func ofState(_ key: String, enteredWith sequence: Int64) -> String { "\(state)\(key)@\(sequence)" }

  /// The mark of a clock's reminder or breach. If the clock's due date moves, it is another timer.
  static func ofClock(_ key: String, due: String) -> String { "\(key)@\(due)" }

  /// The mark of a look-back after the event of this sequence number.
  static func ofLookBack(_ key: String, after sequence: Int64) -> String { "look back \(key)@\(sequence)" }

  private static let state = "state "

  static func isOfState(_ mark: String) -> Bool { mark.hasPrefix(state) }

  static func isOfClock(_ mark: String, _ clock: String, on track: TrackID) -> Bool {
    mark.hasPrefix("\(track):\(clock):")
  }
}
