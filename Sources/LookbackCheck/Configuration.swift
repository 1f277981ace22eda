import LookbackCore
import LookbackDefinition

/// Where a track may stand, as far as its further course depends on it: small numbers whose places the machine knows. For
/// a field, the number is a set of what it may hold.
struct Configuration: Hashable {
  var cells: [UInt64]
  /// For each group that the machine looks at: the classes in which its tracks stand, in order.
  var tracks: [[UInt16]]

  enum Approval: UInt64 {
    case none, open, complete
    /// Nobody is asked, or nobody can answer: it never completes.
    case blocked
  }

  /// A track that its parent has ended where it stood.
  static let frozen: UInt16 = 0x8000

  var state: Int {
    get { Int(cells[0]) }
    set { cells[0] = UInt64(newValue) }
  }

  var approval: Approval {
    get { Approval(rawValue: cells[1]) ?? ((cells[1] - Self.firstPlace).isMultiple(of: 2) ? .open : .complete) }
    set { cells[1] = newValue.rawValue }
  }

  /// The place in the course of the approval, by its number, where decisions are told apart.
  var approvalPlace: Int? { cells[1] < Self.firstPlace ? nil : Int(cells[1] - Self.firstPlace) / 2 }

  mutating func setApproval(place: Int, isComplete: Bool) {
    cells[1] = Self.firstPlace + UInt64(place) * 2 + (isComplete ? 1 : 0)
  }

  private static let firstPlace: UInt64 = 4
}

/// The states of a clock that guards ask about.
enum ClockPhase: UInt64, CaseIterable {
  case notStarted, running, late, paused, pausedLate, stopped, stoppedLate

  /// The same, whether or not the last day has passed.
  var inTime: ClockPhase {
    switch self {
    case .late: .running
    case .pausedLate: .paused
    case .stoppedLate: .stopped
    default: self
    }
  }

  var isLate: Bool { self == .late || self == .pausedLate || self == .stoppedLate }
  var isPaused: Bool { self == .paused || self == .pausedLate }

  func paused(_ pauses: Bool) -> ClockPhase {
    switch self {
    case .running where pauses: .paused
    case .late where pauses: .pausedLate
    case .paused where !pauses: .running
    case .pausedLate where !pauses: .late
    default: self
    }
  }

  /// What another start may make of it; nil where nothing shows.
  var corrected: ClockPhase? {
    switch self {
    case .late: .running
    case .paused: .pausedLate
    case .pausedLate: .paused
    case .stopped: .stoppedLate
    case .stoppedLate: .stopped
    case .notStarted, .running: nil
    }
  }

  var ended: ClockPhase {
    switch self {
    case .running, .paused: .stopped
    case .late, .pausedLate: .stoppedLate
    default: self
    }
  }
}
