package import LookbackCEL
package import LookbackTime

/// One line of a case's history: who did what when, and what it changed. Never altered once recorded.
package struct CaseEvent: Sendable, Hashable {
  package var sequence: Int64
  /// The moment it was recorded, by the office's clock; never before the event before it.
  package var at: Moment
  /// The business date on which it happened; may lie before the day of recording.
  package var on: CivilDate
  package var track: TrackID
  package var name: String
  package var from: String
  package var to: String
  /// The person's code or `engine`.
  package var actor: String
  /// The person in whose place the actor did it; nil where it was done in one's own right.
  package var behalf: String?
  /// How the actor was known: `peer 1000`, `token 7`, `timer`, `signal`.
  package var via: String
  package var command: CommandID
  package var changes: [Change]

  package init(
    sequence: Int64, at: Moment, on: CivilDate, track: TrackID, name: String, from: String, to: String,
    actor: String, via: String, command: CommandID, changes: [Change], behalf: String? = nil
  ) {
    self.behalf = behalf
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

  var stamp: Stamp { Stamp(sequence: sequence, at: at, on: on) }
}

/// One fact that an event adds. Applying all changes of all events in order gives the stored case.
package enum Change: Sendable, Hashable {
  case opened(Opening)
  case entered(TrackID, state: String)
  case set(TrackID, field: String, Value)
  case cleared(TrackID, field: String)
  /// Something said with the event and kept with it only, such as its reason.
  case noted(name: String, Value)
  /// `at` is the moment, of a clock that counts hours or is over at a time of day; nil: only the day is known.
  case clockStarted(TrackID, clock: String, on: CivilDate, at: Moment? = nil)
  case clockPaused(TrackID, clock: String, on: CivilDate, at: Moment? = nil)
  case clockResumed(TrackID, clock: String, on: CivilDate, at: Moment? = nil)
  case clockExtended(TrackID, clock: String, ClockFacts.Extension)
  case clockCorrected(TrackID, clock: String, ClockFacts.Correction)
  case clockStopped(TrackID, clock: String, on: CivilDate, at: Moment? = nil)
  /// The clock is counted with another edition of its calendar from now on.
  case clockRedated(TrackID, clock: String, CalendarEdition)
  /// The waits of the track, and clocks that start from now on, are counted with this edition.
  case calendarAdopted(TrackID, CalendarEdition)
  /// What the clock's expression gives from now on; nil: no date.
  case clockDated(TrackID, clock: String, CivilDate?)
  case clockMarked(TrackID, clock: String, ClockMark, Bool)
  case fired(TrackID, timer: String)
  /// Time or the engine could not do this; `timer` is the mark of the timer whose event it is.
  case blocked(TrackID, event: String, timer: String?, Obstacle)
  /// It is blocked no longer: it has happened, or is no longer wanted.
  case freed(TrackID, event: String)
  /// A clock that had stopped goes on, as if it had not been stopped.
  case clockContinued(TrackID, clock: String)
  /// An administrator wants to put this right; another has to confirm it.
  case mendProposed(TrackID, Mend, by: String)
  /// What was proposed has been confirmed, refused or taken back.
  case mendSettled(TrackID)
  case approvalOpened(TrackID, steps: [Int])
  /// The turn of a step has come: it asks, role by role, those whom its roles stand for now.
  case asked(TrackID, step: Int, seats: [[Message.Address]])
  /// `claims` are the seats that the decision could count for; `digest` is the SHA-256 of the text that it is about and
  /// proves later what was agreed to.
  case decided(TrackID, step: Int, person: String, claims: [ApprovalState.Claim], digest: [UInt8]? = nil)
  /// A refusal: the decisions from this step on are asked for again.
  case approvalReturned(TrackID, step: Int)
  /// The approval is over or void.
  case approvalClosed(TrackID)
  case ended(TrackID)
  case resumed(TrackID)
  /// Ended because its element is no longer in the list.
  case removed(TrackID)
  /// The track goes on with another version of its workflow, in a state that may be called otherwise there; it stands in
  /// it since it entered the old one. `definition` is the digest of the version's text, so that history proves it.
  case moved(TrackID, to: WorkflowReference, state: String, definition: [UInt8])
  /// The dates of the clock are counted as this version of the track's workflow says; nil: as the track's own does.
  case clockCounted(TrackID, clock: String, by: Int?)
  /// The field is called otherwise from now on; its value was not written anew.
  case fieldRenamed(TrackID, field: String, to: String)

  package struct Opening: Sendable, Hashable {
    package var track: TrackID
    package var parent: TrackID?
    package var group: String
    package var workflow: WorkflowReference
    package var unit: String?
    package var state: String
    /// The round that it joins; nil: the one that begins with this event.
    package var round: Int64?
    package init(
      track: TrackID, parent: TrackID?, group: String, workflow: WorkflowReference, unit: String?, state: String,
      round: Int64? = nil
    ) {
      self.round = round
      self.track = track
      self.parent = parent
      self.group = group
      self.workflow = workflow
      self.unit = unit
      self.state = state
    }
  }
}
