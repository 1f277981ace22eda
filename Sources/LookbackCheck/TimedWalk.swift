import LookbackCore
import LookbackDefinition
import LookbackTime

/// Walks through an exploration with its clocks. It finds waits without a clock, and the longest time if everybody acts
/// by the last day: every event comes as late as the running clocks allow.
struct TimedWalk {
  /// A node with the phases of its clocks. The known times of a place are the latest.
  private struct Place: Hashable {
    let node: Int
    let phases: [Phase]
    /// The events of `once` that have happened, as bits.
    let used: UInt16
  }

  enum Limit: Hashable {
    case atMost(TermLength)
    /// Nothing limits the stay in this state.
    case openWait(state: String)
    /// Only a date that a person gives limits the stay in this state.
    case givenDate(state: String, clock: String)
    /// This event can start clocks again without end.
    case repeats(event: String, state: String)
    case notDecided
  }

  let graph: TimeGraph
  let clocks: [ClockDefinition]
  /// The whole term of each clock, with all extensions.
  let terms: [TermLength]
  let without: Set<String>
  let once: [String]
  private var known: [Place: Times] = [:]
  private var updates: [Place: Int] = [:]
  private var previous: [Place: (place: Place, edge: TimeGraph.Edge)] = [:]
  private var queue: [Place] = []
  private var longest = TermLength.zero
  /// What keeps the time from having a limit, in the order in which it was found.
  private(set) var obstacles: [Limit] = []
  private var firstUntimed: Place?
  private var work = 30_000
  /// Whether it only matters which clocks run, and not for how long.
  private let isTimeless: Bool
  /// The measure by which lengths are compared.
  let measure: TermLength.Measure

  /// How often a place can be reached with later times before a cycle is looked for.
  private static let mostUpdates = 5

  /// - Parameters:
  ///   - goal: whether the way ends in this state.
  ///   - without: events whose ways are excluded.
  ///   - once: events that are followed only the first time, at most 16.
  init(
    _ graph: TimeGraph, to goal: (StateDefinition) -> Bool, without: Set<String> = [],
    once: [String] = [], isTimeless: Bool = false, measure: TermLength.Measure = .likely
  ) {
    self.graph = graph
    self.without = without
    self.once = Array(once.prefix(16))
    self.isTimeless = isTimeless
    self.measure = measure
    clocks = graph.clocks
    terms = graph.clocks.map { $0.end(from: .zero) }
    for beginning in graph.beginnings { begin(beginning) }
    var next = 0
    while next < queue.count {
      guard work > 0 else {
        obstacles = [.notDecided]
        break
      }
      let place = queue[next]
      next += 1
      visit(place, goal)
    }
  }

  var limit: Limit { obstacles.first ?? .atMost(longest) }

  /// The longest time of the ways that have a limit.
  var bounded: TermLength { longest }

  /// The first wait that no clock limits and that does not say so, with the way to it as steps of the graph; nil if
  /// there is none.
  var untimed: (state: StateDefinition, way: [TimeGraph.Edge])? {
    guard var place = firstUntimed else { return nil }
    let state = graph.state(of: place.node)
    var trail: [TimeGraph.Edge] = []
    while let step = previous[place] {
      trail.append(step.edge)
      place = step.place
    }
    return (state, trail.reversed())
  }

  /// The node of that wait in the graph.
  var untimedNode: Int? { firstUntimed?.node }

  private mutating func begin(_ beginning: TimeGraph.Beginning) {
    let state = graph.state(of: beginning.node)
    var variants = [Times(count: clocks.count)]
    for (index, clock) in clocks.enumerated() where beginning.starts.contains(index) && !clock.isStopped(in: state) {
      let started = variants.map { variant in
        var times = variant
        times.start(index, clock, isPaused: graph.pauses[beginning.node][index], terms)
        return times
      }
      if case .runs = clock.term { variants = started } else { variants += started }
    }
    for times in variants { note(beginning.node, times, 0, nil) }
  }

  private mutating func note(
    _ node: Int, _ times: Times, _ used: UInt16, _ source: (place: Place, edge: TimeGraph.Edge)?
  ) {
    let place = Place(node: node, phases: times.phases, used: used)
    guard let old = known[place] else {
      known[place] = times
      previous[place] = source
      queue.append(place)
      return
    }
    guard !isTimeless else { return }
    let merged = old.merged(times, measure)
    guard merged.isLater(than: old, measure) else { return }
    known[place] = merged
    updates[place, default: 0] += 1
    if updates[place, default: 0] > Self.mostUpdates, let source, isRepeated(source.edge, from: source.place.node) {
      return
    }
    queue.append(place)
  }

  /// Notes the event of a person that can repeat without end.
  /// - Returns: whether the place need not be visited again.
  private mutating func isRepeated(_ edge: TimeGraph.Edge, from node: Int) -> Bool {
    let label = graph.labels[edge.label]
    guard let name = label.event, !label.isInstant, !once.contains(name) else { return false }
    let limit = Limit.repeats(event: name, state: graph.state(of: node).name)
    if obstacles.contains(limit) { return true }
    guard graph.takesTime(from: edge.target, to: node, through: { !isExcluded($0) }) else { return false }
    obstacles.append(limit)
    return true
  }

  private func isExcluded(_ edge: TimeGraph.Edge) -> Bool {
    guard !without.isEmpty else { return false }
    let label = graph.labels[edge.label]
    return !label.happened.isDisjoint(with: without)
  }

  private mutating func visit(_ place: Place, _ goal: (StateDefinition) -> Bool) {
    guard let times = known[place] else { return }
    let state = graph.state(of: place.node)
    if goal(state) {
      longest = longest.later(times.latest.now, measure)
      return
    }
    guard !state.isFinal else { return }
    var leaving = times
    if graph.isStable[place.node] {
      if isUntimed(state, times), firstUntimed == nil { firstUntimed = place }
      if !isTimeless {
        let limit = stay(in: state, times.phases, times.latest)
        guard case .atMost = limit else { return note(limit) }
        leaving = left(state, times)
      }
    }
    for edge in graph.edges[place.node] {
      follow(edge, from: place, graph.labels[edge.label].isInstant ? times : leaving)
    }
  }

  /// Notes an obstacle. A date that nobody must give is not noted beside the open wait in the same state.
  private mutating func note(_ obstacle: Limit) {
    if case .givenDate(let name, _) = obstacle, obstacles.contains(.openWait(state: name)) { return }
    if !obstacles.contains(obstacle) { obstacles.append(obstacle) }
  }

  /// - Parameter leaving: the times at which the event happens.
  private mutating func follow(_ edge: TimeGraph.Edge, from place: Place, _ leaving: Times) {
    let label = graph.labels[edge.label]
    guard !isExcluded(edge) else { return }
    var used = place.used
    if let index = once.firstIndex(where: { label.event == $0 }) {
      guard used & (1 << index) == 0 else { return }
      used |= 1 << index
    }
    work -= 1
    var next = leaving
    if label.entered != nil { next.change { $0.entered = $0.now } }
    var variants = [next]
    for index in clocks.indices {
      let starts = label.mayStart.contains(index)
      guard starts || label.entered != nil || label.holds.contains(index) || label.resumes.contains(index) else {
        continue
      }
      let kept = variants.map { self.kept($0, index, label, at: edge.target) }
      guard starts else {
        variants = kept
        continue
      }
      let started = variants.map { self.started($0, index, label, at: edge.target) }
      variants = label.mustStart.contains(index) ? started : kept + started
      if variants.count > 64 { variants = Array(variants.prefix(64)) }
    }
    for variant in variants { note(edge.target, variant, used, (place, edge)) }
  }
}
