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
    case .extended(let granted): granted.on ?? .last
    }
  }

  /// Dated extensions and pauses by their dates, pauses first on the same day, and extensions of one day in an order of
  /// their own, so that it never matters in which order they were recorded. Pauses of no length are left out, and pauses
  /// that touch or overlap become one, so that it never matters how a pause was split.
  static func ordered(_ facts: ClockFacts) throws(DateError) -> [Happening] {
    guard !facts.pauses.isEmpty || !facts.extensions.isEmpty else { return [] }
    let dated = facts.extensions.filter { $0.on != nil }.sorted { $0.rank < $1.rank }
    let happenings = try pauses(facts.pauses) + dated.map { .extended($0) }
    guard !dated.isEmpty else { return happenings }
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

extension ClockFacts.Extension {
  /// Orders extensions of one day: to a term, by a span, from the day; short units first.
  fileprivate var rank: (Int, Int, Int, Int, Int) {
    let (kind, span) =
      switch reach {
      case .to(let span): (0, span)
      case .by(let span): (1, span)
      case .fromGrant(let span): (2, span)
      }
    return (kind, span.unit.rank, span.count, cap?.unit.rank ?? -1, cap?.count ?? 0)
  }
}

extension Span.Unit {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
