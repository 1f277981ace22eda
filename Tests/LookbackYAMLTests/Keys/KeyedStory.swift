import LookbackCore

/// What somebody does to a case, or the day until which nobody does anything.
enum KeyedAct {
  /// An event, and what is entered with it, written as its fields are read; where nobody is named, by the first who may.
  case does(String, [String: String] = [:], by: String? = nil)
  case waits(until: String)
}

/// A case that is led to what happens too seldom by lot.
///
/// It is told once for the cases of a workflow and for its tracks: acts are done on the track where there is one, and
/// must be possible as the definition stands.
struct KeyedStory {
  let opening: [String: String]
  let acts: [KeyedAct]

  private init(_ acts: [KeyedAct], opening: [String: String] = [:]) {
    self.opening = opening
    self.acts = acts
  }

  /// The stories of the definitions, by their names.
  static let all: [String: [KeyedStory]] = [
    "running": clocks, "given": clocks, "reckoned": clocks, "acting": [bothCandidates], "anywhere": [bothCandidates],
    "signed": [secondThoughts], "opened": [withdrawn],
  ]

  private static let clocks = [lateInTheWeek, standingStill, nextYear]

  /// A term that ends on a Saturday, by the field's date or two days after it, and one that starts on a Friday after the
  /// cut-off.
  private static let lateInTheWeek = KeyedStory([
    .waits(until: "2024-12-06"), .does("start", ["day": "2024-12-14"]), .does("start", ["day": "2024-12-12"]),
  ])

  /// A pause from a Thursday to a Monday, where working days are fewer than days.
  private static let standingStill = KeyedStory([
    .waits(until: "2024-12-04"), .does("start", ["day": "2024-12-17"]), .waits(until: "2024-12-05"), .does("hold"),
    .waits(until: "2024-12-09"), .does("go on"),
  ])

  /// A term that starts when the law has ended which it would cite.
  private static let nextYear = KeyedStory([.waits(until: "2025-01-06"), .does("start", ["day": "2025-01-20"])])

  /// Numbers are drawn in two years.
  private static let bothCandidates = KeyedStory([
    .does("give", ["a": "1", "b": "true"]), .does("go"), .waits(until: "2024-12-05"),
    .does("give", ["a": "1", "b": "false"]), .does("go"), .does("return"), .waits(until: "2025-01-06"),
    .does("give", ["a": "1", "b": "false"]), .does("go"),
  ])

  private static let secondThoughts = KeyedStory([
    .does("submit", ["text": "letter", "author": "person-1", "dear": "true"]), .does("approve"),
    .does("refuse", ["reason": "unclear"], by: "head@desk"),
  ])

  private static let withdrawn = KeyedStory(
    [.does("stop"), .does("close")], opening: ["author": "person-1", "code": "c", "units": "unit-1"])
}
