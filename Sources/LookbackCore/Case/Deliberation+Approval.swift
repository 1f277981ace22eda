import LookbackCEL
import LookbackTime

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

  /// Records whom a step asks when its turn has come. Later changes of fields do not change it, except where too few
  /// are asked for the step ever to be complete.
  mutating func askApprovers() {
    for track in current.tracks where track.approval != nil && !track.isEnded {
      guard let rule = context.library.workflow(track.workflow)?.state(track.state)?.approval,
        let open = current.openStep(of: track, rule)
      else { continue }
      var roles = open.roles
      if open.isRecorded {
        guard open.count.isShort else { continue }
        roles = rule.steps[open.index].ask.map { current.addresses(of: $0, from: track) }
        if roles == open.roles { continue }
      }
      amend([.asked(track.id, step: open.index, seats: roles)])
    }
  }

  mutating func decideApproval(
    _ approves: Bool, _ offer: AvailableAction, _ data: [String: Value]
  ) throws(Rejection) {
    guard let state = offer.workflow.state(offer.track.state), let rule = state.approval,
      let person = command.actor.person, let open = current.openStep(of: offer.track, rule)
    else { throw .notAllowed(event: offer.name, who: []) }
    let claims = try claims(in: open, offer, rule)
    let date = try businessDate(of: offer)
    var changes = try inputs(data, offer)
    guard !approves else {
      changes.append(
        .decided(
          offer.track.id, step: open.index, person: person, claims: claims, digest: digest(of: rule.binds, offer.track))
      )
      return record(
        offer.name, on: offer.track.id, from: state.name, to: state.name, date: date, actor: person, changes)
    }
    switch rule.refusal(at: open.index, asked: offer.track.approval?.steps ?? []) {
    case .step(let step):
      changes.append(.approvalReturned(offer.track.id, step: step))
      record(offer.name, on: offer.track.id, from: state.name, to: state.name, date: date, actor: person, changes)
    case .state(let target):
      try requireOrder(endingTracksOf: offer.track.id, date)
      let refused = EventDefinition(
        name: offer.name, title: offer.title, trigger: .person, who: [], needs: [], candidates: [])
      try take(
        refused, Candidate(target: target), on: offer.track.id, offer.workflow, date: date, actor: person, changes)
    }
  }

  /// The seats for which the actor can decide now, in the own right before that of others; fixes in whose right it is.
  private mutating func claims(
    in open: OpenStep, _ offer: AvailableAction, _ rule: ApprovalRule
  ) throws(Rejection) -> [ApprovalState.Claim] {
    guard case .person(let person, _, let standings) = command.actor else { return [] }
    let pending = open.count.pending
    let claims = open.count.seats.claims(of: command.actor)
    let asked = claims.filter { pending.contains($0.seat) }
    guard !asked.isEmpty else {
      if let twice = open.count.decided(among: [person]) { throw .alreadyDecided(person: twice) }
      throw .notAllowed(event: offer.name, who: pending.distinct.map(\.description))
    }
    try requireOtherEyes(person, standings, rule, offer.track)
    // One person decides once in a step, whether in the own right or in the place of another.
    if let twice = open.count.decided(among: [person]) { throw .alreadyDecided(person: twice) }
    // Another who agreed may move to another seat, so that a seat which looks taken is free for its holder.
    let free = (asked + claims).first { claim in claim.behalf.map { open.count.decided(among: [$0]) == nil } ?? true }
    guard let first = free, open.count.accepts(person, claims) else {
      throw .alreadyDecided(person: asked.first?.behalf ?? person)
    }
    capacity = first.behalf.map { .standingIn($0) } ?? .own
    return claims
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
}

extension [Message.Address] {
  /// Each seat that the actor could fill, in the own right first, then in the place of each of those for whom the actor
  /// may act.
  fileprivate func claims(of actor: Actor) -> [ApprovalState.Claim] {
    let rights = map { seat in seat.capacities(of: actor).map { ApprovalState.Claim(seat: seat, behalf: $0.behalf) } }
    let all = rights.flatMap { $0 }
    return all.filter { $0.behalf == nil } + all.filter { $0.behalf != nil }
  }
}
