import LookbackCEL

/// What the checker does not follow, so that something is neither proved nor refuted.
enum UnprovedFinding: CheckFinding {
  /// More steps are possible than are explored.
  case tooLarge
  /// The tracks of this group run their own workflow again.
  case recursiveTracks(group: String)
  /// Whether a case leaves the state depends on a condition that compares fields with each other.
  case leavingState(String, condition: String)
  /// Whether a track comes to its end depends on fields of the case, which may keep these values. The state is that in
  /// which the track then stays; nil if that is not known.
  case leavingTrack(state: String?, fields: [String: Known])
  /// The promise depends on a condition that compares fields with each other.
  case promise(String)
  /// The promise has too many courses to be measured.
  case promiseOfManyCourses(String)

  var code: CheckCode {
    switch self {
    case .tooLarge: .tooLarge
    case .recursiveTracks: .recursiveTracks
    case .leavingState, .leavingTrack, .promise, .promiseOfManyCourses: .notProved
    }
  }
}
