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
    var rates = Samples()
    var cost = CostSum()
  }

  func run() async throws -> [Finding] {
    var places: [Place] = []
    for size in sizes {
      let bureau = try await Bureau.open(on: bench.cluster)
      let standings = try await Standings.make(in: bureau)
      let herd = try await Herd.clone(standings.drafting, count: size, base: 10_000, in: bureau)
      try await bureau.sql("analyze; checkpoint")
      places.append(Place(size: size, bureau: bureau, engine: bureau.engine(), herd: herd))
    }
    for round in 0..<(rounds + 1) {
      for index in places.indices {
        let ids = Self.scattered(places[index].herd.ids, round: round)
        var cost = CostSum()
        var rate = 0.0
        for event in ["submit", "turn back"] {
          rate += try await bench.rate(of: ids.count, cost: &cost) {
            try await Batches.fire(event, on: ids, "g\(round)-\(event)", places[index].engine)
          }
        }
        guard round > 0 else { continue }
        places[index].rates.add(2 / rate)
        places[index].cost.add(cost.each, items: 2 * ids.count)
      }
    }
    for place in places { await place.bureau.pool.close() }
    return places.dropFirst().map { finding($0, places[0]) }
  }

  private func finding(_ place: Place, _ small: Place) -> Finding {
    func microseconds(_ samples: Samples) -> Samples { Samples(values: samples.values.map { $0 * 1e6 }) }
    return Finding(
      id: "growth-\(place.size)", what: "time of a transition at \(place.size) open cases", unit: "µs",
      ours: microseconds(place.rates), yardstick: ("at \(small.size)", microseconds(small.rates)),
      bar: .costAtMost(1.25, aim: 1.1), cost: (place.cost.each, small.cost.each))
  }

  /// As many as a round takes, from all over the herd, none twice.
  private static func scattered(_ ids: [CaseID], round: Int) -> [CaseID] {
    let stride = max(1, ids.count / atOnce)
    return Swift.stride(from: round % stride, to: ids.count, by: stride).prefix(atOnce).map { ids[$0] }
  }
}
