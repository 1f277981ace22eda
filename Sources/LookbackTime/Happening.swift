/// What happened to a clock, in the order in which it takes effect.
enum Happening: Hashable, Sendable {
  case pause(Range<CivilDate>)
  /// A pause that has no end yet.
  case open(from: CivilDate)
  case extended(ClockFacts.Extension)

  private var date: CivilDate {
    switch self {
    case .pause(let days): days.lowerBound
    case .open(let from): from
    case .extended(let granted): granted.on
    }
  }

  /// Extensions and pauses by their dates, pauses first on the same day. Pauses of no length are left out, and pauses
  /// that touch or overlap become one, so that it never matters how a pause was split.
  static func ordered(_ facts: ClockFacts) throws(DateError) -> [Happening] {
    let happenings = try pauses(facts.pauses) + facts.extensions.map { .extended($0) }
    return happenings.enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
      .map(\.element)
  }

  private static func pauses(_ pauses: [ClockFacts.Pause]) throws(DateError) -> [Happening] {
    var merged: [Happening] = []
    for pause in pauses.sorted(by: { $0.from < $1.from }) {
      guard let until = pause.until else {
        merged.append(.open(from: pause.from))
        continue
      }
      guard pause.from <= until else { throw .backwardPause(from: pause.from, until: until) }
      guard pause.from < until else { continue }
      if case .pause(let days)? = merged.last, pause.from <= days.upperBound {
        merged[merged.count - 1] = .pause(days.lowerBound..<max(days.upperBound, until))
      } else {
        merged.append(.pause(pause.from..<until))
      }
    }
    return upToOpen(merged)
  }

  /// Nothing but the first open pause matters after it, and it does not lengthen the pauses that lead to it.
  private static func upToOpen(_ pauses: [Happening]) -> [Happening] {
    guard let first = pauses.firstIndex(where: { if case .open = $0 { true } else { false } }) else { return pauses }
    return Array(pauses[...first])
  }
}
