import LookbackCEL
import LookbackCore
import LookbackDefinition

/// What the further course can still ask of the cells of a configuration.
struct Demand: Equatable {
  /// For each field the sets of values that must be distinguished.
  private(set) var fields: [[UInt64]]
  var counters: Set<Int> = []
  /// The clocks of which it matters whether they run at all, and below those of which it matters whether they are late
  /// or paused.
  var clocks: Set<Int> = []
  var late: Set<Int> = []
  var paused: Set<Int> = []

  /// Asks for nothing.
  init(_ machine: Machine) { fields = machine.domains.map { [$0.everything] } }

  mutating func form(_ other: Demand) {
    for field in fields.indices { tell(other.fields[field], of: field) }
    counters.formUnion(other.counters)
    clocks.formUnion(other.clocks)
    late.formUnion(other.late)
    paused.formUnion(other.paused)
  }

  mutating func tell(_ parts: [UInt64], of field: Int) {
    guard parts.count > 1, parts != fields[field] else { return }
    fields[field] = fields[field].flatMap { one in parts.map { one & $0 }.filter { $0 != 0 } }.sorted()
  }

  /// The demand without the fields that are overwritten and the clocks that are started again.
  func without(fields written: Set<Int>, clocks started: Set<Int>, _ machine: Machine) -> Demand {
    var rest = self
    for field in written { rest.fields[field] = [machine.domains[field].everything] }
    rest.clocks.subtract(started)
    rest.late.subtract(started)
    rest.paused.subtract(started)
    return rest
  }
}

/// Computes what the guards and rules of a machine ask of it.
struct DemandReader {
  let machine: Machine
  private var known: [String: Demand] = [:]
  private let told: Set<Int>

  init(_ machine: Machine) {
    self.machine = machine
    // Whether a field was ever set before it was read is reported, so null must be distinguished for these fields.
    let candidates = machine.workflow.placedEvents.flatMap(\.event.candidates)
    let cleared = Set(candidates.flatMap(\.clear).compactMap { machine.field(at: $0) })
    told = machine.isRoot ? cleared : Set(machine.domains.indices)
  }

  mutating func demand(of condition: Guard, besides inputs: Set<Int> = []) -> Demand {
    let whole = known[condition.source] ?? read(condition)
    known[condition.source] = whole
    return inputs.isEmpty ? whole : whole.without(fields: inputs, clocks: [], machine)
  }

  func tellNull(of field: Int, _ demand: inout Demand) {
    demand.tell([FieldDomain.null, machine.domains[field].present], of: field)
  }

  func tellEach(of field: Int, _ demand: inout Demand) {
    demand.tell(machine.domains[field].singles(of: machine.domains[field].everything), of: field)
  }

  func tellSomebody(_ role: Role, _ demand: inout Demand) {
    guard let field = role.path.flatMap({ machine.field(at: $0) }) else { return }
    let domain = machine.domains[field]
    let nobody = domain.naming(nobodyAmong: domain.everything)
    demand.tell([nobody, domain.everything & ~nobody], of: field)
  }

  private func read(_ condition: Guard) -> Demand {
    var demand = Demand(machine)
    let partial = machine.guards[condition.source] ?? PartialGuard(condition)
    for name in Set(condition.reads.compactMap { ConeOfInfluence.own(read: $0, machine.isRoot) }) {
      guard let field = machine.index(ofField: name) else { continue }
      guard let parts = partial.parts(about: ConeOfInfluence.subject(name, machine.isRoot)) else {
        tellEach(of: field, &demand)
        continue
      }
      for relation in machine.related[field] { tellEach(of: relation, &demand) }
      let domain = machine.domains[field]
      var groups: [GuardParts.Answer: UInt64] = [:]
      for one in domain.singles(of: domain.everything) { groups[parts.answer(domain.known(one)), default: 0] |= one }
      demand.tell(groups.values.sorted(), of: field)
      if told.contains(field) { tellNull(of: field, &demand) }
    }
    for call in LiteralCall.all(in: condition.source) { read(call, partial, &demand) }
    return demand
  }

  private func read(_ call: LiteralCall, _ partial: PartialGuard, _ demand: inout Demand) {
    if call.function == "count" {
      demand.counters.formUnion(machine.counters.indices.filter { machine.counters[$0].event == call.argument })
    }
    guard call.function == "clock", let clock = machine.clocks.firstIndex(where: { $0.name == call.argument }) else {
      return
    }
    demand.clocks.insert(clock)
    if case .at(let path) = machine.clocks[clock].term, let field = machine.field(at: path) {
      tellNull(of: field, &demand)
    }
    let parts = partial.parts(about: .call("clock", call.argument))
    func answer(_ phase: ClockPhase) -> GuardParts.Answer? {
      parts?.answer(.fields(MachineView.fields(of: machine.clocks[clock], phase)))
    }
    if parts == nil || answer(.running) != answer(.late) { demand.late.insert(clock) }
    if parts == nil || answer(.running) != answer(.paused) { demand.paused.insert(clock) }
  }
}
