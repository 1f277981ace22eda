import LookbackTime

/// Goes through an exploration with its clocks: where a wait has none, and how long it can take at most if everybody
/// acts by the last day. Every event comes as late as the clocks that run allow.
struct TimedWalk {
  enum Clock: Hashable {
    case off
    case running(until: TermLength)
    case paused(left: TermLength)
    /// Halted by an event until another lets it go on.
    case held(left: TermLength)
  }

  /// Where it stands and which clocks run; the times are the latest.
  private struct Place: Hashable {
    let node: Int
    let phases: [UInt8]
    /// Which of the events that may happen once have happened.
    let used: UInt16
  }

  struct Times {
    var now: TermLength
    var entered: TermLength
    var clocks: [Clock]
  }

  enum Limit: Hashable {
    case atMost(TermLength)
    /// Nothing limits the stay in this state.
    case openWait(state: String)
    /// Only a date that somebody gives limits the stay in this state.
    case givenDate(state: String, clock: String)
    /// This event can start clocks again without end.
    case repeats(event: String, state: String)
    case notDecided
  }

  private let graph: TimeGraph
  private let clocks: [ClockDefinition]
  private let without: Set<String>
  private let once: [String]
  private var known: [Place: Times] = [:]
  private var updates: [Place: Int] = [:]
  private var previous: [Place: (place: Place, edge: TimeGraph.Edge)] = [:]
  private var queue: [Place] = []
  private var longest = TermLength.zero
  /// What keeps it from having a limit, in the order in which it was found.
  private(set) var obstacles: [Limit] = []
  private var firstUntimed: Place?
  private var work = 30_000
  /// Whether only the clocks that run matter, not how long they do.
  private let isTimeless: Bool
  /// In what lengths are compared.
  private let measure: TermLength.Measure

  /// How often a place may turn out to be reached later before a cycle is looked for.
  private static let mostUpdates = 5

  /// `goal`: where the way ends; `without`: events on whose ways nothing is said; `once`: events that are followed
  /// only the first time, at most 16.
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

  /// The longest of the ways that have a limit.
  var bounded: TermLength { longest }

  /// Where a wait is in which no clock runs and which does not say so, and the way there, as steps of the graph.
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

  /// The node of the graph where it is.
  var untimedNode: Int? { firstUntimed?.node }

  private mutating func begin(_ beginning: TimeGraph.Beginning) {
    let state = graph.state(of: beginning.node)
    var variants = [Times(now: .zero, entered: .zero, clocks: Array(repeating: .off, count: clocks.count))]
    for (index, clock) in clocks.enumerated() where beginning.starts.contains(index) && !clock.isStopped(in: state) {
      let started = variants.map {
        $0.with(clock.started(at: .zero, isPaused: graph.pauses[beginning.node][index]), at: index)
      }
      if case .runs = clock.term { variants = started } else { variants += started }
    }
    for times in variants { note(beginning.node, times, 0, nil) }
  }

  private mutating func note(
    _ node: Int, _ times: Times, _ used: UInt16, _ source: (place: Place, edge: TimeGraph.Edge)?
  ) {
    let place = Place(node: node, phases: times.clocks.map(\.phase), used: used)
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

  /// Notes the event of a person that can come again and again; true if the place need not be looked at again.
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
      longest = longest.later(times.now, measure)
      return
    }
    guard !state.isFinal else { return }
    var leaving = times.now
    if graph.isStanding[place.node] {
      if isUntimed(state, times), firstUntimed == nil { firstUntimed = place }
      switch isTimeless ? .atMost(.zero) : stay(in: state, times) {
      case .atMost(let latest): leaving = leaving.later(latest, measure)
      case let open:
        if case .givenDate(let name, _) = open, obstacles.contains(.openWait(state: name)) { return }
        if !obstacles.contains(open) { obstacles.append(open) }
        return
      }
    }
    for edge in graph.edges[place.node] { follow(edge, from: place, times, leaving) }
  }

  private func isUntimed(_ state: StateDefinition, _ times: Times) -> Bool {
    guard !state.waitsWithoutLimit, state.approval?.due == nil else { return false }
    return !graph.workflow.hasTimer(in: state)
      && !times.clocks.contains { if case .running = $0 { true } else { false } }
  }

  /// Until when it can stand there at the latest.
  private func stay(in state: StateDefinition, _ times: Times) -> Limit {
    var latest: TermLength?
    var (given, corrected): (String?, String?)
    func limit(_ end: TermLength) {
      if latest.map({ end.weight(measure) < $0.weight(measure) }) ?? true { latest = end }
    }
    for (index, clock) in clocks.enumerated() where clock.isDuty {
      guard case .running(let until) = times.clocks[index] else { continue }
      let correction = Offer.correct(clock.name)
      if !clock.isStatutory {
        given = given ?? clock.name
      } else if clock.correct == nil || isExcluded(correction, in: state) {
        limit(until)
      } else if once.contains(correction) {
        limit(clock.end(from: until))
      } else {
        corrected = corrected ?? correction
      }
    }
    for event in graph.workflow.events(in: state) where event.leavesSurely {
      if let span = event.wait { limit(times.entered.waiting(span)) }
    }
    if let due = state.approval?.due { limit(times.entered.adding(due)) }
    if let latest { return .atMost(latest) }
    if let corrected { return .repeats(event: corrected, state: state.name) }
    return given.map { .givenDate(state: state.name, clock: $0) } ?? .openWait(state: state.name)
  }

  /// Whether nothing is said of ways on which this event happens there.
  private func isExcluded(_ event: String, in state: StateDefinition) -> Bool {
    without.contains(event) || without.contains("\(state.name).\(event)")
  }

  private mutating func follow(
    _ edge: TimeGraph.Edge, from place: Place, _ times: Times, _ leaving: TermLength
  ) {
    let label = graph.labels[edge.label]
    guard !isExcluded(edge) else { return }
    var used = place.used
    if let index = once.firstIndex(where: { label.event == $0 }) {
      guard used & (1 << index) == 0 else { return }
      used |= 1 << index
    }
    work -= 1
    var next = times
    next.now = label.isInstant ? times.now : leaving
    if label.entered != nil { next.entered = next.now }
    let hasEntered = label.entered != nil
    var variants = [next]
    for index in clocks.indices {
      let (stops, pauses) = (graph.stops[edge.target][index], graph.pauses[edge.target][index])
      let (holds, resumes) = (label.holds.contains(index), label.resumes.contains(index))
      let starts = label.mayStart.contains(index)
      guard starts || hasEntered || holds || resumes else { continue }
      let kept = variants.map { variant in
        let halted = variant.clocks[index].halted(holds, resumes, isPaused: pauses, next.now)
        return variant.with(halted.moved(hasEntered, stops, pauses, next.now), at: index)
      }
      guard starts else {
        variants = kept
        continue
      }
      let isStopped = stops && (hasEntered || !clocks[index].isStatutory)
      let begun = clocks[index].started(at: next.now, isPaused: pauses)
        .halted(holds && clocks[index].startsWithEvent, false, isPaused: pauses, next.now)
      let started = variants.map { $0.with(isStopped ? .off : begun, at: index) }
      variants = label.mustStart.contains(index) ? started : kept + started
      if variants.count > 64 { variants = Array(variants.prefix(64)) }
    }
    for variant in variants { note(edge.target, variant, used, (place, edge)) }
  }
}
