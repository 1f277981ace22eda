import LookbackCEL
import LookbackTime

/// A seat whose decision an approval waits for.
struct PendingApprover {
  let step: Int
  let address: Message.Address
}

/// The step of an approval whose turn it is.
struct OpenStep {
  let index: Int
  /// Whom the step asks, one list for each of its roles.
  let roles: [[Message.Address]]
  /// Whether `roles` was recorded when the step's turn came, and not derived now.
  let isRecorded: Bool
  let count: SeatCount
}

extension Case {
  /// The seats for which the approval of a track waits now. Only the first incomplete step asks.
  func pendingApprovers(of track: Track, in workflow: Workflow) -> [PendingApprover] {
    guard track.approval != nil, let rule = workflow.state(track.state)?.approval,
      let open = openStep(of: track, rule)
    else { return [] }
    return open.count.pending.map { PendingApprover(step: open.index, address: $0) }
  }

  func isApproved(_ track: Track, _ state: StateDefinition) -> Bool {
    guard let approval = track.approval, let rule = state.approval else { return false }
    return !approval.steps.isEmpty && openStep(of: track, rule) == nil
  }

  /// The decisions of a person in other steps of the approval than this one, as far as they count.
  func decisions(of person: String, beside step: Int, of track: Track, _ rule: ApprovalRule) -> [ApprovalState.Decision]
  {
    let written = rule.binds.flatMap { owner(of: $0, from: track).written[$0.field] }
    return (track.approval?.decisions ?? []).filter { decision in
      decision.person == person && decision.step != step && written.map { decision.sequence > $0 } ?? true
    }
  }

  /// The first incomplete step; nil if all steps are complete. Requests and decisions count only if they are newer than
  /// the last change of the bound text.
  func openStep(of track: Track, _ rule: ApprovalRule) -> OpenStep? {
    guard let approval = track.approval else { return nil }
    let written = rule.binds.flatMap { owner(of: $0, from: track).written[$0.field] }
    for index in approval.steps where rule.steps.indices.contains(index) {
      let step = rule.steps[index]
      let asked = approval.asked.first { asked in
        asked.step == index && asked.sequence >= written ?? asked.sequence && asked.seats.count == step.ask.count
      }
      let roles = asked?.seats ?? step.ask.map { addresses(of: $0, from: track) }
      var count = SeatCount(step, roles)
      for decision in approval.decisions where decision.step == index {
        if let written, decision.sequence <= written { continue }
        count.add(decision.person, decision.claims)
      }
      if !count.isComplete { return OpenStep(index: index, roles: roles, isRecorded: asked != nil, count: count) }
    }
    return nil
  }
}
