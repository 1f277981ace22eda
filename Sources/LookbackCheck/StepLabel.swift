import LookbackCEL
import LookbackCore
import LookbackDefinition

/// What happened between two configurations.
struct StepLabel: Hashable {
  enum Act: Hashable {
    case event(String, candidate: Int, isAnywhere: Bool)
    case approve, refuse
    case extend(String)
    /// An event that the rules of a clock offer, as far as something depends on its having happened.
    case onClock(String)
    /// The day after which a clock is overdue has come.
    case lapse(String)
    /// Somebody else changes the list of the case after which a group of tracks is opened.
    case list(group: Int)
    /// A track of a group takes one of the steps out of its class.
    case track(group: Int, from: UInt16, edge: Int)
    /// Nothing: a field is looked at more closely.
    case look
  }

  var act: Act
  /// The engine does it by itself, at once.
  var isAutomatic = false
  /// Nothing that is not known could keep the engine from it.
  var isSure = false
  /// The state that is entered; nil where the track stays.
  var entered: Int?
  /// Fields of the track that may be written, and those that are.
  var mayWrite: Set<String> = []
  var writes: Set<String> = []
  /// What is written into the case by a track.
  var caseWrites: [String: Known] = [:]
  /// The guard on which it depends although what it compares is not told apart.
  var leansOn: String?
  /// Events of promises that this is.
  var happened: Set<String> = []

  init(_ act: Act) { self.act = act }

  /// By what tells most labels apart.
  func hash(into hasher: inout Hasher) {
    hasher.combine(act)
    hasher.combine(entered)
  }

  var isSilent: Bool { act == .look }

  var isByAnywhere: Bool {
    if case .event(_, _, true) = act { return true }
    return false
  }
}

/// A field must be known better before it can be said what may happen.
struct RefinementNeeded: Error {
  let cell: Int
  let parts: [UInt64]
}

/// What was seen while the course was explored.
struct ExplorationStats {
  struct GuardPlace: Hashable {
    let state: Int?
    let event: String
    let candidate: Int
    let rule: Int
  }

  /// What each guard came to, over all configurations in which it was asked.
  var guards: [GuardPlace: Outcomes] = [:]
  /// Candidates that were taken.
  var taken: Set<GuardPlace> = []
  /// Candidates that held at once: the first and the later one.
  var overlaps: Set<[GuardPlace]> = []
  /// Whether anybody could ever fire it.
  var fireable: [GuardPlace: Bool] = [:]
  /// Candidates that wait for tracks, and whether these ever had all ended.
  var awaited: [GuardPlace: Bool] = [:]
  /// Timed events that may find no candidate when they are due, and the first configuration in which they did.
  var lost: [GuardPlace: Configuration] = [:]
  /// Fields that were read while nothing was in them, and those that were read with something in them.
  var readUnset: Set<String> = []
  var readSet: Set<String> = []
}
