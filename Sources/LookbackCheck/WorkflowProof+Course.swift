import LookbackCEL
import LookbackCore
import LookbackDefinition

/// Checks of states, ends, joins and automatic events.
extension WorkflowProof {
  mutating func checkStates() {
    let reached = reached
    for state in workflow.states where !reached.contains(state.name) {
      report(CourseFinding.unreachable(state: state.name), at: places.state(state.name))
    }
  }

  /// Reports states from which no final state can follow.
  mutating func checkEnds() {
    var hopeless: [String: [(Exploration, [Bool])]] = [:]
    for exploration in explorations {
      let goals = exploration.nodes.indices.filter { exploration.state(of: $0).isFinal }
      let ending = exploration.leading(to: goals)
      for name in Set(exploration.nodes.indices.filter { !ending[$0] }.map { exploration.state(of: $0).name }) {
        hopeless[name, default: []].append((exploration, ending))
      }
    }
    for state in workflow.states {
      guard let found = hopeless[state.name] else { continue }
      report(hopeless: state, found)
    }
  }

  private mutating func report(hopeless state: StateDefinition, _ found: [(Exploration, [Bool])]) {
    let (exploration, ending) = found[0]
    let lost = { (node: Int) in
      exploration.state(of: node).name == state.name && !ending[node] && exploration.isStable[node]
    }
    let elsewhere = exploration.nodes.indices.filter { exploration.state(of: $0).name != state.name }
    let canLeave = exploration.leading(to: elsewhere)
    let stuck = { (node: Int) in lost(node) && !canLeave[node] }
    let isStuck = exploration.nodes.indices.contains(where: stuck)
    guard let way = exploration.way(to: isStuck ? stuck : lost) else { return }
    let course = CounterexampleTrace.course(
      exploration, way, at: exploration.beginnings.first(where: isStuck ? stuck : lost))
    let finding =
      isStuck
      ? CourseFinding.deadEnd(state: state.name, isAlways: isAlways(lost, state, exploration))
      : CourseFinding.noWayToEnd(from: state.name)
    report(finding, at: places.state(state.name), course: course)
  }

  private func isAlways(_ lost: (Int) -> Bool, _ state: StateDefinition, _ exploration: Exploration) -> Bool {
    exploration.nodes.indices.allSatisfy {
      exploration.state(of: $0).name != state.name || !exploration.isStable[$0] || lost($0)
    }
  }

  /// Checks joins: events by which the engine waits for tracks.
  mutating func checkJoins() {
    for state in workflow.states where !state.tracks.isEmpty {
      let joins = state.events.filter { $0.waits(forTracksOf: state) }
      guard !joins.isEmpty else { continue }
      for exploration in explorations { checkJoin(joins, state, exploration) }
    }
  }

  /// Reports events that may happen only after tracks have ended, if that is never the case in time.
  mutating func checkAwaiting() {
    var all: [ExplorationStats.GuardPlace: Bool] = [:]
    for one in explorations { all.merge(one.stats.awaited) { $0 || $1 } }
    for place in all.filter({ !$0.value }).map(\.key).sorted() {
      let state = place.state.map { workflow.states[$0] }
      let groups =
        state?.event(place.event)?.candidates[place.candidate].awaits ?? workflow.states.flatMap(\.tracks).map(\.group)
      report(
        JoinFinding.tooLate(event: place.event, groups: groups),
        at: places.candidate(place.candidate, of: place.event, in: state?.name),
        course: course { state == nil || $0.state(of: $1).name == state?.name } ?? [])
    }
  }

  private mutating func checkJoin(_ joins: [EventDefinition], _ state: StateDefinition, _ exploration: Exploration) {
    let names = Set(joins.map(\.name))
    let inState = exploration.nodes.indices.filter { exploration.state(of: $0).name == state.name }
    guard !inState.isEmpty else { return }
    let isJoin = { (edge: Exploration.Edge) in exploration.labels[edge.label].isEvent(in: names) }
    let joining = Set(inState.filter { exploration.edges[$0].contains(where: isJoin) })
    checkLeft(joins.filter { !$0.leavesTracks }, state, joining, exploration)
    guard !joining.isEmpty else {
      if explorations.count > 1 { return }
      let way = exploration.way { exploration.state(of: $0).name == state.name } ?? []
      return report(
        JoinFinding.neverHolds(event: joins[0].name, state: state.name),
        at: places.rule(-1, of: 0, joins[0].name, in: state.name),
        course: CounterexampleTrace.course(exploration, way))
    }
    // An event of `anywhere` that only withdraws the case does not complete the join.
    let leaving = inState.filter { node in
      exploration.edges[node].contains { edge in
        let label = exploration.labels[edge.label]
        return label.entered != nil && !label.isByAnywhere
      }
    }
    let open = exploration.leading(to: leaving) { edge, node in
      exploration.state(of: node).name == state.name && exploration.labels[edge.label].entered == nil
    }
    let hangs = { (node: Int) in
      exploration.state(of: node).name == state.name && !open[node] && exploration.isStable[node]
    }
    // If nothing at all leaves the state, that is reported already.
    let isToldAsEnd = diagnostics.contains {
      $0.code == CheckCode.deadEnd.rawValue && $0.location == places.state(state.name)
    }
    guard !isToldAsEnd, let way = exploration.way(to: hangs) else { return }
    report(
      JoinFinding.mayHang(event: joins[0].name, state: state.name),
      at: places.rule(-1, of: 0, joins[0].name, in: state.name),
      course: CounterexampleTrace.course(exploration, way))
  }

  /// Reports tracks for which a join should wait and that still run when it fires. A group with `join: none` is meant
  /// to be left.
  private mutating func checkLeft(
    _ joins: [EventDefinition], _ state: StateDefinition, _ joining: Set<Int>, _ exploration: Exploration
  ) {
    let names = Set(joins.map(\.name))
    let isJoin = { (edge: Exploration.Edge) in exploration.labels[edge.label].isEvent(in: names) }
    for rule in state.tracks where rule.join == .all {
      guard let group = exploration.machine.index(ofGroup: rule.group),
        let summary = exploration.machine.groups[group].summary
      else { continue }
      let leaves = { (node: Int) in
        joining.contains(node)
          && exploration.nodes[node].tracks[group].contains { member in
            member & Configuration.frozen == 0 && !summary.classes[Int(member)].isOver
          } && exploration.edges[node].contains { isJoin($0) && exploration.labels[$0.label].entered != nil }
      }
      guard !joins.contains(where: { $0.candidates.contains { $0.awaits.contains(rule.group) } }),
        let way = exploration.way(to: leaves)
      else { continue }
      let place = way.last?.edge.target ?? exploration.beginnings[0]
      guard let last = exploration.edges[place].first(where: isJoin) else { continue }
      report(
        JoinFinding.tracksLeft(group: rule.group, state: state.name), at: places.track(rule.group, of: state.name),
        course: CounterexampleTrace.course(exploration, way + [(place, last)]))
    }
  }

  /// Reports cycles of automatic events, which would stop after 100 steps.
  mutating func checkAutomatic() {
    for exploration in explorations {
      guard let cycle = exploration.automaticCycle() else { continue }
      let label = exploration.labels[cycle.edge.label]
      guard case .event(let name, _, _) = label.act else { continue }
      let state = exploration.state(of: cycle.node)
      guard let way = exploration.way(to: { $0 == cycle.node }) else { continue }
      let course = CounterexampleTrace.course(exploration, way + [(cycle.node, cycle.edge)])
      let isJoin = state.event(name)?.waits(forTracksOf: state) ?? false
      if isJoin, label.entered == nil {
        report(JoinFinding.firesTwice(event: name), at: places.rule(-1, of: 0, name, in: state.name), course: course)
      } else {
        report(
          CourseFinding.endlessEvent(name), at: places.event(name, of: label.isByAnywhere ? nil : state.name),
          course: course)
      }
      return
    }
  }
}

extension Exploration {
  /// An edge of a cycle in which the engine surely acts at every step; nil if there is none.
  func automaticCycle() -> (node: Int, edge: Edge)? {
    var mark = Array(repeating: 0, count: nodes.count)
    for start in nodes.indices where mark[start] == 0 {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      mark[start] = 1
      while let top = path.last {
        let sure = edges[top.node].filter { labels[$0.label].isAutomatic && labels[$0.label].isSure }
        guard top.next < sure.count else {
          mark[top.node] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let edge = sure[top.next]
        if mark[edge.target] == 1, !labels[edge.label].isOfTrack { return (top.node, edge) }
        guard mark[edge.target] == 0 else { continue }
        mark[edge.target] = 1
        path.append((edge.target, 0))
      }
    }
    return nil
  }
}

extension StepLabel {
  var isOfTrack: Bool {
    if case .track = act { return true }
    return false
  }

  func isEvent(in names: Set<String>) -> Bool {
    if case .event(let name, _, false) = act { return names.contains(name) }
    return false
  }
}

extension EventDefinition {
  /// Whether the engine fires the event because of tracks that the state opens.
  func waits(forTracksOf state: StateDefinition) -> Bool {
    guard case .when(let condition) = self.trigger else { return false }
    return state.tracks.contains { condition.reads.contains(["tracks", $0.group]) }
  }
}
