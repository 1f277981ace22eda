import LookbackCEL
import LookbackTime

/// Somebody whose decision an approval waits for.
struct PendingApprover {
  let step: Int
  let address: Message.Address
}

/// The step of an approval whose turn it is.
struct OpenStep {
  let index: Int
  /// Whom it asks, role by role.
  let roles: [[Message.Address]]
  /// Whether that was recorded, rather than looked up now.
  let isRecorded: Bool
  let count: SeatCount
}

extension Case {
  /// Whom the approval of a track waits for now: of its steps only the first that is not complete.
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

  /// The first step that is not complete; nil where none is left. What was asked and decided counts only for the text
  /// for which it was.
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
