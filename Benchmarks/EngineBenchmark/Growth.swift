import LookbackCore
import LookbackPostgres
import LookbackRuntime

/// The cost of a transition among few open cases and among many: one database for each number, taken in turns.
struct Growth {
  let bench: Workbench
  let sizes: [Int]
  let rounds: Int
  private static let atOnce = 4_000

  private struct Place {
    let size: Int
    let bureau: Bureau
    let engine: Engine
    let herd: Herd
    /// Each case's first transition after a checkpoint, for which whole pages go into the log, and its second.
    var first = Pace()
    var second = Pace()
  }

  private struct Pace {
    var seconds = Samples()
    var cost = CostSum()
  }

  func run() async throws -> [Finding] {
    var places: [Place] = []
    for size in sizes {
      let bureau = try await Bureau.open(on: bench.cluster)
      let standings = try await Standings.make(in: bureau)
      let herd = try await Herd.clone(standings.drafting, count: size, base: 10_000, in: bureau)
      // As autovacuum leaves tables that were filled: what was inserted is known to be there, without asking anew.
      for order in ["vacuum analyze", "checkpoint"] { try await bureau.sql(order) }
      places.append(Place(size: size, bureau: bureau, engine: bureau.engine(), herd: herd))
    }
    for round in 0..<(rounds + 1) {
      for index in places.indices {
        let ids = Self.scattered(places[index].herd.ids, round: round)
        for (event, pace) in [("submit", \Place.first), ("turn back", \Place.second)] {
          var cost = CostSum()
          let rate = try await bench.rate(of: ids.count, cost: &cost) {
            try await Batches.fire(event, on: ids, "g\(round)-\(event)", places[index].engine)
          }
          guard round > 0 else { continue }
          places[index][keyPath: pace].seconds.add(1 / rate)
          places[index][keyPath: pace].cost.add(cost.each, items: ids.count)
        }
      }
    }
    for place in places { await place.bureau.pool.close() }
    return places.dropFirst().flatMap { place in
      [
        finding(
          "growth-\(place.size)", "a case's next transition", place.size, place.second, places[0].size, places[0].second
        ),
        finding(
          "first-\(place.size)", "a case's first transition after a checkpoint", place.size, place.first,
          places[0].size, places[0].first),
      ]
    }
  }

  private func finding(
    _ id: String, _ what: String, _ size: Int, _ pace: Pace, _ small: Int, _ smallPace: Pace
  ) -> Finding {
    func microseconds(_ samples: Samples) -> Samples { Samples(values: samples.values.map { $0 * 1e6 }) }
    return Finding(
      id: id, what: "time of \(what), \(size) open cases", unit: "µs", ours: microseconds(pace.seconds),
      yardstick: ("among \(small)", microseconds(smallPace.seconds)), bar: .costAtMost(1.25, aim: 1.1),
      cost: (pace.cost.each, smallPace.cost.each))
  }

  /// As many as a round takes, from all over the herd, none twice.
  private static func scattered(_ ids: [CaseID], round: Int) -> [CaseID] {
    let stride = max(1, ids.count / atOnce)
    return Swift.stride(from: round % stride, to: ids.count, by: stride).prefix(atOnce).map { ids[$0] }
  }
}
