import LookbackCore
import LookbackDefinition

/// An exploration reduced to time. Steps that start no clock and enter no state are silent.
struct TimeGraph {
  struct Label: Hashable {
    /// The name of the event; nil for a silent step.
    var event: String?
    var entered: Int?
    /// Whether no time passes, because the engine acts at once.
    var isInstant: Bool
    var mayStart: Set<Int>
    var mustStart: Set<Int>
    /// The clocks that the event halts, and below those that it lets run on.
    var holds: Set<Int> = []
    var resumes: Set<Int> = []
    var happened: Set<String>
  }

  struct Edge {
    let label: Int
    let target: Int
    /// The step of the exploration; nil if configurations were merged.
    var origin: (node: Int, edge: Exploration.Edge)?
  }

  struct Beginning {
    let node: Int
    /// The clocks that start with the opening.
    let starts: Set<Int>
  }

  let workflow: Workflow
  let clocks: [ClockDefinition]
  private(set) var labels: [Label] = []
  private(set) var edges: [[Edge]] = []
  private(set) var isStable: [Bool] = []
  private(set) var beginnings: [Beginning] = []
  private var states: [StateDefinition] = []
  /// For each node whether its state stops each clock, and below whether it pauses it.
  private(set) var stops: [[Bool]] = []
  private(set) var pauses: [[Bool]] = []

  func state(of node: Int) -> StateDefinition { states[node] }

  /// Keeps every configuration as a node.
  init(each exploration: Exploration, without events: Set<String> = []) {
    workflow = exploration.machine.workflow
    clocks = workflow.clocks
    var index: [Label: Int] = [:]
    edges = exploration.nodes.indices.map { node in
      exploration.edges[node].compactMap { edge in
        Self.label(exploration, edge, clocks, events).map { label in
          let number = index[label, default: labels.count]
          if number == labels.count {
            index[label] = number
            labels.append(label)
          }
          return Edge(label: number, target: edge.target, origin: (node, edge))
        }
      }
    }
    isStable = exploration.isStable
    states = exploration.nodes.indices.map { exploration.state(of: $0) }
    tabulate()
    beginnings = exploration.beginnings.map { Self.beginning($0, exploration, clocks) }
  }

  /// Merges the configurations that time does not distinguish.
  init(_ exploration: Exploration, without events: Set<String> = []) {
    let each = TimeGraph(each: exploration, without: events)
    (workflow, clocks) = (each.workflow, each.clocks)
    let silent = Label(event: nil, entered: nil, isInstant: false, mayStart: [], mustStart: [], happened: [])
    let number = each.labels.map { $0 == silent ? 0 : 1 }.enumerated().map { $1 == 0 ? 0 : $0 + 1 }
    var colours: [Int] = []
    var known: [[Int]: Int] = [:]
    for node in exploration.nodes.indices {
      let key = [exploration.nodes[node].state, each.isStable[node] ? 1 : 0]
      known[key] = known[key] ?? known.count
      colours.append(known[key] ?? 0)
    }
    let told = each.edges.map { $0.map { Bisimulation.Edge(label: number[$0.label], target: $0.target) } }
    let classes = Bisimulation(told, colours: colours)
    labels = [silent] + each.labels
    edges = Array(repeating: [], count: classes.count)
    isStable = Array(repeating: false, count: classes.count)
    states = Array(repeating: each.states[0], count: classes.count)
    var seen: Set<[Int]> = []
    for node in told.indices {
      let here = classes.classOf[node]
      (isStable[here], states[here]) = (each.isStable[node], each.states[node])
      for edge in told[node] {
        let target = classes.classOf[edge.target]
        guard edge.label != 0 || target != here, seen.insert([here, edge.label, target]).inserted else { continue }
        edges[here].append(Edge(label: edge.label, target: target))
      }
    }
    tabulate()
    beginnings = each.beginnings.map { Beginning(node: classes.classOf[$0.node], starts: $0.starts) }
  }

  private mutating func tabulate() {
    var known: [String: (stops: [Bool], pauses: [Bool])] = [:]
    for state in states {
      let row =
        known[state.name]
        ?? (clocks.map { $0.isStopped(in: state) }, clocks.map { $0.pausesIn.contains(state.name) })
      known[state.name] = row
      stops.append(row.stops)
      pauses.append(row.pauses)
    }
  }

  /// Makes the label of a step; nil for a step that cannot happen if everybody acts in time.
  private static func label(
    _ exploration: Exploration, _ edge: Exploration.Edge, _ clocks: [ClockDefinition], _ events: Set<String>
  ) -> Label? {
    let step = exploration.labels[edge.label]
    var label = Label(
      event: nil, entered: step.entered, isInstant: step.isSilent || step.isAutomatic, mayStart: [], mustStart: [],
      happened: step.happened.intersection(events))
    if case .lapse(let name) = step.act, exploration.machine.workflow.clock(name)?.isDuty ?? false { return nil }
    for (index, clock) in clocks.enumerated() {
      let starts = step.starts(clock, in: exploration.machine, exploration.nodes[edge.target])
      if starts.may { label.mayStart.insert(index) }
      if starts.must { label.mustStart.insert(index) }
      if clock.pausesOn.contains(where: { step.isEvent(named: $0) }) { label.holds.insert(index) }
      if clock.resumesOn.contains(where: { step.isEvent(named: $0) }) { label.resumes.insert(index) }
    }
    let tells =
      label.entered != nil || !label.mayStart.isEmpty || !label.holds.isEmpty || !label.resumes.isEmpty
    if tells, case .event(let name, _, _) = step.act { label.event = name }
    if !tells { label.isInstant = false }
    return label
  }

  private static func beginning(_ node: Int, _ exploration: Exploration, _ clocks: [ClockDefinition]) -> Beginning {
    Beginning(node: node, starts: Set(clocks.indices.filter { exploration.startsOpening(clocks[$0], node) }))
  }

  /// Whether a way leads from one node to another without passing a final state, and a round trip takes time: a clock
  /// starts on it, or a timer of a state limits a stay.
  func takesTime(from start: Int, to goal: Int, through passes: (Edge) -> Bool) -> Bool {
    let onward = reach(start) { node in
      states[node].isFinal ? [] : edges[node].filter(passes).map(\.target)
    }
    guard onward.contains(goal) else { return false }
    var back: [Int: [Int]] = [:]
    for node in onward where !states[node].isFinal {
      for edge in edges[node] where passes(edge) { back[edge.target, default: []].append(node) }
    }
    let round = reach(goal) { back[$0] ?? [] }.intersection(onward)
    return round.contains { node in
      states[node].approval?.due != nil || workflow.hasTimer(in: states[node])
        || edges[node].contains { passes($0) && round.contains($0.target) && !labels[$0.label].mayStart.isEmpty }
    }
  }

  private func reach(_ start: Int, _ next: (Int) -> [Int]) -> Set<Int> {
    var seen: Set<Int> = [start]
    var waiting = [start]
    while let node = waiting.popLast() {
      for target in next(node) where seen.insert(target).inserted { waiting.append(target) }
    }
    return seen
  }
}

extension Workflow {
  /// Whether something that starts again with each entering limits the stay in a state: an event after a wait.
  func hasTimer(in state: StateDefinition) -> Bool { events(in: state).contains { $0.wait != nil } }
}
