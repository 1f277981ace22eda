/// What is known of a value before it is there.
package indirect enum Known: Hashable, Sendable {
  case exactly(Value)
  /// A value that is not null.
  case present
  /// A value, neither null nor one of these.
  case other(than: Set<Value>)
  /// A whole number in these bounds; without upper bound where there is none.
  case number(atLeast: Int, atMost: Int?)
  /// A list of that many elements; without upper bound where there is none.
  case list(atLeast: Int, atMost: Int?)
  /// A list of which each element is known so far.
  case elements([Known])
  /// A map of which every key is known.
  case fields([String: Known])
  /// Null or a value.
  case anything

  package static let null = Known.exactly(.null)

  package var value: Value? {
    if case .exactly(let value) = self { return value }
    return nil
  }

  package var mayBeNull: Bool { self == .anything || self == .null }
}

/// What a condition may come to: more than one where too little is known.
package struct Outcomes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let holds = Outcomes(rawValue: 1)
  package static let refuses = Outcomes(rawValue: 2)
  /// It cannot be answered, which refuses too.
  package static let errs = Outcomes(rawValue: 4)
  package static let open: Outcomes = [.holds, .refuses]

  package var mayHold: Bool { contains(.holds) }
  package var mustHold: Bool { self == .holds }
  package var mayRefuse: Bool { !intersection([.refuses, .errs]).isEmpty }
}

/// Where a guard that is read before any case exists finds what is known.
package protocol PartialEnvironment {
  /// What is known at a path such as `data.class`; nil where nothing can be read.
  func known(at path: [String]) -> Known?
  /// What a host's function gives; nil where it cannot answer. `argument` is the only one, where it is written out.
  func known(calling function: String, _ argument: Value?) -> Known?
  /// How what stands at two paths compares; nil where nothing is known of that.
  func relation(of one: [String], to other: [String]) -> Relation?
  /// Whether values that are there are taken to fit what is counted with them, so that only missing ones fail.
  var trustsTypes: Bool { get }
}

extension PartialEnvironment {
  package var trustsTypes: Bool { false }
}
