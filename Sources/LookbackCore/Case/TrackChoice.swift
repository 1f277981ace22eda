/// How a track is named for a case that may not be known yet.
package enum TrackChoice: Sendable, Hashable, CustomStringConvertible {
  case number(TrackID)
  /// The newest track of the unit with this code, one that has not ended before others; where the case has none and the
  /// code is a number, the track of that number. A unit may be called `1`.
  case name(String)

  package var description: String {
    switch self {
    case .number(let number): number.description
    case .name(let name): name
    }
  }

  /// Returns the number of the track that is meant in this case; nil if a name means none.
  package func track(of current: Case) -> TrackID? {
    switch self {
    case .number(let number): number
    case .name(let name): current.newestTrack(of: name) ?? Int(name).map { TrackID($0) }
    }
  }
}
