import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The ways of a machine from state to state, as far as its cells are concerned: what each state asks of them, and what
/// the ways out overwrite.
struct StateCourse {
  struct Way {
    let target: Int
    let written: Set<Int>
    let starts: Set<Int>
  }

  private let machine: Machine
  private(set) var asked: [Demand] = []
  /// What is asked as soon as the state is entered, without time passing.
  private var atOnce: [Demand] = []
  private var isBusy: [Bool] = []
  private(set) var ways: [[Way]] = []

  init(_ machine: Machine, asked shared: Set<String>) {
    self.machine = machine
    var reader = DemandReader(machine)
    for index in machine.workflow.states.indices {
      let state = machine.workflow.states[index]
      let events = machine.workflow.events(in: state)
      var (all, soon) = (Demand(machine), Demand(machine))
      for step in state.approval?.steps ?? [] {
        if let condition = step.condition { soon.form(reader.demand(of: condition)) }
        for field in step.ask.compactMap({ $0.path }).compactMap({ machine.field(at: $0) }) {
          reader.tellEach(of: field, &soon)
        }
      }
      for event in events {
        let demand = Self.demand(of: event, in: state, &reader)
        if event.isAutomatic { soon.form(demand) } else { all.form(demand) }
      }
      let lists = state.tracks.map(\.each).compactMap { machine.field(at: $0) }
      let seen = state.tracks.isEmpty ? [] : shared.compactMap { machine.index(ofField: $0) }
      for field in lists + seen { reader.tellEach(of: field, &all) }
      all.form(soon)
      asked.append(all)
      atOnce.append(soon)
      isBusy.append(events.contains { $0.isAutomatic })
      ways.append(Self.ways(from: state, events, machine))
    }
    tellDates(reader)
    tellClockEvents()
  }

  /// Returns for each state what can still be asked of a case in it.
  func live() -> [Demand] {
    var live = asked
    var before: [[Int]] = Array(repeating: [], count: live.count)
    for state in live.indices { for way in ways[state] where way.target != state { before[way.target].append(state) } }
    var waiting = Array(live.indices)
    var isWaiting = Array(repeating: true, count: live.count)
    while let state = waiting.popLast() {
      isWaiting[state] = false
      var demand = live[state]
      for way in ways[state] where way.target != state {
        let started = way.starts.union(started(by: way.target))
        demand.form(live[way.target].without(fields: way.written, clocks: started, machine))
      }
      guard demand != live[state] else { continue }
      live[state] = demand
      for source in before[state] where !isWaiting[source] {
        isWaiting[source] = true
        waiting.append(source)
      }
    }
    return live
  }

  /// Returns the states in which something notices at once, or for good, whether a clock has run out.
  func seesAtOnce(_ clock: Int, _ live: [Demand]) -> [Bool] {
    let states = machine.workflow.states
    let rule = machine.clocks[clock]
    var seen = states.indices.map { index in
      guard !started(by: index).contains(clock), live[index].late.contains(clock) else { return false }
      let halts = rule.isStopped(in: states[index]) || rule.pausesIn.contains(states[index].name)
      return halts || atOnce[index].late.contains(clock)
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for index in states.indices where !seen[index] && isBusy[index] && !started(by: index).contains(clock) {
        guard ways[index].contains(where: { !$0.starts.contains(clock) && seen[$0.target] }) else { continue }
        seen[index] = true
        hasChanged = true
      }
    }
    return seen
  }

  /// The clocks that are started by entering the state.
  private func started(by state: Int) -> Set<Int> {
    machine.started(from: .state(machine.workflow.states[state].name))
  }

  private static func demand(
    of event: EventDefinition, in state: StateDefinition, _ reader: inout DemandReader
  ) -> Demand {
    let machine = reader.machine
    var demand = Demand(machine)
    var inputs: Set<Int> = []
    if case .person = event.trigger {
      inputs = machine.withRelations(Set((event.needs + event.takes).compactMap { machine.index(ofField: $0) }))
      for field in event.takes.compactMap({ machine.index(ofField: $0) }) { reader.tellNull(of: field, &demand) }
      for name in state.roles(of: event) {
        if let role = machine.workflow.roles[name] { reader.tellSomebody(role, &demand) }
      }
    }
    if case .when(let condition) = event.trigger { demand.form(reader.demand(of: condition)) }
    for candidate in event.candidates {
      for rule in candidate.guards { demand.form(reader.demand(of: rule.condition, besides: inputs)) }
      for one in candidate.assignments { demand.form(reader.demand(of: one.value, besides: inputs)) }
    }
    return demand
  }

  private static func ways(from state: StateDefinition, _ events: [EventDefinition], _ machine: Machine) -> [Way] {
    var found: [Way] = []
    for event in events {
      var inputs: [Int] = []
      if case .person = event.trigger { inputs = event.needs.compactMap { machine.index(ofField: $0) } }
      for candidate in event.candidates {
        guard let target = candidate.target.flatMap({ machine.index(ofState: $0) }) else { continue }
        let written = machine.withRelations(Set(candidate.writtenPaths.compactMap { machine.field(at: $0) } + inputs))
        found.append(Way(target: target, written: written, starts: machine.started(from: .event(event.name))))
      }
    }
    for case .state(let name) in state.approval?.refusals ?? [] {
      if let target = machine.index(ofState: name) { found.append(Way(target: target, written: [], starts: [])) }
    }
    return found
  }

  /// Whether a date was given matters wherever it can be given, because its clock then starts.
  private mutating func tellDates(_ reader: DemandReader) {
    for clock in machine.workflow.clocks {
      guard case .at(let path) = clock.term, let field = machine.field(at: path) else { continue }
      reader.tellNull(of: field, &asked[0])
      for (state, event) in machine.workflow.states.indices.flatMap({ index in
        machine.workflow.events(in: machine.workflow.states[index]).map { (index, $0) }
      }) {
        let given = (event.needs + event.takes).map { ValuePath(scope: .data, field: $0) }
        for candidate in event.candidates {
          let written = Set((candidate.writtenPaths + given).compactMap { machine.field(at: $0) })
          guard written.contains(field) else { continue }
          reader.tellNull(of: field, &asked[candidate.target.flatMap { machine.index(ofState: $0) } ?? state])
        }
      }
    }
  }

  /// Clocks whose own events start or halt another clock are distinguished in every state.
  private mutating func tellClockEvents() {
    for (index, clock) in machine.clocks.enumerated() {
      let names = Set(clock.eventNames)
      let isHeard = machine.workflow.clocks.contains { other in
        if case .runs(_, from: .event(let name)) = other.term, names.contains(name) { return true }
        return !names.isDisjoint(with: other.pausesOn) || !names.isDisjoint(with: other.resumesOn)
      }
      guard isHeard else { continue }
      for state in asked.indices {
        asked[state].clocks.insert(index)
        asked[state].late.insert(index)
        asked[state].paused.insert(index)
      }
    }
  }
}

extension Machine {
  /// The clocks that start with this event or state.
  func started(from start: ClockStart) -> Set<Int> {
    Set(clocks.indices.filter { if case .runs(_, from: start) = clocks[$0].term { true } else { false } })
  }
}

extension EventDefinition {
  /// Whether the engine fires the event at once, without a wait.
  fileprivate var isAutomatic: Bool {
    switch self.trigger {
    case .when, .approval: true
    case .after: leavesAtOnce
    case .person, .signal: false
    }
  }
}

extension Candidate {
  /// The paths that the definition itself writes.
  fileprivate var writtenPaths: [ValuePath] {
    assignments.map(\.path) + clear + [number?.into].compactMap { $0 }
  }
}
