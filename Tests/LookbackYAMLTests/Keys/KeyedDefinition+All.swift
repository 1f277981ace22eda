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

  /// Keys that no case of these feels, and the tests that see their effect.
  static let seenElsewhere: [KeyPlace: String] = {
    var found: [KeyPlace: String] = [KeyPlace("case / field / unique"): "StayingErrorTests, CommandLineTests"]
    for key in ["from", "states", "clocks", "data", "clear"] { found[KeyPlace("case / moves / \(key)")] = "MoveTests" }
    found[KeyPlace("case / moves")] = "MoveTests"
    for place in ["case / mend", "case / mending / by"] { found[KeyPlace(place)] = "MendTests" }
    for owner in KeyOwner.allCases {
      for place in ["see", "see / cases", "see / fields"] { found[KeyPlace("\(owner) / \(place)")] = "VisibilityTests" }
      for rule in ["seeRule", "seeRule, later candidate"] {
        for key in ["who", "in", "except in"] {
          found[KeyPlace("\(owner) / see / \(rule) / \(key)")] = "VisibilityTests"
        }
      }
      for place in ["state / event", "anywhereEvent"] {
        found[KeyPlace("\(owner) / \(place) / from")] = "KeyEffectTests.sender"
      }
    }
    return found
  }()
}
