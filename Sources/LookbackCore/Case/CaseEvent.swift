package import LookbackCEL
package import LookbackTime

/// An event in a case's history: who did what and when, and what it changed. It is never altered after it was recorded.
package struct CaseEvent: Sendable, Hashable {
  package var sequence: Int64
  /// The moment of the recording by the office's clock. It is never before the moment of the event before.
  package var at: Moment
  /// The business date on which it happened, which can be before the day of the recording.
  package var on: CivilDate
  package var track: TrackID
  package var name: String
  package var from: String
  package var to: String
  /// The person's code, or `engine`.
  package var actor: String
  /// The person for whom the actor did it as a substitute; nil if in the own right.
  package var behalf: String?
  /// How the actor was identified: `peer 1000`, `token 7`, `timer`, `signal`.
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
  /// A value that is recorded only with the event, such as its reason.
  case noted(name: String, Value)
  /// A clock starts. `at` is the moment, for a clock that counts hours or ends at a time of day; nil if only the day is
  /// known. The same holds for the changes below.
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
  /// What the clock's expression gives from now on; nil means no date.
  case clockDated(TrackID, clock: String, CivilDate?)
  case clockMarked(TrackID, clock: String, ClockMark, Bool)
  case fired(TrackID, timer: String)
  /// An event that became due, or that the engine should fire, was refused. `timer` is the mark of the timer whose
  /// event it is; nil for an automatic step.
  case blocked(TrackID, event: String, timer: String?, Obstacle)
  /// The event is no longer blocked: it has happened, or is no longer due.
  case freed(TrackID, event: String)
  /// A stopped clock runs again as if it had not been stopped.
  case clockContinued(TrackID, clock: String)
  /// An administrator proposes a correction; another one must confirm it.
  case mendProposed(TrackID, Mend, by: String)
  /// The proposed correction was confirmed, refused or withdrawn.
  case mendSettled(TrackID)
  case approvalOpened(TrackID, steps: [Int])
  /// The turn of a step has come. `seats` has, for each of its roles, the addresses for which the role stands now.
  case asked(TrackID, step: Int, seats: [[Message.Address]])
  /// `claims` are the seats for which the decision could count. `digest` is the SHA-256 digest of the text that was
  /// decided on, which proves later what was agreed to.
  case decided(TrackID, step: Int, person: String, claims: [ApprovalState.Claim], digest: [UInt8]? = nil)
  /// A refusal: this step and later ones are asked again.
  case approvalReturned(TrackID, step: Int)
  /// The approval has ended or is void.
  case approvalClosed(TrackID)
  case ended(TrackID)
  case resumed(TrackID)
  /// The track ended because its element is no longer in the list.
  case removed(TrackID)
  /// The track continues with another version of its workflow, in a state that can have another name there. The track
  /// still counts as having entered the state when it entered the old one. `definition` is the SHA-256 digest of the
  /// version's text, so that history proves it.
  case moved(TrackID, to: WorkflowReference, state: String, definition: [UInt8])
  /// The dates of the clock are counted by this version of the track's workflow; nil means by the track's own version.
  case clockCounted(TrackID, clock: String, by: Int?)
  /// The field has another name from now on. Its value counts as not written again.
  case fieldRenamed(TrackID, field: String, to: String)

  /// The facts with which a track begins.
  package struct Opening: Sendable, Hashable {
    package var track: TrackID
    package var parent: TrackID?
    package var group: String
    package var workflow: WorkflowReference
    package var unit: String?
    package var state: String
    /// The round that the track joins, as the sequence number of the event that began it; nil if this event begins the
    /// round.
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
