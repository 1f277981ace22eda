/// A clock that was started: its last day, counted day by day.
struct ModelClock {
  struct Pause {
    /// The first day that does not count.
    var from: Int
    /// The first day that counts again; nil while the clock stands still.
    var to: Int?
  }

  var started: Int
  var stopped: Int?
  var pauses: [Pause] = []
  var grants: [(on: Int, by: ModelSpan)] = []
  /// What was reminded and told, each for the last day that it was about.
  var fired: Set<String> = []

  var isPaused: Bool { stopped == nil && pauses.last.map { $0.to == nil } ?? false }
  var isRunning: Bool { stopped == nil && !isPaused }

  /// The last day: pauses and grants in the order of their days, a pause before a grant of the same day.
  func due(_ span: ModelSpan) -> Int {
    let items = pauses.map { ($0.from, 0, Optional($0), ModelSpan?.none) } + grants.map { ($0.on, 1, nil, $0.by) }
    var effective: [Pause] = []
    var terms = [span]
    func last() -> Int { terms.reduce(started) { ModelDays.add($1, to: $0, without: effective) } }
    for (_, _, pause, grant) in items.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
      if let grant { terms.append(grant) }
      if let pause, pause.from <= last() { effective.append(pause) }
    }
    return last()
  }
}

/// Days by number, since 1970-01-01, a Thursday.
enum ModelDays {
  static func isWorking(_ day: Int) -> Bool { (day + 3) % 7 < 5 }

  /// The day of the start does not count.
  static func add(_ span: ModelSpan, to start: Int, without pauses: [ModelClock.Pause] = []) -> Int {
    var (day, left) = (start, span.count)
    while left > 0 {
      day += 1
      let isStill = pauses.contains { $0.from <= day && day < $0.to ?? .max }
      // A pause without an end would never let it end: that day is not asked for.
      if isStill, pauses.contains(where: { $0.from <= day && $0.to == nil }) { return day }
      if !isStill, !span.isWorking || isWorking(day) { left -= 1 }
    }
    return day
  }

  static func subtract(_ span: ModelSpan, from end: Int) -> Int {
    var (day, left) = (end, span.count)
    while left > 0 {
      day -= 1
      if !span.isWorking || isWorking(day) { left -= 1 }
    }
    return day
  }
}
