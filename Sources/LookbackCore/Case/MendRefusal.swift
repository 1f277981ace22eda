/// Why a correction of an administrator is refused.
package enum MendRefusal: Sendable, Hashable {
  /// The workflow has no such state.
  case unknownState(name: String, suggestion: String?, known: [String])
  /// The correction changes nothing.
  case nothingToMend
  /// No event of this name is blocked.
  case notBlocked(event: String, blocked: [String])
  /// The event was tried again and is still refused.
  case stillBlocked(event: String, Obstacle)
  /// The parent has left the state that ran this track, so that it would not wait for it.
  case roundOver(TrackID)
  /// Another correction, proposed by this event, waits already.
  case mendWaits(number: Int64)
  /// No correction that was proposed by this event waits.
  case noMendWaits(number: Int64)
  /// The track has left the state in which the correction was proposed.
  case mendOvertaken(number: Int64, state: String)
}
