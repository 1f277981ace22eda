import LookbackCEL
import LookbackTime

/// Reminders that come too late to be of use: when the daemon was away for days, several of them may be due at once.
extension Deliberation {
  /// Records that this reminder fired, and tells those whom nothing tells that is due by now as well and fell due after
  /// it or, moved out of a recess, at the same instant: the next rung of a ladder, a later reminder, the breach itself. Whoever is left out is told by that, and the
  /// event says so.
  mutating func remind(
    _ alarm: ScheduledTimer, _ addresses: [Message.Address], on track: Track, about: String, due: CivilDate
  ) {
    let later = alarms().filter {
      $0.timer.due >= alarm.timer.due && $0.timer.due <= context.moment && $0.supersedes(alarm)
    }
    let reached = Set(later.flatMap { recipients(of: $0, track) })
    let left = addresses.filter { !reached.contains($0) }
    if let last = later.map(\.timer.due).max(), left.count < addresses.count,
      let workflow = context.library.workflow(track.workflow)
    {
      amend([.noted(name: Self.superseded, .date(context.library.date(at: last, in: workflow)))])
    }
    tell(.reminder, left, on: track.id, about: about, due: due)
  }

  /// What is noted with a reminder that reached not all it was for: the day of what reached them in its place.
  static let superseded = "superseded by"

  /// Whom an alarm of a series tells.
  func recipients(of alarm: ScheduledTimer, _ track: Track) -> [Message.Address] {
    switch alarm.kind {
    case .reminder(_, let reminder, _), .approvalReminder(let reminder, _), .lookBackReminder(_, let reminder, _):
      addresses(reminder.tell, track)
    case .breach(let clock, _): addresses(clock.breach?.tell ?? [], track)
    case .approvalDue(let breach, _): addresses([.approvers] + (breach?.tell ?? []), track)
    case .lookBack(let rule):
      if let workflow = context.library.workflow(track.workflow) {
        rule.who.flatMap { current.addresses(ofRole: $0, from: track, in: workflow) }
      } else {
        []
      }
    case .event: []
    }
  }
}

extension ScheduledTimer {
  /// Whether it belongs to the same series around the same due date as an earlier reminder.
  fileprivate func supersedes(_ earlier: ScheduledTimer) -> Bool {
    guard track == earlier.track else { return false }
    switch (kind, earlier.kind) {
    case (.reminder(let clock, _, let due), .reminder(let other, _, let earlierDue)),
      (.breach(let clock, let due), .reminder(let other, _, let earlierDue)):
      return clock.name == other.name && due == earlierDue
    case (.approvalReminder, .approvalReminder), (.approvalDue, .approvalReminder): return true
    case (.lookBackReminder(let rule, _, _), .lookBackReminder(let other, _, _)),
      (.lookBack(let rule), .lookBackReminder(let other, _, _)):
      return rule.name == other.name
    default: return false
    }
  }
}
