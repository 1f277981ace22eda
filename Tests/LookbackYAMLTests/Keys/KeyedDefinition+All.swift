extension KeyedDefinition {
  /// Definitions that use every key in every place, those that may run as tracks in both ways.
  static func all() throws -> [KeyedDefinition] {
    let both =
      KeyedTexts.clocks.map { ($0.0, $0.1, [String]()) } + [
        ("signed", KeyedTexts.signed, []), ("acting", KeyedTexts.acting, []), ("heard", KeyedTexts.heard, []),
        ("anywhere", KeyedTexts.anywhere, [KeyedTexts.part]), ("splitting", KeyedTexts.splitting, [KeyedTexts.part]),
        ("kept", KeyedTexts.kept, []),
      ]
    let cases = [("opened", KeyedTexts.opened, [String]())]
    return try (both + cases).map { try KeyedDefinition($0.0, $0.1, beside: $0.2) }
      + both.map { try KeyedDefinition($0.0, $0.1, beside: $0.2, as: .track) }
  }

  /// Keys that tell the checker what is meant.
  static let readByChecker: Set<String> = ["waits", "promises"]

  /// Places that these few lives do not come to: their effect is not seen here yet.
  static let tooRare: Set<String> = [
    "case / clock at a field / roll",
    "case / clock at an expression / roll",
    "case / clock that runs / cutOff / counts as",
    "case / counts / apart",
    "case / state / event, later candidate / clear",
    "case / state / event, later candidate / do",
    "case / state / event, later candidate / number",
    "case / state / event, later candidate / number / per",
    "case / state / event, later candidate / set",
    "case / state / event, later candidate / to",
    "track / anywhereEvent / clear",
    "track / clock at a field / law / until",
    "track / clock at a field / pauses counted in",
    "track / clock at a field / pauses in",
    "track / clock at an expression / law / until",
    "track / clock at an expression / pauses counted in",
    "track / clock at an expression / pauses in",
    "track / clock that runs / pauses counted in",
    "track / clock that runs / pauses in",
    "track / state / approval / step / refusal",
    "track / state / event / clear",
  ]

  /// Keys that random cases cannot feel, and the tests that see their effect.
  static let seenElsewhere: [KeyPlace: String] = {
    var found: [KeyPlace: String] = [KeyPlace("case / field / unique"): "StayingErrorTests, CommandLineTests"]
    for key in ["from", "states", "clocks", "data", "clear"] { found[KeyPlace("case / moves / \(key)")] = "MoveTests" }
    found[KeyPlace("case / moves")] = "MoveTests"
    for place in ["case / mend", "case / mending / by"] { found[KeyPlace(place)] = "MendTests" }
    for owner in KeyOwner.allCases {
      for place in ["state / event", "anywhereEvent"] {
        found[KeyPlace("\(owner) / \(place) / from")] = "KeyEffectTests.sender"
      }
    }
    return found
  }()
}
