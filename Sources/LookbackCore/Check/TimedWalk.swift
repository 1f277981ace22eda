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

  /// How often a place may turn out to be reached later before a cycle is looked for.
  private static let mostUpdates = 5

  /// `goal`: where the way ends; `without`: events on whose ways nothing is said; `once`: events that are followed
  /// only the first time, at most 16.
  init(
    _ graph: TimeGraph, to goal: (StateDefinition) -> Bool, without: Set<String> = [],
    once: [String] = [], isTimeless: Bool = false
  ) {
    self.graph = graph
    self.without = without
    self.once = Array(once.prefix(16))
    self.isTimeless = isTimeless
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
    let merged = old.merged(times)
    guard merged.isLater(than: old) else { return }
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
      if times.now.estimate > longest.estimate { longest = times.now }
      return
    }
    guard !state.isFinal else { return }
    var leaving = times.now
    if graph.isStanding[place.node] {
      if isUntimed(state, times), firstUntimed == nil { firstUntimed = place }
      switch isTimeless ? .atMost(.zero) : stay(in: state, times) {
      case .atMost(let latest): if latest.estimate > leaving.estimate { leaving = latest }
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
    let hasTimer = state.events.contains { if case .after = $0.trigger { true } else { false } }
    return !hasTimer && !times.clocks.contains { if case .running = $0 { true } else { false } }
  }

  /// Until when it can stand there at the latest.
  private func stay(in state: StateDefinition, _ times: Times) -> Limit {
    var latest: TermLength?
    var given: String?
    func limit(_ end: TermLength) { if latest.map({ end.estimate < $0.estimate }) ?? true { latest = end } }
    for (index, clock) in clocks.enumerated() where clock.isDuty {
      guard case .running(let until) = times.clocks[index] else { continue }
      if clock.isStatutory { limit(until) } else { given = given ?? clock.name }
    }
    for event in state.events {
      if let span = event.wait,
        event.candidates.contains(where: { $0.guards.isEmpty && $0.target != nil })
      {
        limit(times.entered.adding(span))
      }
    }
    if let due = state.approval?.due { limit(times.entered.adding(due)) }
    if let latest { return .atMost(latest) }
    return given.map { .givenDate(state: state.name, clock: $0) } ?? .openWait(state: state.name)
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

extension ClockDefinition {
  /// Somebody is told of it or reminded, or was promised its date: whoever acts in time acts within it.
  var isDuty: Bool { breach != nil || !reminders.isEmpty || !isStatutory }

  /// Started by an event, which may halt it in the same moment.
  fileprivate var startsWithEvent: Bool {
    if case .runs(_, from: .event) = term { true } else { false }
  }

  /// Running from `now` until its last day with all extensions.
  fileprivate func started(at now: TermLength, isPaused: Bool) -> TimedWalk.Clock {
    let until: TermLength
    switch term {
    case .runs(let span, _): until = extended(now, now.adding(span, rolling: counting.last != .asIs))
    case .at, .computed: until = now
    }
    return isPaused ? .paused(left: until - now) : .running(until: until)
  }

  private func extended(_ start: TermLength, _ due: TermLength) -> TermLength {
    guard let extend else { return due }
    var latest = due
    for _ in 0..<extend.atMost {
      switch extend.amount {
      case .to(let span): latest = start.adding(span, rolling: true)
      case .by(let span), .fromGrant(let span): latest = latest.adding(span, rolling: true)
      }
    }
    guard let cap = extend.cap else { return latest.estimate > due.estimate ? latest : due }
    let limit = start.adding(cap, rolling: true)
    return limit.estimate < latest.estimate ? limit : latest
  }
}

extension TimedWalk.Clock {
  fileprivate var phase: UInt8 {
    switch self {
    case .off: 0
    case .running: 1
    case .paused: 2
    case .held: 3
    }
  }

  fileprivate var time: TermLength {
    switch self {
    case .off: .zero
    case .running(let time), .paused(let time), .held(let time): time
    }
  }

  /// What the event of a step does with it.
  fileprivate func halted(
    _ holds: Bool, _ resumes: Bool, isPaused: Bool, _ now: TermLength
  ) -> TimedWalk.Clock {
    switch self {
    case .running(let until) where holds: return .held(left: until - now)
    case .paused(let left) where holds: return .held(left: left)
    case .held(let left) where resumes:
      return isPaused ? .paused(left: left) : .running(until: now + left)
    default: return self
    }
  }

  /// What a clock that is not started by a step does with it.
  fileprivate func moved(
    _ hasEntered: Bool, _ stops: Bool, _ pauses: Bool, _ now: TermLength
  ) -> TimedWalk.Clock {
    guard hasEntered else { return self }
    if stops { return .off }
    switch (self, pauses) {
    case (.running(let until), true): return .paused(left: until - now)
    case (.paused(let left), false): return .running(until: now + left)
    default: return self
    }
  }
}

extension TimedWalk.Times {
  fileprivate func with(_ clock: TimedWalk.Clock, at index: Int) -> TimedWalk.Times {
    var times = self
    times.clocks[index] = clock
    return times
  }

  fileprivate func merged(_ other: TimedWalk.Times) -> TimedWalk.Times {
    func later(_ a: TermLength, _ b: TermLength) -> TermLength { a.estimate >= b.estimate ? a : b }
    return TimedWalk.Times(
      now: later(now, other.now), entered: later(entered, other.entered),
      clocks: zip(clocks, other.clocks).map { $0.time.estimate >= $1.time.estimate ? $0 : $1 })
  }

  fileprivate func isLater(than other: TimedWalk.Times) -> Bool {
    now.estimate > other.now.estimate || entered.estimate > other.entered.estimate
      || zip(clocks, other.clocks).contains { $0.time.estimate > $1.time.estimate }
  }
}
