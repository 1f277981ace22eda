import LookbackCore
import LookbackPostgres
import LookbackRuntime
import LookbackTime

/// The cost of a transition among few open cases and among many: one database for each number, taken in turns.
struct Growth {
  let bench: Workbench
  let sizes: [Int]
  /// Over how many days, one after another, the cases were begun.
  let days: Int
  let rounds: Int
  /// Cases of a round; ten thousand leave 5,000 to the engine.
  private static let atOnce = 4_000
  /// Rounds for each that is asked for: one is over in a quarter of a second, in which whatever else the machine does weighs
  /// much, and all of them cost little beside the filling.
  private static let roundsEach = 4

  private struct Place {
    let size: Int
    let bureau: Bureau
    let engine: Engine
    let standings: Standings
    /// Of each day's last case, and how its cases stand before they are moved.
    let days: [(last: CaseID, drafting: StandingRows)]
    /// Cases that the engine moves.
    let ours: [CaseID]
    /// Cases in between, which the yardstick moves, and where it left those that it has moved.
    let theirs: [CaseID]
    var moved: [CaseID: RawWriter.Place] = [:]
    var paces: [Kind: Pace] = [:]

    func drafting(_ id: CaseID) -> StandingRows {
      days.first { id <= $0.last }?.drafting ?? standings.drafting
    }
  }

  /// The first transition of a case after a checkpoint, for which whole pages go into the log, and its second.
  private enum Kind: String, CaseIterable {
    case first, growth
    /// The same as the last, for cases that were opened one after another, as those are which fall due together.
    case near = "near-growth"
    case rawFirst = "raw-first"
    case raw = "raw-growth"

    var what: String {
      switch self {
      case .growth: "a case's next transition"
      case .near: "the next transition of cases that were opened one after another"
      case .first: "a case's first transition after a checkpoint"
      case .raw: "the next transition as set-based SQL, same rows"
      case .rawFirst: "the first transition after a checkpoint as set-based SQL, same rows"
      }
    }

    var hasBar: Bool { self == .growth || self == .first }
  }

  private struct Pace {
    var seconds = Samples()
    var cost = CostSum()
  }

  private var turns: Int { rounds * Self.roundsEach }

  func run() async throws -> [Finding] {
    var places: [Place] = []
    for size in sizes { places.append(try await fill(size)) }
    for round in 0...turns {
      for index in places.indices {
        let paces = places[index].paces
        try await moveOurs(&places[index], round)
        try await moveNear(&places[index], round)
        try await moveTheirs(&places[index], round)
        // The first round fills caches.
        if round == 0 { places[index].paces = paces }
      }
    }
    let standing = if let last = places.dropFirst().last { try await self.standing(last) } else { [Finding]() }
    for place in places { await place.bureau.pool.close() }
    let times = places.dropFirst().flatMap { place in
      [Kind.growth, .first, .near, .raw, .rawFirst].map { finding($0, place, places[0]) }
    }
    return times + standing
  }

  /// What so many open cases take on disk, and of the memory of a daemon that works among them.
  private func standing(_ place: Place) async throws -> [Finding] {
    let bytes = try await place.bureau.number("select pg_database_size(current_database())")
    let daemon = try RunningDaemon(on: place.bureau)
    defer { daemon.stop() }
    // After some calls: what the start needed is given back by then.
    _ = try Errands(bench: bench).roundTrip(daemon, times: 20)
    let idle = daemon.memory
    let ids = Array(place.ours.prefix(6_400))
    let clients = (0..<64).map { HTTPClient(daemon.socket, ids, share: $0, of: 64, round: 77) }
    _ = try HTTPClient.run(clients, seconds: 5)
    let disk = Finding(
      id: "disk-\(place.size)", what: "the database for each of \(place.size) open cases, indexes included",
      unit: "bytes",
      ours: Samples(values: [Double(bytes) / Double(place.size)]))
    return [disk] + Errands(bench: bench).memory(idle: idle, daemon, among: place.size)
  }

  private func fill(_ size: Int) async throws -> Place {
    let bureau = try await Bureau.open(on: bench.cluster)
    let standings = try await Standings.make(in: bureau)
    let today = CivilDate(days: standings.drafting.event.day)
    var ids: [CaseID] = []
    var begun: [(last: CaseID, drafting: StandingRows)] = []
    for day in 1...days {
      let drafting = try await Standings.drafting(since: today.adding(days: day - days), in: bureau)
      let count = size * day / days - ids.count
      let base = 10_000 + Int64(ids.count / 64 + day)
      ids += try await Herd.clone(drafting, count: count, base: base, in: bureau).ids
      if let last = ids.last { begun.append((last, drafting)) }
    }
    // As autovacuum leaves tables that were filled: what was inserted is known to be there, without asking anew.
    try await bureau.settle()
    try await bureau.writeOut()
    let parts = [0, 1].map { part in ids.indices.filter { $0 % 2 == part }.map { ids[$0] } }
    return Place(
      size: size, bureau: bureau, engine: bureau.engine(), standings: standings, days: begun, ours: parts[0],
      theirs: parts[1])
  }

  private func moveOurs(_ place: inout Place, _ round: Int) async throws {
    let ids = Self.scattered(place.ours, round: round)
    for (event, kind) in [("submit", Kind.first), ("turn back", .growth)] {
      var pace = place.paces[kind] ?? Pace()
      var cost = CostSum()
      let rate = try await bench.rate(of: ids.count, cost: &cost) {
        try await Batches.fire(event, on: ids, "g\(round)-\(event)", place.engine)
      }
      pace.seconds.add(1 / rate)
      pace.cost.add(cost.each, items: ids.count)
      place.paces[kind] = pace
    }
  }

  private func moveNear(_ place: inout Place, _ round: Int) async throws {
    let start = max(0, place.ours.count - Self.atOnce) * round / (turns + 1)
    let ids = Array(place.ours.dropFirst(start).prefix(Self.atOnce))
    try await Batches.fire("submit", on: ids, "n\(round)-submit", place.engine)
    var pace = place.paces[.near] ?? Pace()
    var cost = CostSum()
    let rate = try await bench.rate(of: ids.count, cost: &cost) {
      try await Batches.fire("turn back", on: ids, "n\(round)-turn back", place.engine)
    }
    pace.seconds.add(1 / rate)
    pace.cost.add(cost.each, items: ids.count)
    place.paces[.near] = pace
  }

  private func moveTheirs(_ place: inout Place, _ round: Int) async throws {
    let standings = place.standings
    let ids = Self.scattered(place.theirs, round: round)
    let herd = try RawHerd(
      ids.map { place.moved[$0] ?? RawHerd.place($0, place.drafting($0)) }, connections: 4, pool: place.bureau.pool)
    for (step, kind) in [(standings.submit, Kind.rawFirst), (standings.turnBack, .raw)] {
      var pace = place.paces[kind] ?? Pace()
      var cost = CostSum()
      let rate = try await bench.rate(of: ids.count, cost: &cost) { try await herd.goOn(step, batch: 500) }
      pace.seconds.add(1 / rate)
      pace.cost.add(cost.each, items: ids.count)
      place.paces[kind] = pace
    }
    for moved in await herd.places { place.moved[moved.id] = moved }
  }

  private func finding(_ kind: Kind, _ place: Place, _ small: Place) -> Finding {
    func microseconds(_ place: Place) -> Samples {
      Samples(values: (place.paces[kind]?.seconds.values ?? []).map { $0 * 1e6 })
    }
    return Finding(
      id: "\(kind.rawValue)-\(place.size)", what: "time of \(kind.what), \(place.size) open cases", unit: "µs",
      ours: microseconds(place), yardstick: ("among \(small.size)", microseconds(small)),
      bar: kind.hasBar ? .costAtMost(1.25, aim: 1.1) : .none,
      cost: place.paces[kind].map { ($0.cost.each, small.paces[kind]?.cost.each) })
  }

  /// As many as a round takes, from all over the herd, none twice.
  private static func scattered(_ ids: [CaseID], round: Int) -> [CaseID] {
    let stride = max(1, ids.count / atOnce)
    return Swift.stride(from: round % stride, to: ids.count, by: stride).prefix(atOnce).map { ids[$0] }
  }
}
