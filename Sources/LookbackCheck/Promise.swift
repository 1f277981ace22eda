import LookbackCore
import LookbackDefinition
import LookbackTime

/// A promise of a definition, which the checker proves or refutes.
enum Promise: Hashable {
  /// `never STATE`
  case never(String)
  /// `never STATE without EVENT or EVENT`
  case neverWithout(String, [String])
  /// `never STATE after EVENT`
  case neverAfter(String, String)
  /// `always possible STATE`
  case alwaysPossible(String)
  /// `every wait is timed`
  case everyWaitIsTimed
  /// `STATE within SPAN`, `STATE within SPAN without EVENT or EVENT`
  case within(String, Span, without: [String])

  static let grammar = [
    "never STATE", "never STATE without EVENT [or EVENT]", "never STATE after EVENT", "always possible STATE",
    "every wait is timed", "STATE within SPAN [without EVENT [or EVENT]]",
  ]

  var events: [String] {
    switch self {
    case .neverWithout(_, let events), .within(_, _, let events): events
    case .neverAfter(_, let event): [event]
    case .never, .alwaysPossible, .everyWaitIsTimed: []
    }
  }

  var state: String? {
    switch self {
    case .never(let state), .neverWithout(let state, _), .neverAfter(let state, _), .alwaysPossible(let state),
      .within(let state, _, _):
      state
    case .everyWaitIsTimed: nil
    }
  }

  /// Parses a promise; nil if the text does not fit the grammar.
  init?(_ text: String) {
    if text == "every wait is timed" {
      self = .everyWaitIsTimed
    } else if text.hasPrefix("always possible ") {
      self = .alwaysPossible(String(text.dropFirst("always possible ".count)))
    } else if text.hasPrefix("never ") {
      self.init(never: String(text.dropFirst("never ".count)))
    } else {
      self.init(within: text)
    }
  }

  private init?(never text: String) {
    if let (state, events) = text.cut(at: " without ") {
      self = .neverWithout(state, events.alternatives)
    } else if let (state, event) = text.cut(at: " after ") {
      self = .neverAfter(state, event)
    } else {
      self = .never(text)
    }
  }

  private init?(within text: String) {
    guard let (state, rest) = text.cut(at: " within ") else { return nil }
    let (spanText, events) = rest.cut(at: " without ") ?? (rest, "")
    guard let span = try? Span(parsing: spanText) else { return nil }
    self = .within(state, span, without: events.isEmpty ? [] : events.alternatives)
  }
}

extension String {
  fileprivate func cut(at separator: String) -> (String, String)? {
    guard let range = firstRange(of: separator), range.lowerBound > startIndex, range.upperBound < endIndex else {
      return nil
    }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }

  fileprivate var alternatives: [String] { split(separator: " or ").map(String.init) }
}
