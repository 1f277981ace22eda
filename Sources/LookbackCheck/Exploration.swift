import LookbackCore
import LookbackDefinition

/// The limit of an exploration, as a number of steps. So the same file is always accepted or refused alike.
struct ExplorationBudget {
  /// The number of steps for all workflows of a set together.
  static let steps = 25_000
  /// Further steps for workflows with at most `mostWays` combinations of fields, counts and clocks, most of which can
  /// be explored to the end.
  private static let reserve = 75_000
  fileprivate static let mostWays = 4_000_000
  var left = Self.steps
  private var reserve = Self.reserve

  /// Whether no steps are left. It takes steps from the reserve if the machine is small.
  fileprivate mutating func isSpent(for machine: Machine) -> Bool {
    if left <= 0, reserve > 0, machine.isSmall {
      left += reserve
      reserve = 0
    }
    return left <= 0
  }
}

extension Machine {
  /// Whether the number of combinations that its cells can hold is within the bound.
  fileprivate var isSmall: Bool {
    guard groups.isEmpty else { return false }
    var ways = workflow.states.count
    for size in domains.map({ $0.values.count + 1 }) + counters.map({ $0.limit + 1 }) + clocks.map({ _ in 5 }) {
      ways *= size
      if ways > ExplorationBudget.mostWays { return false }
    }
    return true
  }
}

/// Everything that can happen in a workflow: configurations and the steps between them, found breadth first.
struct Exploration {
  struct Edge {
    let label: Int
    let target: Int
  }

  let machine: Machine
  private(set) var nodes: [Configuration] = []
  private(set) var edges: [[Edge]] = []
  private(set) var labels: [StepLabel] = []
  /// For each node whether a case can stay there: the engine has nothing to do at once, and no field must be refined.
  private(set) var isStable: [Bool] = []
  private(set) var isLook: [Bool] = []
  private(set) var beginnings: [Int] = []
  /// Whether the budget was spent before everything was explored.
  private(set) var isCut = false
  private(set) var stats = ExplorationStats()
  private var index: [Configuration: Int] = [:]
  private var labelIndex: [StepLabel: Int] = [:]

  /// - Parameter starts: where to begin instead of where a case or track begins.
  init(_ machine: Machine, _ budget: inout ExplorationBudget, from starts: [Configuration]? = nil) {
    self.machine = machine
    for first in starts ?? machine.beginnings() {
      let node = node(first)
      if !beginnings.contains(node) { beginnings.append(node) }
    }
    var stepper = Stepper(machine)
    var next = 0
    while next < nodes.count {
      guard !budget.isSpent(for: machine) else {
        isCut = true
        break
      }
      expand(next, &stepper, &budget)
      next += 1
    }
    stats = stepper.stats
    index = [:]
    labelIndex = [:]
  }

  private mutating func expand(_ place: Int, _ stepper: inout Stepper, _ budget: inout ExplorationBudget) {
    let configuration = nodes[place]
    do throws(RefinementNeeded) {
      let (steps, isStable) = try stepper.steps(from: configuration)
      budget.left -= steps.count + 1
      var found: [Edge] = []
      for step in steps {
        let edge = Edge(label: label(step.label), target: node(step.next))
        if !found.contains(where: { $0.label == edge.label && $0.target == edge.target }) { found.append(edge) }
      }
      edges[place] = found
      self.isStable[place] = isStable
    } catch {
      budget.left -= error.parts.count + 1
      for part in error.parts {
        var finer = configuration
        finer.cells[error.cell] = part
        let edge = Edge(label: label(StepLabel(.look)), target: node(finer))
        edges[place].append(edge)
      }
      isLook[place] = true
    }
  }

  private mutating func node(_ given: Configuration) -> Int {
    let configuration = machine.liveness.forgetting(given)
    if let known = index[configuration] { return known }
    index[configuration] = nodes.count
    nodes.append(configuration)
    edges.append([])
    isStable.append(false)
    isLook.append(false)
    return nodes.count - 1
  }

  private mutating func label(_ label: StepLabel) -> Int {
    if let known = labelIndex[label] { return known }
    labelIndex[label] = labels.count
    labels.append(label)
    return labels.count - 1
  }

  func state(of node: Int) -> StateDefinition { machine.state(nodes[node]) }
}

extension Exploration {
  /// Returns a shortest way from a beginning to the first node that fits, as edges; nil if there is none.
  func way(
    from starts: [Int]? = nil, to fits: (Int) -> Bool, through passes: (Edge, Int) -> Bool = { _, _ in true }
  ) -> [(node: Int, edge: Edge)]? {
    var previous: [Int: (node: Int, edge: Edge)] = [:]
    var seen = Set(starts ?? beginnings)
    var queue = starts ?? beginnings
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      if fits(node) { return trail(to: node, previous) }
      for edge in edges[node] where passes(edge, node) && seen.insert(edge.target).inserted {
        previous[edge.target] = (node, edge)
        queue.append(edge.target)
      }
    }
    return nil
  }

  private func trail(to node: Int, _ previous: [Int: (node: Int, edge: Edge)]) -> [(node: Int, edge: Edge)] {
    var trail: [(node: Int, edge: Edge)] = []
    var current = node
    while let step = previous[current] {
      trail.append(step)
      current = step.node
    }
    return trail.reversed()
  }

  /// Returns for each node whether one of `goals` can be reached from it.
  func leading(to goals: [Int], through passes: (Edge, Int) -> Bool = { _, _ in true }) -> [Bool] {
    var back: [[Int]] = Array(repeating: [], count: nodes.count)
    for node in nodes.indices { for edge in edges[node] where passes(edge, node) { back[edge.target].append(node) } }
    var found = Array(repeating: false, count: nodes.count)
    var waiting = goals
    for goal in goals { found[goal] = true }
    while let node = waiting.popLast() {
      for source in back[node] where !found[source] {
        found[source] = true
        waiting.append(source)
      }
    }
    return found
  }
}
