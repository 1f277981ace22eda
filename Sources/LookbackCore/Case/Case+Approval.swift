import LookbackCEL
import LookbackTime

/// Somebody whose decision an approval waits for.
struct PendingApprover {
  let step: Int
  let role: Int
  let address: Message.Address
}

extension Case {
  /// Whom the approval of a track waits for now: of steps in sequence only the first that is not complete.
  func pendingApprovers(of track: Track, in workflow: Workflow) -> [PendingApprover] {
    guard let approval = track.approval, let rule = workflow.state(track.state)?.approval else { return [] }
    let valid = validDecisions(approval, rule, track)
    guard let step = approval.steps.first(where: { !isComplete($0, rule.steps[$0], valid) }) else { return [] }
    let asked = rule.steps[step]
    var pending: [PendingApprover] = []
    for (index, role) in asked.ask.enumerated() {
      let isDecided = valid.contains { $0.step == step && $0.role == index }
      if isDecided && asked.need == .all { continue }
      pending += addresses(of: role, from: track).map { PendingApprover(step: step, role: index, address: $0) }
      if !asked.isParallel && asked.need == .all { break }
    }
    return pending
  }

  func isApproved(_ track: Track, _ state: StateDefinition) -> Bool {
    guard let approval = track.approval, let rule = state.approval else { return false }
    let valid = validDecisions(approval, rule, track)
    return !approval.steps.isEmpty && approval.steps.allSatisfy { isComplete($0, rule.steps[$0], valid) }
  }

  /// A decision counts only for the text that it was given for.
  fileprivate func validDecisions(
    _ approval: ApprovalState, _ rule: ApprovalRule, _ track: Track
  ) -> [ApprovalState.Decision] {
    guard let binds = rule.binds, let written = owner(of: binds, from: track).written[binds.field] else {
      return approval.decisions
    }
    return approval.decisions.filter { $0.sequence > written }
  }

  private func isComplete(
    _ index: Int, _ step: ApprovalRule.Step, _ decisions: [ApprovalState.Decision]
  ) -> Bool {
    let given = decisions.filter { $0.step == index }
    switch step.need {
    case .count(let needed): return Set(given.map(\.person)).count >= needed
    case .all: return Set(given.map(\.role)).count >= step.ask.count
    }
  }
}

extension Deliberation {
  /// Opens an approval with the steps whose conditions hold now.
  mutating func open(_ rule: ApprovalRule, on id: TrackID, _ workflow: Workflow) throws(Rejection) {
    let view = view(of: current.tracks[id.value], workflow)
    var steps: [Int] = []
    for (index, step) in rule.steps.enumerated() {
      if try step.condition.map({ condition throws(Rejection) in try view.holds(condition) }) ?? true {
        steps.append(index)
      }
    }
    amend([.approvalOpened(id, steps: steps)])
  }

  mutating func decideApproval(
    _ approves: Bool, _ offer: Offer, _ data: [String: Value]
  ) throws(Rejection) {
    guard let state = offer.workflow.state(offer.track.state), let rule = state.approval else { return }
    let pending = current.pendingApprovers(of: offer.track, in: offer.workflow)
    guard case .person(let person, _, let standings) = command.actor,
      let capacity = pending.map(\.address).capacity(of: command.actor),
      let mine = pending.first(where: { $0.address.capacity(of: command.actor) == capacity })
    else {
      throw .notAllowed(event: offer.name, who: pending.map(\.address).distinct.map(\.description))
    }
    try requireOtherEyes(person, standings, rule, offer.track)
    try requireFirstDecision(person, capacity, rule, offer.track, mine.step)
    self.capacity = capacity
    let date = try businessDate(of: offer)
    var changes = try inputs(data, offer)
    guard !approves else {
      changes.append(
        .decided(
          offer.track.id, step: mine.step, role: mine.role, person: person, behalf: capacity.behalf,
          digest: digest(of: rule.binds, offer.track)))
      return record(
        offer.name, on: offer.track.id, from: state.name, to: state.name, date: date, actor: person, changes)
    }
    switch rule.steps[mine.step].refusal ?? .state(rule.refusal) {
    case .step(let step):
      changes.append(.approvalReturned(offer.track.id, step: step))
      record(offer.name, on: offer.track.id, from: state.name, to: state.name, date: date, actor: person, changes)
    case .state(let target):
      let refused = EventDefinition(
        name: offer.name, title: offer.title, trigger: .person, who: [], needs: [], candidates: [])
      try take(
        refused, Candidate(target: target), on: offer.track.id, offer.workflow, date: date, actor: person, changes)
    }
  }

  /// What the decision is about, so that history proves it; nil where nothing is bound or written.
  private func digest(of binds: ValuePath?, _ track: Track) -> [UInt8]? {
    guard let value = binds.flatMap({ current.value(at: $0, from: track) }) else { return nil }
    let text = if case .string(let text) = value { text } else { value.description }
    return TextDigest.sha256(Array(text.utf8))
  }

  /// Four eyes: whoever did it, whoever it was done for, and whoever substitutes for one of them now, is barred.
  private func requireOtherEyes(
    _ person: String, _ standings: Set<Standing>, _ rule: ApprovalRule, _ track: Track
  ) throws(Rejection) {
    for event in rule.neverActorOf {
      let barred = [track.marks[event]?.actor, track.marks[event]?.behalf].compactMap { $0 }
      if barred.contains(person) { throw .barred(person: person, fired: event) }
      if let other = standings.sorted().first(where: { barred.contains($0.person) }) {
        throw .barredSubstitute(person: person, of: other.person, fired: event)
      }
    }
  }

  /// One person decides once in a step, whether in the own right or in the place of another; what was decided on a text
  /// that is no longer the same does not count.
  private func requireFirstDecision(
    _ person: String, _ capacity: Capacity, _ rule: ApprovalRule, _ track: Track, _ step: Int
  ) throws(Rejection) {
    let mine = [person, capacity.behalf].compactMap { $0 }
    let valid = track.approval.map { current.validDecisions($0, rule, track) } ?? []
    let given = valid.filter { $0.step == step }
    if let twice = mine.first(where: { name in given.contains { $0.person == name || $0.behalf == name } }) {
      throw .alreadyDecided(person: twice)
    }
  }
}
