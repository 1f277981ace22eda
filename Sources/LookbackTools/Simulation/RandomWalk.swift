import LookbackCEL
package import LookbackCore
package import LookbackTime

/// Handles a case with random events. The same seed gives the same course.
package struct RandomWalk: Sendable {
  package private(set) var simulation: Simulation
  /// The number of commands that were refused.
  package private(set) var refusals = 0
  private let workflow: Workflow
  private var generator: SplitMix
  private var units = ["unit-1", "unit-2", "unit-3"]
  private var persons = ["person-1", "person-2", "person-3"]

  /// Makes a walk that has opened no case yet.
  /// - Parameter staff: the people who exist; nil if everybody who is named does.
  package init(
    seed: UInt64, _ workflow: Workflow, _ library: Library, from start: CivilDate, staff: Staff? = nil
  ) {
    self.workflow = workflow
    generator = SplitMix(state: seed)
    simulation = Simulation(library, at: library.morning(of: start, in: workflow) ?? Moment(microseconds: 0))
    guard let staff else { return }
    simulation.staff = staff
    let units = Set(staff.persons.values.joined().map(\.unit)).sorted()
    if !units.isEmpty { self.units = units }
    if !staff.persons.isEmpty { persons = staff.persons.keys.sorted() }
  }

  /// Opens a case if there is none, and does this many random steps. Throws if the clock cannot be moved.
  package mutating func run(steps: Int) throws {
    if simulation.cases.isEmpty { try open() }
    for _ in 0..<steps { try step() }
  }

  /// The case that was opened last; nil if there is none.
  private var present: Case? { simulation.cases.keys.max().flatMap { simulation[$0] } }

  private mutating func open() throws {
    let required = workflow.fields.filter { $0.isRequired }
    let name = workflow.reference.name
    for attempt in 1... {
      let data = data(for: required)
      do throws(Rejection) {
        try simulation.open(name, data, by: simulation.opener(of: name, data))
        return
      } catch {
        guard case .guardFailed = error, attempt < Self.attempts else { throw error }
        refusals += 1
      }
    }
  }

  /// How often an opening with random data is tried, since its conditions may not hold.
  private static let attempts = 50

  private mutating func step() throws {
    if let current = present, current.root.isEnded, chance(of: 1, in: 4) { try open() }
    guard let current = present else { return }
    let offers = current.offers(in: simulation.library).filter { $0.isForPersons && !$0.addresses(in: current).isEmpty }
    guard !offers.isEmpty, chance(of: 3, in: 4) else { return try pass() }
    let offer = offers[below(offers.count)]
    let addresses = offer.addresses(in: current).distinct
    guard let actor = simulation.staff.actor(addresses[below(addresses.count)].description) else { return }
    let names = offer.needs + offer.takes.filter { _ in chance(of: 1, in: 2) }
    var data: [String: Value] = [:]
    for name in names { data[name] = value(of: offer.workflow.field(name)?.type ?? .text(max: 20)) }
    do throws(Rejection) {
      try simulation.fire(offer.name, data, of: current.id, by: actor, track: offer.track.id)
    } catch { refusals += 1 }
  }

  /// Moves the clock to the next timer, or by some days.
  private mutating func pass() throws {
    if chance(of: 1, in: 2), let next = present.flatMap({ simulation.upcoming(of: $0.id).first?.due }) {
      try simulation.wait(until: max(next, simulation.moment))
    } else {
      try simulation.wait(for: Span(1 + below(20), .days))
    }
  }

  private mutating func data(for fields: [Field]) -> [String: Value] {
    var data: [String: Value] = [:]
    for field in fields { data[field.name] = value(of: field.type) }
    return data
  }

  private mutating func value(of type: FieldType) -> Value {
    switch type {
    case .text(let max): .string(String("text \(below(1_000))".prefix(max)))
    case .bool: .bool(chance(of: 1, in: 2))
    case .int: .int(Int64(below(100)))
    case .double: .double(Double(below(100)))
    case .date: .date(CivilDate(days: simulation.today.days - 20 + Int32(below(80))))
    case .person: .string(persons[below(persons.count)])
    case .unit: .string(units[below(units.count)])
    case .case: .string(String(1 + below(max(1, simulation.cases.count))))
    case .choice(let scheme): scheme.classes.isEmpty ? .null : .string(scheme.classes[below(scheme.classes.count)].code)
    case .list(let element): .list((0..<1 + below(2)).map { _ in value(of: element) })
    }
  }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
  private mutating func chance(of part: Int, in whole: Int) -> Bool { below(whole) < part }
}

/// SplitMix64 (Steele, Lea and Flood 2014), a small generator that gives the same numbers on every machine.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
