package import LookbackCEL
package import LookbackTime

/// One line of a case's history: who did what when, and what it changed. Never altered once recorded.
package struct CaseEvent: Sendable, Hashable {
  package var sequence: Int64
  /// The moment it was recorded, by the tenant's clock; never before the event before it.
  package var at: Moment
  /// The business date on which it happened; may lie before the day of recording.
  package var on: CivilDate
  package var track: TrackID
  package var name: String
  package var from: String
  package var to: String
  /// The person's code or `engine`.
  package var actor: String
  /// How the actor was known: `peer 1000`, `token 7`, `timer`, `signal`.
  package var via: String
  package var command: CommandID
  package var changes: [Change]

  package init(
    sequence: Int64, at: Moment, on: CivilDate, track: TrackID, name: String, from: String, to: String,
    actor: String, via: String, command: CommandID, changes: [Change]
  ) {
    self.sequence = sequence
    self.at = at
    self.on = on
    self.track = track
    self.name = name
    self.from = from
    self.to = to
    self.actor = actor
    self.via = via
    self.command = command
    self.changes = changes
  }
}

/// One fact that an event adds. Applying all changes of all events in order gives the stored case.
package enum Change: Sendable, Hashable {
  case opened(Opening)
  case entered(TrackID, state: String)
  case set(TrackID, field: String, Value)
  case cleared(TrackID, field: String)
  /// Something said with the event and kept with it only, such as its reason.
  case noted(name: String, Value)
  case clockStarted(TrackID, clock: String, on: CivilDate)
  case clockPaused(TrackID, clock: String, on: CivilDate)
  case clockResumed(TrackID, clock: String, on: CivilDate)
  case clockExtended(TrackID, clock: String, ClockFacts.Extension)
  case clockCorrected(TrackID, clock: String, ClockFacts.Correction)
  case clockStopped(TrackID, clock: String, on: CivilDate)
  /// The clock is counted with another edition of its calendar from now on.
  case clockRedated(TrackID, clock: String, CalendarEdition)
  /// The waits of the track, and clocks that start from now on, are counted with this edition.
  case calendarAdopted(TrackID, CalendarEdition)
  case fired(TrackID, timer: String)
  case approvalOpened(TrackID, steps: [Int])
  case decided(TrackID, step: Int, role: Int, person: String)
  /// The approval is over or void.
  case approvalClosed(TrackID)
  case ended(TrackID)
  case resumed(TrackID)

  package struct Opening: Sendable, Hashable {
    package var track: TrackID
    package var parent: TrackID?
    package var group: String
    package var workflow: WorkflowReference
    package var unit: String?
    package var state: String
    package init(
      track: TrackID, parent: TrackID?, group: String, workflow: WorkflowReference, unit: String?, state: String
    ) {
      self.track = track
      self.parent = parent
      self.group = group
      self.workflow = workflow
      self.unit = unit
      self.state = state
    }
  }
}
