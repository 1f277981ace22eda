/// How a track remembers that a timer has fired, so that it does not fire twice: the timer's key, and what makes it the
/// same timer still. What a left state fired is forgotten with the state, and what a clock fired when the clock is
/// started anew: a case that is woken often does not grow.
enum FiredMark {
  /// Of a wait or an approval of the state that the track came into with the event of this number.
  static func ofState(_ key: String, enteredWith sequence: Int64) -> String { "\(state)\(key)@\(sequence)" }

  /// Of a clock's reminder or breach; another end of the clock is another timer.
  static func ofClock(_ key: String, due: String) -> String { "\(key)@\(due)" }

  /// Of a look-back after the event of this number.
  static func ofLookBack(_ key: String, after sequence: Int64) -> String { "look back \(key)@\(sequence)" }

  private static let state = "state "

  static func isOfState(_ mark: String) -> Bool { mark.hasPrefix(state) }

  static func isOfClock(_ mark: String, _ clock: String, on track: TrackID) -> Bool {
    mark.hasPrefix("\(track):\(clock):")
  }
}
