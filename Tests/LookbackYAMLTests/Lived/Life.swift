import LookbackCEL
import LookbackTime
import LookbackTools
import SeededTesting

@testable import LookbackCheck
@testable import LookbackCore

/// One life of a case, led by the engine: people who act early, as late as may be or too late. Whatever was proved is
/// looked after at every event.
struct Life {
  private let proof: LivedProof
  private let workflow: Workflow
  private var simulation: Simulation
  private var random: SplitMix64
  private(set) var watch: LifeWatch
  /// Whether people act in time, as far as they can.
  private let isPunctual: Bool
  private var seen = 0
  private(set) var steps: [String] = []

  private static let matter = CaseID(1)
  private static let sender = CaseID(2)

  init(_ proof: LivedProof, seed: UInt64) throws {
    guard let workflow = proof.library.latest("matter") else { throw LifeWatch.Broken(what: "no workflow", steps: []) }
    (self.proof, self.workflow) = (proof, workflow)
    random = SplitMix64(seed: seed)
    isPunctual = seed % 5 != 0
    let day = CivilDate(days: 19_723 + Int32.random(in: 0..<110, using: &random))
    let hour = Int.random(in: 0..<24, using: &random)
    let zone = proof.library.zone(of: workflow)
    let moment = zone.moment(date: day, secondsOfDay: hour * 3600 + 600 * Int.random(in: 0..<6, using: &random))
    simulation = Simulation(proof.library, at: moment)
    watch = LifeWatch(proof, workflow, from: moment, on: day)
    var data: [String: Value] = [:]
    for field in workflow.fields where Bool.random(using: &random) { data[field.name] = value(of: field) }
    try simulation.open("matter", data, by: simulation.opener(of: "matter", data))
    let related = ["related": Value.string("1")]
    try simulation.open("sender", related, by: simulation.opener(of: "sender", related))
    steps.append("opened at \(moment)")
    try look()
  }

  var current: Case {
    simulation[Self.matter]
      ?? Case(id: Self.matter, sequence: 0, opened: simulation.moment, tracks: [])
  }

  mutating func lead(steps count: Int) throws {
    for _ in 0..<count where !current.root.isEnded {
      try pass()
      guard !current.root.isEnded else { break }
      try act()
    }
  }

  // MARK: - Time

  /// What a person must have done something about by then.
  private var nextLapse: Moment? {
    current.terms(in: proof.library).filter { $0.isDuty && $0.status == .running && $0.lapse > simulation.moment }
      .map(\.lapse).min()
  }

  private mutating func pass() throws {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return
    case 1, 2, 3: try waitAsLong()
    case 4:
      if let next = simulation.upcoming(of: Self.matter).first?.due { try wait(until: next) }
    default:
      let length = Int64.random(in: 0..<(isPunctual ? 4 : 12) * 86_400, using: &random)
      var target = simulation.moment.adding(microseconds: length * 1_000_000)
      if isPunctual, let lapse = nextLapse { target = min(target, lapse.adding(microseconds: -60_000_000)) }
      try wait(until: target)
    }
  }

  /// To the last minute in which everything is in time; what time does meanwhile may move it.
  private mutating func waitAsLong() throws {
    for _ in 0..<20 where !current.root.isEnded {
      let timer = simulation.upcoming(of: Self.matter).first { $0.due > simulation.moment }?.due
      let last = nextLapse.map { $0.adding(microseconds: -60_000_000) }
      guard let target = [timer, last].compactMap({ $0 }).min(), target > simulation.moment else { return }
      try wait(until: target)
      if target == last { return }
    }
  }

  /// Step by step, so that it is seen when something was not done in time.
  private mutating func wait(until target: Moment) throws {
    while simulation.moment < target {
      let timer = simulation.upcoming(of: Self.matter).first { $0.due > simulation.moment }?.due
      let lapse = nextLapse
      let next = [timer, lapse, target].compactMap { $0 }.min() ?? target
      if lapse == next { watch.isInTime = false }
      try simulation.wait(until: next)
      steps.append("\(next)")
      try look()
    }
  }

  // MARK: - People

  private mutating func act() throws {
    let offers = current.offers(in: proof.library).filter { $0.isForPersons && $0.track.id == .root }
    if Int.random(in: 0..<8, using: &random) == 0 { return try send() }
    guard let offer = offers.randomElement(using: &random) else { return try send() }
    let addresses = offer.addresses(in: current)
    guard let actor = addresses.randomElement(using: &random).flatMap({ simulation.staff.actor($0.description) }) else {
      return
    }
    var data: [String: Value] = [:]
    for name in offer.needs + offer.takes.filter({ _ in Bool.random(using: &random) }) {
      if name == "started" {
        data[name] = .date(CivilDate(days: simulation.today.days - Int32.random(in: 0..<8, using: &random)))
      } else {
        data[name] = workflow.field(name).map { value(of: $0) } ?? .string("because")
      }
    }
    do throws(Rejection) {
      try simulation.fire(offer.name, data, of: Self.matter, by: actor)
      steps.append("\(offer.name) \(data.isEmpty ? "" : "\(data)")")
    } catch {}
    try look()
  }

  private mutating func send() throws {
    let actor = simulation.staff.actor("clerk@desk") ?? .engine
    do throws(Rejection) { try simulation.fire("send", of: Self.sender, by: actor) } catch {}
    steps.append("send")
    try look()
  }

  private mutating func value(of field: Field) -> Value {
    switch field.type {
    case .bool: .bool(Bool.random(using: &random))
    case .int: .int(Int64.random(in: 2...5, using: &random))
    case .date: .date(CivilDate(days: 19_723 + Int32.random(in: 0..<200, using: &random)))
    default: .string(["yes", "no", "perhaps"].randomElement(using: &random) ?? "")
    }
  }

  // MARK: - What is looked after

  /// Tells the watch what has happened since.
  private mutating func look() throws {
    do {
      for entry in simulation.timeline[seen...] where entry.case == Self.matter {
        if case .event(let event) = entry.kind { try watch.note(event) }
        if case .refused(let event, let by, let rejection) = entry.kind, by == "engine" {
          throw LifeWatch.Broken(what: "\(event) was refused: \(rejection)", steps: [])
        }
      }
      seen = simulation.timeline.count
      try watch.stand(current, at: simulation.moment, on: simulation.today)
    } catch let broken as LifeWatch.Broken {
      throw LifeWatch.Broken(what: broken.what, steps: steps + ["at \(simulation.moment) in \(current.root.state)"])
    }
  }
}
