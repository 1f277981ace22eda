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

  /// Records whom a step asks when its turn has come. Later changes of fields do not change that, unless so few are
  /// asked that the step could never be complete.
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

  /// Returns the seats for which the actor can decide now, those in the own right first, and notes in whose right the
  /// actor decides.
  /// - Throws: why the actor cannot decide.
  private mutating func claims(
    in open: OpenStep, _ offer: AvailableAction, _ rule: ApprovalRule
  ) throws(Rejection) -> [ApprovalState.Claim] {
    guard case .person(let person, _, let substitutions) = command.actor else { return [] }
    let pending = open.count.pending
    let claims = try claimsOnce(open.count.seats.claims(of: command.actor), of: person, in: open, offer.track, rule)
    let asked = claims.filter { pending.contains($0.seat) }
    guard !asked.isEmpty else {
      if let twice = open.count.decided(among: [person]) { throw .alreadyDecided(person: twice) }
      throw .notAllowed(event: offer.name, who: pending.distinct.map(\.description))
    }
    try requireOtherEyes(person, substitutions, rule, offer.track)
    // One person decides once in a step, in the own right or for another person.
    if let twice = open.count.decided(among: [person]) { throw .alreadyDecided(person: twice) }
    // A person who has agreed can be moved to another seat, which frees a seat that looks taken for its holder.
    let free = (asked + claims).first { claim in claim.behalf.map { open.count.decided(among: [$0]) == nil } ?? true }
    guard let first = free, open.count.accepts(person, claims) else {
      throw .alreadyDecided(person: asked.first?.behalf ?? person)
    }
    capacity = first.behalf.map { .substituteFor($0) } ?? .own
    return claims
  }

  /// Returns those of the claims that one person may make who can have decided in other steps of the approval: of two
  /// signatures none is a substitute's.
  private func claimsOnce(
    _ claims: [ApprovalState.Claim], of person: String, in open: OpenStep, _ track: Track, _ rule: ApprovalRule
  ) throws(Rejection) -> [ApprovalState.Claim] {
    let earlier = current.decisions(of: person, beside: open.index, of: track, rule)
    guard !earlier.isEmpty, !claims.isEmpty else { return claims }
    let own = claims.filter { $0.behalf == nil }
    let wasOwn = earlier.allSatisfy { $0.claims.contains { $0.behalf == nil } }
    guard wasOwn, !own.isEmpty else { throw .decidedInOtherStep(person: person) }
    return own
  }

  /// The SHA-256 digest of the bound text, so that history proves what was decided on; nil if nothing is bound or the
  /// field is empty.
  private func digest(of binds: ValuePath?, _ track: Track) -> [UInt8]? {
    guard let value = binds.flatMap({ current.value(at: $0, from: track) }) else { return nil }
    let text = if case .string(let text) = value { text } else { value.description }
    return TextDigest.sha256(Array(text.utf8))
  }

  /// Four eyes: bars the person who did the event, the person for whom it was done, and everybody who substitutes for
  /// one of them now.
  private func requireOtherEyes(
    _ person: String, _ substitutions: Set<ActiveSubstitution>, _ rule: ApprovalRule, _ track: Track
  ) throws(Rejection) {
    for event in rule.neverActorOf {
      let barred = [track.marks[event]?.actor, track.marks[event]?.behalf].compactMap { $0 }
      if barred.contains(person) { throw .barred(person: person, fired: event) }
      if let other = substitutions.sorted().first(where: { barred.contains($0.person) }) {
        throw .barredSubstitute(person: person, of: other.person, fired: event)
      }
    }
  }
}

extension [Message.Address] {
  /// Each seat that the actor could fill: those in the own right first, then those for each person substituted for.
  fileprivate func claims(of actor: Actor) -> [ApprovalState.Claim] {
    let rights = map { seat in seat.capacities(of: actor).map { ApprovalState.Claim(seat: seat, behalf: $0.behalf) } }
    let all = rights.flatMap { $0 }
    return all.filter { $0.behalf == nil } + all.filter { $0.behalf != nil }
  }
}
