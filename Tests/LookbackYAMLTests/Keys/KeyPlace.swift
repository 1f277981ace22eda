import LookbackCore
import LookbackDefinition

/// A key of the notation and the place where it stands: the mappings around it, from the workflow down.
///
/// What a key can do depends on where it stands, so the workflow of a case and that of a track are places of their own,
/// and so are a clock that runs, one that is due at a field's date and one that is due at a date that an expression gives.
struct KeyPlace: Hashable, Comparable, CustomStringConvertible {
  let mappings: [String]
  let key: String

  var description: String { (mappings + [key]).joined(separator: " / ") }

  static func < (left: KeyPlace, right: KeyPlace) -> Bool { left.description < right.description }

  /// `case / clock that runs / extend / by`.
  init(_ description: String) {
    let parts = description.components(separatedBy: " / ")
    self.init(mappings: parts.dropLast(), key: parts.last ?? "")
  }

  init(mappings: [String], key: String) {
    self.mappings = mappings
    self.key = key
  }

  /// Every place in which a key may stand in a workflow.
  static let all: Set<KeyPlace> = {
    var found: Set<KeyPlace> = []
    for owner in KeyOwner.allCases { collect(.workflow, as: owner.rawValue, below: [], into: &found) }
    // A clock that runs has no `at`: with one it would be another.
    return found.filter { place in
      (place.owner == .case || KeyOwner.isOfTracks(place))
        && !(place.key == "at" && place.mappings.last == ClockTerm.runs.rawValue)
    }
  }()

  /// The candidates of an event after its first are places of their own.
  static func laterCandidate(_ shape: NotationShape) -> String { "\(shape.name), later candidate" }

  private var owner: KeyOwner? { mappings.first.flatMap { KeyOwner(rawValue: $0) } }

  private static func collect(
    _ shape: NotationShape, as name: String, below mappings: [String], into found: inout Set<KeyPlace>
  ) {
    for key in shape.keys {
      found.insert(KeyPlace(mappings: mappings + [name], key: key.name))
      collect(key.value, below: mappings + [name], into: &found)
    }
  }

  private static func collect(_ value: NotationValue, below mappings: [String], into found: inout Set<KeyPlace>) {
    switch value {
    case .shape(let shape):
      for name in shape.name == "clock" ? ClockTerm.allCases.map(\.rawValue) : [shape.name] {
        collect(shape, as: name, below: mappings, into: &found)
      }
    case .oneOrMany(.shape(let shape)):
      collect(shape, as: shape.name, below: mappings, into: &found)
      collect(shape, as: laterCandidate(shape), below: mappings, into: &found)
    case .list(let inner), .oneOrMany(let inner), .map(let inner): collect(inner, below: mappings, into: &found)
    case .either(let choices): for choice in choices { collect(choice, below: mappings, into: &found) }
    case .text, .bool, .whole, .word, .span, .expression: break
    }
  }
}

/// What runs by a workflow.
enum KeyOwner: String, CaseIterable {
  case `case`, track

  /// What is asked of tracks again: titles are the same for them, and what only a case has is refused for them.
  static func isOfTracks(_ place: KeyPlace) -> Bool {
    let outer = place.mappings.dropFirst().first ?? place.key
    return ["clock", "state", "anywhere", "lookBack"].contains { outer.hasPrefix($0) } && place.mappings.last != "label"
  }
}

/// What the date of a clock comes from.
enum ClockTerm: String, CaseIterable {
  case runs = "clock that runs"
  case atField = "clock at a field"
  case atExpression = "clock at an expression"

  init(of clock: SourceNode) {
    guard let date = clock["at"]?.text else {
      self = .runs
      return
    }
    self = date.allSatisfy { $0.isLetter || $0 == "." || $0 == "_" } ? .atField : .atExpression
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var rest = self[...]
    var parts: [String] = []
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
