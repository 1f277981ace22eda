/// Why what an administrator wants to put right in a case is refused.
package enum MendRefusal: Sendable, Hashable {
  /// The workflow has no such state.
  case unknownState(name: String, suggestion: String?, known: [String])
  /// An administrator asks for nothing.
  case nothingToMend
  /// Nothing of this name waits because it could not be done.
  case notBlocked(event: String, blocked: [String])
  /// Tried again, it cannot be done either.
  case stillBlocked(event: String, Obstacle)
  /// The state that ran this track has been left, so that nobody would wait for it.
  case roundOver(TrackID)
  /// A mend that was proposed by this event waits already.
  case mendWaits(number: Int64)
  /// No mend that was proposed by this event waits.
  case noMendWaits(number: Int64)
  /// The track has left the state in which the mend was proposed.
  case mendOvertaken(number: Int64, state: String)
}
