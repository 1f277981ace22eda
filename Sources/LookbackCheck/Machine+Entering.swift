import LookbackCEL
import LookbackCore
import LookbackDefinition

extension Machine {
  /// The configurations in which a case or track can be after it was opened.
  func beginnings() -> [Configuration] {
    var first = Configuration(
      cells: Array(repeating: 0, count: cellCount), tracks: Array(repeating: [], count: groups.count))
    for (index, domain) in domains.enumerated() {
      let isRequired = workflow.field(domain.name)?.isRequired ?? false
      let isThere = isRequired && isRoot || domain.isRelation
      first.cells[fieldCell(index)] = isThere ? domain.present : isRoot ? domain.everything : FieldDomain.null
    }
    count("open", &first)
    return arrive(first, mayWrite: isRoot ? Set(domains.map(\.name)) : [], writes: [])
  }

  /// The configurations after a move to another state without an event of the definition.
  func moved(_ configuration: Configuration, to target: String, by event: String, _ label: StepLabel)
    -> [Stepper.Step]
  {
    guard let state = index(ofState: target) else { return [] }
    var next = left(configuration)
    count(event, &next)
    startClocks(from: .event(event), &next)
    next.state = state
    var label = label
    label.entered = state
    label.happened = told(event: event, in: self.state(configuration).name)
    return arrive(next, mayWrite: [], writes: []).map { Stepper.Step(label: label, next: $0) }
  }

  /// The configuration after leaving a state: its tracks have ended in their classes, and its approval is over.
  func left(_ configuration: Configuration) -> Configuration {
    var next = configuration
    next.approval = .none
    for (index, group) in groups.enumerated() {
      next.tracks[index] = group.isSeenLater ? next.tracks[index].map { $0 | Configuration.frozen }.sorted() : []
    }
    return next
  }

  /// The configurations after entering a state. There is more than one if the outcome depends on what is not known.
  func arrive(_ configuration: Configuration, mayWrite: Set<String>, writes: Set<String>) -> [Configuration] {
    let state = state(configuration)
    var next = configuration
    startClocks(from: .state(state.name), &next)
    return announced(next, mayWrite, writes).flatMap { started in
      var arrived = started
      stopAndPause(state, &arrived)
      return approvals(state, arrived).flatMap { opened($0, state.tracks[...]) }
    }
  }

  func startClocks(from start: ClockStart, _ next: inout Configuration) {
    for (index, clock) in clocks.enumerated() {
      if case .runs(_, from: start) = clock.term { next.cells[clockCell(index)] = ClockPhase.running.rawValue }
    }
  }

  /// Starts the clocks with an announced date whose field was written. If it is not known whether it was, both outcomes
  /// are returned.
  func announced(_ configuration: Configuration, _ mayWrite: Set<String>, _ writes: Set<String>) -> [Configuration] {
    var variants = [configuration]
    let state = state(configuration)
    for (index, clock) in clocks.enumerated() {
      guard case .at(let path) = clock.term, let field = field(at: path), !clock.stopsIn.contains(state.name),
        mayWrite.contains(path.field) || writes.contains(path.field)
      else { continue }
      variants = variants.flatMap { variant -> [Configuration] in
        guard variant.cells[fieldCell(field)] != FieldDomain.null else { return [variant] }
        var started = variant
        started.cells[clockCell(index)] = ClockPhase.running.rawValue
        return writes.contains(path.field) ? [started] : [variant, started]
      }
    }
    return variants
  }

  private func stopAndPause(_ state: StateDefinition, _ next: inout Configuration) {
    for (index, clock) in clocks.enumerated() {
      let phase = phase(of: index, in: next)
      let stops = clock.stopsIn.contains(state.name) || state.isFinal
      let moved = stops ? phase.ended : phase.paused(clock.pausesIn.contains(state.name))
      next.cells[clockCell(index)] = moved.rawValue
    }
  }

  private func approvals(_ state: StateDefinition, _ configuration: Configuration) -> [Configuration] {
    guard let rule = state.approval else { return [configuration] }
    var waiting = [configuration]
    var found: [Configuration] = []
    while let current = waiting.popLast() {
      let view = MachineView(machine: self, configuration: current, asker: .engine)
      let answers = rule.steps.map { $0.condition.map { judged($0, view).outcomes } }
      let open = rule.steps.compactMap { step -> RefinementNeeded? in
        step.condition.flatMap { judged($0, view).refinement }
      }
      if let refinement = open.first, waiting.count < 64 {
        for part in refinement.parts {
          var finer = current
          finer.cells[refinement.cell] = part
          waiting.append(finer)
        }
        continue
      }
      let outcomes = answers.map { $0 ?? .holds }
      let isBlocked = zip(rule.steps, outcomes).contains { $1.mustHold && !canAnswer($0, current) }
      if !isBlocked, outcomes.contains(where: { $0.mayHold }) { found += opened(rule, outcomes, current) }
      if isBlocked || !outcomes.contains(where: { $0.mustHold }) {
        var blocked = current
        blocked.approval = .blocked
        found.append(blocked)
      }
    }
    return found
  }

  private func canAnswer(_ step: ApprovalRule.Step, _ configuration: Configuration) -> Bool {
    let possible = step.ask.count { role in
      if case .nobody = meaning(of: role, configuration) { false } else { true }
    }
    switch step.need {
    case .all: return possible == step.ask.count
    case .count: return possible > 0
    }
  }

  /// Opens the tracks of the watched groups: as many as the list can have elements.
  private func opened(_ configuration: Configuration, _ rules: ArraySlice<TrackRule>) -> [Configuration] {
    guard let rule = rules.first else { return [configuration] }
    guard let group = index(ofGroup: rule.group), let summary = groups[group].summary else {
      return opened(configuration, rules.dropFirst())
    }
    return sized(configuration, rule, most: groups[group].most).flatMap { sized, count in
      beginnings(of: summary, count).flatMap { members in
        var next = sized
        // If nothing is opened, the tracks of the last round are seen once the state is left.
        if !members.isEmpty { next.tracks[group] = members }
        return opened(next, rules.dropFirst())
      }
    }
  }

  private func beginnings(of summary: TrackSummary, _ count: Int) -> [[UInt16]] {
    var found: [[UInt16]] = [[]]
    for _ in 0..<count {
      found = Array(Set(found.flatMap { members in summary.beginnings.map { (members + [UInt16($0)]).sorted() } }))
    }
    return found
  }

  /// The configurations after lists were written within a state. Tracks of removed elements have ended, and those of
  /// new elements are open.
  func followed(_ configuration: Configuration, writes: Set<String>) -> [Configuration] {
    var variants = [configuration]
    for rule in state(configuration).tracks where writes.contains(rule.each.field) {
      guard rule.each.scope == .data || isRoot else { continue }
      variants = variants.flatMap { followed($0, by: rule) }
    }
    return variants
  }

  /// The configurations after another workflow changed a list of the case on which tracks of a group depend, each with
  /// the group.
  func followingOthers(_ configuration: Configuration) -> [(group: Int, next: Configuration)] {
    guard !isRoot else { return [] }
    return state(configuration).tracks.flatMap { rule -> [(group: Int, next: Configuration)] in
      guard rule.each.scope == .case, changingFields.contains(rule.each.field), let group = index(ofGroup: rule.group)
      else { return [] }
      return followed(configuration, by: rule).filter { $0 != configuration }.map { (group, $0) }
    }
  }

  private func followed(_ variant: Configuration, by rule: TrackRule) -> [Configuration] {
    guard let group = index(ofGroup: rule.group), let summary = groups[group].summary else { return [variant] }
    let running = variant.tracks[group].filter { $0 & Configuration.frozen == 0 }
    return sized(variant, rule, most: groups[group].most).flatMap { sized, count in
      self.members(running, summary, count).map { members in
        var next = sized
        if !members.isEmpty || !running.isEmpty { next.tracks[group] = members }
        return next
      }
    }
  }

  /// The possible classes of `count` tracks: any of the running ones, and new ones for the rest.
  private func members(_ running: [UInt16], _ summary: TrackSummary, _ count: Int) -> [[UInt16]] {
    let found = subsets(of: running).filter { $0.count <= count }.flatMap { kept in
      beginnings(of: summary, count - kept.count).map { (kept + $0).sorted() }
    }
    return Set(found).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func subsets(of members: [UInt16]) -> [[UInt16]] {
    members.reduce([[]]) { found, member in found + found.map { $0 + [member] } }
  }

  /// Refines the field of the list until its length is known, and returns each number of tracks that is distinguished.
  private func sized(_ configuration: Configuration, _ rule: TrackRule, most: Int) -> [(Configuration, Int)] {
    guard let field = field(at: rule.each) else { return (0...most).map { (configuration, $0) } }
    let cell = fieldCell(field)
    let parts = domains[field].singles(of: configuration.cells[cell])
    if parts.count > 1 {
      return parts.flatMap { part in
        var finer = configuration
        finer.cells[cell] = part
        return sized(finer, rule, most: most)
      }
    }
    let known = domains[field].known(configuration.cells[cell])
    guard let length = known.length else { return [(configuration, 0)] }
    return (length.least...max(length.least, length.most ?? most)).map { (configuration, $0) }
  }
}
