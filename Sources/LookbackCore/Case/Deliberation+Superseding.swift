import LookbackCEL
import LookbackTime

/// Reminders that come too late to be useful: if the daemon was away for days, several of them can be due at once.
extension Deliberation {
  /// Records that a reminder fired, and notifies only those recipients whom no later timer of the same deadline will
  /// notify that is due by now, too. Later timers are the next rung of a ladder, a later reminder and the breach
  /// itself; one that was moved out of a recess to the same instant counts as later. If recipients are left out, the
  /// event notes the day of the timer that reaches them.
  mutating func remind(
    _ scheduled: ScheduledTimer, _ addresses: [Message.Address], on track: Track, about: String, due: CivilDate
  ) {
    let later = scheduledTimers().filter {
      $0.timer.due >= scheduled.timer.due && $0.timer.due <= context.moment && $0.supersedes(scheduled)
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

  /// The name of the note on a reminder that not all its recipients got: its value is the day of the timer that reaches
  /// them instead.
  static let superseded = "superseded by"

  /// Whom a timer notifies.
  func recipients(of scheduled: ScheduledTimer, _ track: Track) -> [Message.Address] {
    switch scheduled.kind {
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
  /// Whether this timer belongs to the same deadline as an earlier reminder.
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
