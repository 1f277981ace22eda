import LookbackCore
import LookbackDefinition
import LookbackTime

/// Promises, proved or refuted with a shortest counterexample.
extension WorkflowProof {
  mutating func checkPromises(_ children: [String: Workflow]) {
    for (index, text) in workflow.promises.enumerated() {
      guard let promise = Promise(text) else {
        report(PromiseFinding.unreadable(text), at: places.promise(index))
        continue
      }
      if let unknown = unknownName(in: promise, children) {
        report(PromiseFinding.unknownName(text, name: unknown), at: places.promise(index))
        continue
      }
      prove(promise, text, at: places.promise(index))
    }
  }

  private func unknownName(in promise: Promise, _ children: [String: Workflow]) -> String? {
    if let state = promise.state, workflow.state(state) == nil { return state }
    return promise.events.first { !isKnown(event: $0, in: workflow, children) }
  }

  private func isKnown(event text: String, in workflow: Workflow, _ children: [String: Workflow]) -> Bool {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: return workflow.knows(event: text)
    case 2 where workflow.state(parts[0]) != nil: return workflow.knows(event: parts[1])
    default: break
    }
    guard let rule = workflow.states.flatMap(\.tracks).first(where: { $0.group == parts[0] }) else { return false }
    guard let child = children[rule.workflow] else { return true }
    return isKnown(event: parts.dropFirst().joined(separator: "."), in: child, children)
  }

  private mutating func prove(_ promise: Promise, _ text: String, at place: SourceLocation) {
    let proof = self
    switch promise {
    case .never(let state):
      refute(text, at: place) { isSure in proof.wayAround([], to: state, isSure: isSure) }
    case .neverWithout(let state, let events):
      refute(text, at: place) { isSure in proof.wayAround(Set(events), to: state, isSure: isSure) }
    case .neverAfter(let state, let event):
      refute(text, at: place) { isSure in proof.wayAfter(event, to: state, isSure: isSure) }
    case .alwaysPossible(let state):
      refute(text, at: place) { isSure in proof.wayAway(from: state, isSure: isSure) }
    case .everyWaitIsTimed: proveTimed(text, at: place)
    case .within(let state, let span, let without): prove(state, within: span, Set(without), text, at: place)
    }
  }

  private mutating func refute(_ text: String, at place: SourceLocation, _ course: [CourseStep]?) {
    guard let course else { return }
    report(PromiseFinding.broken(text), at: place, course: course)
  }

  /// Refutes a promise. If the promise breaks only if a guard holds of which that is not known, it is reported as not
  /// proved instead.
  /// - Parameter course: returns a course that breaks the promise; `isSure` requires that every guard on it is known to
  ///   hold.
  private mutating func refute(
    _ text: String, at place: SourceLocation, _ course: (_ isSure: Bool) -> [CourseStep]?
  ) {
    if let course = course(true) {
      refute(text, at: place, course)
    } else if let course = course(false) {
      report(UnprovedFinding.promise(text), at: place, course: course)
    }
  }

  /// A way to where the state surely cannot be reached any more or, if not `isSure`, to where it is not known that it
  /// can be.
  private func wayAway(from state: String, isSure: Bool) -> [CourseStep]? {
    for exploration in explorations {
      let goals = exploration.nodes.indices.filter { exploration.state(of: $0).name == state }
      let leads = exploration.leading(to: goals, through: exploration.edges(surely: !isSure))
      let lost = { (node: Int) in !leads[node] && exploration.isStable[node] }
      let passes = exploration.edges(surely: isSure)
      guard let way = exploration.way(to: lost, through: passes) else { continue }
      return CounterexampleTrace.course(exploration, way, at: exploration.beginnings.first(where: lost))
    }
    return nil
  }

  private func wayAround(_ events: Set<String>, to state: String, isSure: Bool) -> [CourseStep]? {
    explorations.compactMap { exploration -> [CourseStep]? in
      let sure = exploration.edges(surely: isSure)
      let passes = { (edge: Exploration.Edge, _: Int) in
        sure(edge, 0) && exploration.labels[edge.label].happened.isDisjoint(with: events)
      }
      let fits = { (node: Int) in exploration.state(of: node).name == state }
      guard let way = exploration.way(to: fits, through: passes) else { return nil }
      return CounterexampleTrace.course(exploration, way, at: exploration.beginnings.first(where: fits))
    }.min { $0.count < $1.count }
  }

  /// A way on which the event happens and the state is entered by it or later.
  private func wayAfter(_ event: String, to state: String, isSure: Bool) -> [CourseStep]? {
    explorations.compactMap { exploration -> [CourseStep]? in
      let goal = exploration.machine.index(ofState: state)
      let passes = exploration.edges(surely: isSure)
      let enters = { (edge: Exploration.Edge) in exploration.labels[edge.label].entered == goal && passes(edge, 0) }
      let doors = exploration.nodes.indices.filter { exploration.edges[$0].contains(where: enters) }
      let leads = exploration.leading(to: doors, through: passes)
      let fits = { (edge: Exploration.Edge) in
        exploration.labels[edge.label].happened.contains(event) && passes(edge, 0)
          && (enters(edge) || leads[edge.target])
      }
      guard let way = exploration.way(to: { exploration.edges[$0].contains(where: fits) }, through: passes) else {
        return nil
      }
      let node = way.last?.edge.target ?? exploration.beginnings.first { exploration.edges[$0].contains(where: fits) }
      guard let node, let edge = exploration.edges[node].first(where: fits) else { return nil }
      let happening = way + [(node, edge)]
      if enters(edge) { return CounterexampleTrace.course(exploration, happening) }
      let isDoor = { (node: Int) in exploration.edges[node].contains(where: enters) }
      guard let rest = exploration.way(from: [edge.target], to: isDoor, through: passes),
        let last = exploration.edges[rest.last?.edge.target ?? edge.target].first(where: enters)
      else { return nil }
      return CounterexampleTrace.course(exploration, happening + rest + [(rest.last?.edge.target ?? edge.target, last)])
    }.min { $0.count < $1.count }
  }

  private mutating func proveTimed(_ text: String, at place: SourceLocation) {
    for (exploration, graph) in zip(explorations, graphs) {
      let walk = TimedWalk(graph, to: { _ in false }, isTimeless: true)
      guard let (state, _) = walk.untimed else { continue }
      return report(
        PromiseFinding.untimed(text, state: state.name), at: place, course: untimedCourse(exploration))
    }
  }

  /// The course to the same wait, with every step.
  private func untimedCourse(_ exploration: Exploration) -> [CourseStep] {
    let walk = TimedWalk(TimeGraph(each: exploration), to: { _ in false }, isTimeless: true)
    guard let node = walk.untimedNode, let (_, way) = walk.untimed else { return [] }
    let edges = way.compactMap { edge in edge.origin }
    return CounterexampleTrace.course(exploration, edges, at: node)
  }

  private mutating func prove(
    _ state: String, within span: Span, _ without: Set<String>, _ text: String, at place: SourceLocation
  ) {
    for exploration in explorations {
      let limit = TimedWalk(
        TimeGraph(exploration, without: without), to: { $0.name == state }, without: without,
        measure: TermLength.Measure(span)
      ).limit
      if case .atMost(let length) = limit, length.fits(in: span) { continue }
      if case .notDecided = limit {
        return report(UnprovedFinding.promiseOfManyCourses(text), at: place)
      }
      return report(PromiseFinding.tooLong(text, limit), at: place)
    }
  }

  /// Reports waits in which no clock ever runs.
  mutating func checkWaits() {
    let waitedIn = waitedIn
    var timed: Set<String> = []
    for exploration in explorations {
      for clock in workflow.clocks { timed.formUnion(exploration.statesTimed(by: clock)) }
    }
    for state in workflow.states where !state.isFinal && !state.waitsWithoutLimit && state.approval?.due == nil {
      guard !workflow.hasTimer(in: state), waitedIn.contains(state.name), !timed.contains(state.name) else { continue }
      report(TimeFinding.untimedWait(state: state.name), at: places.state(state.name))
    }
  }
}

extension Workflow {
  fileprivate func knows(event: String) -> Bool {
    eventNames.contains(event) || self.lookBacks.contains { $0.event == event }
  }
}

extension Exploration {
  /// The states in which a clock can run.
  fileprivate func statesTimed(by clock: ClockDefinition) -> Set<String> {
    let states = machine.workflow.states
    let isStopped = states.map { clock.isStopped(in: $0) }
    var waiting = starts(of: clock).filter { !isStopped[nodes[$0].state] }
    var seen = waiting
    var found: Set<Int> = []
    while let node = waiting.popFirst() {
      found.insert(nodes[node].state)
      for edge in edges[node] where !isStopped[nodes[edge.target].state] && seen.insert(edge.target).inserted {
        waiting.insert(edge.target)
      }
    }
    return Set(found.map { states[$0].name }).subtracting(clock.pausesIn)
  }
}
