import LookbackCore
import LookbackDefinition

/// A state of a track, as far as its further course depends on it: one number for each cell of the machine. The cell of
/// a field holds a set of the values that the field can have, as bits.
struct Configuration: Hashable {
  var cells: [UInt64]
  /// For each watched group the classes of its tracks, in ascending order.
  var tracks: [[UInt16]]

  enum Approval: UInt64 {
    case none, open, complete
    /// Nobody is asked, or nobody can answer, so the approval never completes.
    case blocked
  }

  /// The bit of a track that its parent has ended in the class that it was in.
  static let frozen: UInt16 = 0x8000

  var state: Int {
    get { Int(cells[0]) }
    set { cells[0] = UInt64(newValue) }
  }

  var approval: Approval {
    get { Approval(rawValue: cells[1]) ?? ((cells[1] - Self.firstPlace).isMultiple(of: 2) ? .open : .complete) }
    set { cells[1] = newValue.rawValue }
  }

  /// The index into the places of the approval's course, if decisions are distinguished; nil otherwise.
  var approvalPlace: Int? { cells[1] < Self.firstPlace ? nil : Int(cells[1] - Self.firstPlace) / 2 }

  mutating func setApproval(place: Int, isComplete: Bool) {
    cells[1] = Self.firstPlace + UInt64(place) * 2 + (isComplete ? 1 : 0)
  }

  private static let firstPlace: UInt64 = 4
}

/// The states of a clock that guards can distinguish.
enum ClockPhase: UInt64, CaseIterable {
  case notStarted, running, late, paused, pausedLate, stopped, stoppedLate

  /// The phase without the information whether the last day has passed.
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

  /// What a corrected start can make of it; nil if the change is not visible.
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
