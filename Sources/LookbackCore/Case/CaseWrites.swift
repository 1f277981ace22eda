/// What a transition changes in the rows that are derived from a case and stored beside it. These are differences, so
/// that an unchanged row is not written again.
package struct CaseWrites: Sendable, Hashable {
  /// Timers to delete and to insert.
  package var timers: Delta<Timer>
  package var workItems: Delta<WorkItem>
  /// Unique values that the case gives up and takes.
  package var uniqueValues: Delta<UniqueValue>
  /// The posts and persons who may not see the case any more, and who may from now on.
  package var readers: Delta<Message.Address>
  /// One closure for each event that ended the case, for the statistics.
  package var closures: [CaseClosure]
  /// How lists show the case; nil if that did not change.
  package var heading: CaseHeading?
  /// When the case's next duty lapses after the transition.
  package var urgency: Urgency

  package init(
    timers: Delta<Timer> = Delta(), workItems: Delta<WorkItem> = Delta(),
    uniqueValues: Delta<UniqueValue> = Delta(), readers: Delta<Message.Address> = Delta(),
    closures: [CaseClosure] = [], heading: CaseHeading? = nil, urgency: Urgency
  ) {
    self.timers = timers
    self.workItems = workItems
    self.uniqueValues = uniqueValues
    self.readers = readers
    self.closures = closures
    self.heading = heading
    self.urgency = urgency
  }

  /// The writes of both transitions together.
  package func followed(by next: CaseWrites) -> CaseWrites {
    CaseWrites(
      timers: timers.followed(by: next.timers), workItems: workItems.followed(by: next.workItems),
      uniqueValues: uniqueValues.followed(by: next.uniqueValues), readers: readers.followed(by: next.readers),
      closures: closures + next.closures, heading: next.heading ?? heading, urgency: next.urgency)
  }
}

extension CaseWrites {
  /// - Parameters:
  ///   - before: the case before the events, with its schedule; nil if they open it.
  ///   - after: the case after them, with its schedule.
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
      readers: now.readers(since: before?.current, in: library),
      closures: CaseClosure.all(since: before?.current, events, of: now, in: library),
      heading: isRetold ? now.heading(in: library) : nil, urgency: after.schedule.urgency)
  }
}
