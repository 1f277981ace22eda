/// What a transition changes in the rows that are derived from a case and stored beside it: differences, so that nothing
/// that stays is written again.
package struct CaseWrites: Sendable, Hashable {
  /// Timers that are disarmed and armed.
  package var timers: Delta<Timer>
  package var workItems: Delta<WorkItem>
  /// Unique values that are freed and taken.
  package var uniqueValues: Delta<UniqueValue>
  /// For the statistics, one for each event that ended the case.
  package var closures: [CaseClosure]
  /// How lists show the case; nil where that did not change.
  package var heading: CaseHeading?
  /// When the case's next duty lapses, as it now stands.
  package var urgency: Urgency

  package init(
    timers: Delta<Timer> = Delta(), workItems: Delta<WorkItem> = Delta(),
    uniqueValues: Delta<UniqueValue> = Delta(), closures: [CaseClosure] = [], heading: CaseHeading? = nil,
    urgency: Urgency
  ) {
    self.timers = timers
    self.workItems = workItems
    self.uniqueValues = uniqueValues
    self.closures = closures
    self.heading = heading
    self.urgency = urgency
  }

  /// What both write together.
  package func followed(by next: CaseWrites) -> CaseWrites {
    CaseWrites(
      timers: timers.followed(by: next.timers), workItems: workItems.followed(by: next.workItems),
      uniqueValues: uniqueValues.followed(by: next.uniqueValues), closures: closures + next.closures,
      heading: next.heading ?? heading, urgency: next.urgency)
  }
}

extension CaseWrites {
  /// - Parameters:
  ///   - before: the case before the events; nil where they open it.
  ///   - after: the case after them.
  init(
    from before: CaseSchedule.Known?, to after: CaseSchedule.Known, by events: [CaseEvent], in library: Library
  ) {
    let now = after.current
    let isRetold = before.map { !now.tellsSame(as: $0.current) } ?? true
    self.init(
      timers: Delta(from: before?.schedule.timers ?? [], to: after.schedule.timers),
      workItems: Delta(
        from: before.map { $0.current.workItems(in: library, $0.schedule) } ?? [],
        to: now.workItems(in: library, after.schedule)),
      uniqueValues: now.uniqueValues(since: before?.current, in: library),
      closures: CaseClosure.all(since: before?.current, events, of: now, in: library),
      heading: isRetold ? now.heading(in: library) : nil, urgency: after.schedule.urgency)
  }
}
