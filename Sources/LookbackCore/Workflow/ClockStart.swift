/// From when on a term runs.
package enum ClockStart: Sendable, Hashable {
  /// The business date of the last event of this name in the same track.
  case event(String)
  /// The business date on which the state was last entered.
  case state(String)
}
