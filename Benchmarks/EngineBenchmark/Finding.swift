/// One line of the table: what was measured, against what, and the bar that it is held to.
struct Finding {
  enum Bar {
    /// On the ratio to the yardstick.
    case atLeast(Double, aim: Double)
    /// On our own figure.
    case atMost(Double, aim: Double)
    /// On the ratio: a cost, which should not grow.
    case costAtMost(Double, aim: Double)
    case none
  }

  /// Never changes, so that tables of different days can be compared.
  let id: String
  let what: String
  let unit: String
  let ours: Samples
  var yardstick: (name: String, samples: Samples)?
  var bar = Bar.none
  /// Microseconds of CPU that each item took: ours as client and server, the yardstick likewise.
  var cost: (ours: Cost, yardstick: Cost?)?
  /// The machine's load when it was over.
  var load = MachineLoad.now

  /// Whether less is better.
  var isCost: Bool { unit == "µs" || unit == "ms" || unit == "MB" }

  var ratios: Samples? { yardstick.map { ours.ratios(to: $0.samples) } }

  /// As in `docs/performance.md`.
  var row: String {
    let yardstickText = yardstick.map { "\($0.name): \($0.samples.text)" } ?? "–"
    let costText = cost.map { $0.ours.text + ($0.yardstick.map { " against \($0.text)" } ?? "") } ?? "–"
    let cells = [
      id, what, "\(ours.text) \(unit)", yardstickText, ratios?.text ?? "–", barText, verdict, costText,
      Samples.short(load),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  static let head = """
    | id | what | Lookback | yardstick | ratio | bar (aim) | | CPU µs an item, client + server | load |
    |---|---|---|---|---|---|---|---|---|
    """

  private var barText: String {
    switch bar {
    case .atLeast(let low, let aim): "≥ \(low) (\(aim))"
    case .atMost(let high, let aim): "≤ \(Samples.short(high)) (\(Samples.short(aim)))"
    case .costAtMost(let high, let aim): "≤ \(high) (\(aim))"
    case .none: "–"
    }
  }

  /// Whether the machine cannot hold the bar just now, whoever tries.
  private var isMissedByYardstick: Bool {
    guard case .atMost(let high, _) = bar, let yardstick else { return false }
    return yardstick.samples.median > high
  }

  private var verdict: String {
    let (isHeld, isAimed) =
      switch bar {
      case .atLeast(let low, let aim): ((ratios?.median ?? 0) >= low, (ratios?.median ?? 0) >= aim)
      case .atMost(let high, let aim): (ours.median <= high, ours.median <= aim)
      case .costAtMost(let high, let aim):
        ((ratios?.median ?? .infinity) <= high, (ratios?.median ?? .infinity) <= aim)
      case .none: (true, false)
      }
    if case .none = bar { return "" }
    if isHeld { return isAimed ? "aim" : "held" }
    return isMissedByYardstick ? "MISSED, as by the yardstick" : "MISSED"
  }
}

/// CPU time for each item, in microseconds.
struct Cost {
  let client: Double
  let server: Double
  var text: String { "\(Samples.short(client)) + \(Samples.short(server))" }
}
