import LookbackTime

extension Workflow {
  /// Whether a span of the workflow is one of working hours, so that its calendar must say when the office is open.
  package var countsWorkingHours: Bool {
    let events = self.states.flatMap(\.events) + self.anywhere.map(\.event)
    let approvals = self.states.compactMap(\.approval)
    let reminders =
      self.clocks.flatMap(\.reminders) + approvals.flatMap(\.reminders) + self.lookBacks.flatMap(\.reminders)
    let spans =
      events.compactMap(\.wait) + self.clocks.flatMap(\.spans) + approvals.compactMap(\.due)
      + reminders.flatMap(\.spans)
    return spans.contains { $0.unit == .workingHours }
  }
}

extension ClockDefinition {
  fileprivate var spans: [Span] {
    var found = [self.extend?.cap].compactMap { $0 }
    if case .runs(let span, _) = self.term { found.append(span) }
    switch self.extend?.amount {
    case .to(let span), .by(let span), .fromGrant(let span): found.append(span)
    case nil: break
    }
    return found
  }
}

extension Reminder {
  fileprivate var spans: [Span] {
    var found = [span, ladder?.every].compactMap { $0 }
    if case .until(let limit) = ladder?.end { found.append(limit) }
    return found
  }
}
