import LookbackCEL
import LookbackCore
import LookbackDefinition

/// What happened between two configurations.
struct StepLabel: Hashable {
  enum Act: Hashable {
    case event(String, candidate: Int, isAnywhere: Bool)
    case approve, refuse
    case extend(String)
    /// An event that the rules of a clock offer, if something depends on it.
    case onClock(String)
    /// The last day of a clock has passed.
    case lapse(String)
    /// Another workflow changes the list of the case from which a group of tracks is opened.
    case list(group: Int)
    /// A track of a group takes one of the steps out of its class.
    case track(group: Int, from: UInt16, edge: Int)
    /// Nothing happened; a field was refined.
    case look
  }

  var act: Act
  /// Whether the engine does it by itself, at once.
  var isAutomatic = false
  /// Whether nothing unknown could keep the engine from it.
  var isSure = false
  /// The index of the state that is entered; nil if the track stays.
  var entered: Int?
  /// The fields of the track that may be written, and below those that are.
  var mayWrite: Set<String> = []
  var writes: Set<String> = []
  /// What a track writes into the case.
  var caseWrites: [String: Known] = [:]
  /// A guard on which the step depends although its comparison is not followed; nil if there is none.
  var leansOn: String?
  /// The names in promises that mean this step.
  var happened: Set<String> = []

  init(_ act: Act) { self.act = act }

  /// Hashes the fields that distinguish most labels.
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

/// A field must be refined before the possible steps are known: `parts` are the sets of values to try.
struct RefinementNeeded: Error {
  let cell: Int
  let parts: [UInt64]
}

/// What was observed during the exploration.
struct ExplorationStats {
  struct GuardPlace: Hashable {
    let state: Int?
    let event: String
    let candidate: Int
    let rule: Int
  }

  /// The outcomes of each guard over all configurations in which it was evaluated.
  var guards: [GuardPlace: Outcomes] = [:]
  /// The candidates that were taken.
  var taken: Set<GuardPlace> = []
  /// Pairs of candidates that held at the same time, the earlier one first.
  var overlaps: Set<[GuardPlace]> = []
  /// For each event whether anybody could ever fire it.
  var fireable: [GuardPlace: Bool] = [:]
  /// For each candidate that waits for tracks whether these had ever all ended.
  var awaited: [GuardPlace: Bool] = [:]
  /// The timed events that can find no candidate when they are due, with the first such configuration.
  var lost: [GuardPlace: Configuration] = [:]
  /// The fields that were read while they were null, and below those that were read with a value.
  var readUnset: Set<String> = []
  var readSet: Set<String> = []
}
