import LookbackCEL

/// Where a track may stand, as far as its further course depends on it: small numbers whose places the machine knows.
struct Configuration: Hashable {
  var cells: [UInt16]
  /// For each group that the machine looks at: the classes in which its tracks stand, in order.
  var tracks: [[UInt16]]

  enum Approval: UInt16 {
    case none, open, complete
    /// Nobody is asked, or nobody can answer: it never completes.
    case blocked
  }

  /// A track that its parent has ended where it stood.
  static let frozen: UInt16 = 0x8000

  var state: Int {
    get { Int(cells[0]) }
    set { cells[0] = UInt16(newValue) }
  }

  var approval: Approval {
    get { Approval(rawValue: cells[1]) ?? ((cells[1] - Self.firstPlace).isMultiple(of: 2) ? .open : .complete) }
    set { cells[1] = newValue.rawValue }
  }

  /// The place in the course of the approval, by its number, where decisions are told apart.
  var approvalPlace: Int? { cells[1] < Self.firstPlace ? nil : Int(cells[1] - Self.firstPlace) / 2 }

  mutating func setApproval(place: Int, isComplete: Bool) {
    cells[1] = Self.firstPlace + UInt16(place) * 2 + (isComplete ? 1 : 0)
  }

  private static let firstPlace: UInt16 = 4
}

/// The states of a clock that guards ask about.
enum ClockPhase: UInt16 {
  case notStarted, running, late, paused, pausedLate, stopped, stoppedLate

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

/// What a field may hold, coarse to fine: `anything`, then null or `present`, then the values that guards tell apart.
struct FieldDomain {
  static let anything: UInt16 = 0
  static let null: UInt16 = 1
  static let present: UInt16 = 2

  let name: String
  let values: [Known]

  /// - Parameter longest: lists that are longer are not told apart.
  init(_ field: Field, literals: [Value], isInvolved: Bool, longest: Int = 2) {
    name = field.name
    values = [.anything, .null, .present] + Self.parts(field.type, literals, isInvolved, longest)
  }

  /// What to look at instead, where more must be known; nil where nothing finer is told apart.
  func parts(of index: UInt16) -> [UInt16]? {
    switch index {
    case Self.anything: [Self.null, Self.present]
    case Self.present where values.count > 3: (3..<values.count).map { UInt16($0) }
    default: nil
    }
  }

  /// The finest index that covers what is known.
  func index(of known: Known) -> UInt16 {
    if let exact = values.firstIndex(of: known) { return UInt16(exact) }
    switch known {
    case .anything: return Self.anything
    case .exactly(let value):
      let covering = values.dropFirst(3).firstIndex { $0.isEqual(to: .exactly(value)) != false }
      return covering.map { UInt16($0) } ?? Self.present
    case .list(let least, let most):
      let covering = values.dropFirst(3).firstIndex { part in
        guard let length = part.length else { return false }
        return least >= length.least && (length.most.map { limit in most.map { $0 <= limit } ?? false } ?? true)
      }
      return covering.map { UInt16($0) } ?? Self.present
    default: return Self.present
    }
  }

  private static func parts(
    _ type: FieldType, _ literals: [Value], _ isInvolved: Bool, _ longest: Int
  ) -> [Known] {
    switch type {
    case .bool: return [.exactly(.bool(false)), .exactly(.bool(true))]
    case .choice(let scheme):
      let codes = scheme.classes.map { Value.string($0.code) }
      let named = codes.filter { literals.contains($0) }
      guard !isInvolved else { return codes.map { .exactly($0) } }
      let rest: [Known] = named.count < codes.count ? [.other(than: Set(named))] : []
      return named.map { .exactly($0) } + rest
    case .list:
      let short: [Known] = (1..<longest).map { .list(atLeast: $0, atMost: $0) }
      return [.exactly(.list([]))] + short + [.list(atLeast: longest, atMost: nil)]
    case .int: return isInvolved ? [] : Self.integers(literals)
    case .text, .person, .unit, .case:
      let named = Set(literals.filter { if case .string = $0 { true } else { false } })
      guard !isInvolved, !named.isEmpty, named.count <= 8 else { return [] }
      return named.sorted { $0.description < $1.description }.map { .exactly($0) } + [.other(than: named)]
    case .double, .date: return []
    }
  }

  /// Each number that stands in a guard, and one on each side of it: comparisons tell no others apart.
  private static func integers(_ literals: [Value]) -> [Known] {
    var found: Set<Int64> = []
    for case .int(let value) in literals {
      for step: Int64 in [-1, 0, 1] {
        let (sum, overflows) = value.addingReportingOverflow(step)
        if !overflows { found.insert(sum) }
      }
    }
    guard found.count <= 12 else { return [] }
    return found.sorted().map { .exactly(.int($0)) }
  }
}
