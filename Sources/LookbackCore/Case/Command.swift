package import LookbackCEL
package import LookbackTime

/// The request to open a case or to fire an event. Persons, timers and other cases all ask in this way.
package struct Command: Sendable, Hashable {
  package enum Request: Sendable, Hashable {
    case open(workflow: String, data: [String: Value])
    /// `track` is the number of a track; nil picks the only track that has the event.
    case fire(event: String, track: TrackID?, data: [String: Value])
    /// A timer of the case is due.
    case timer(key: String, due: Moment)
    /// Counts the case with the newest editions of its calendars.
    case redate
    /// Moves the tracks of the case that run an older version of this workflow to this one, as its `moves` says.
    /// `definition` is the SHA-256 digest of its text.
    case move(to: WorkflowReference, definition: [UInt8])
    /// An administrator corrects the case.
    case mend(Mend)
    /// An administrator confirms or refuses a correction that another has proposed.
    case answerMend(MendAnswer)
  }
  /// Where a command comes from that is a signal of another case.
  package struct Origin: Sendable, Hashable {
    /// The case that sent it.
    package var sender: CaseID
    /// How much of their allowance the signal and those that led to it have used. The allowance ends a ring or a tree
    /// of cases that signal one another.
    package var used: Int

    package init(sender: CaseID, used: Int) {
      self.sender = sender
      self.used = used
    }
  }

  /// A series of commands for one person whose ids are made of the key of the series.
  package enum Work: String, Sendable, Hashable {
    case sweep
    case `import`
  }

  package var id: CommandID
  package var target: CaseID
  package var request: Request
  package var actor: Actor
  /// How the actor was identified: `peer 1000`, `token 7`, `timer`, `signal`.
  package var via: String
  /// The business date; nil means the day of the recording.
  package var on: CivilDate?
  /// If set, the command is refused as stale unless this is the sequence number of the case's last event.
  package var expected: Int64?
  /// The case that sent the command as a signal; nil if none did.
  package var origin: Origin?
  /// The series of which the command is a part; nil for a command with an id that its sender chose, and for one of the
  /// engine.
  package var work: Work?

  package init(
    id: CommandID, target: CaseID, request: Request, actor: Actor, via: String, on: CivilDate? = nil,
    expected: Int64? = nil, origin: Origin? = nil, work: Work? = nil
  ) {
    self.work = work
    self.id = id
    self.target = target
    self.request = request
    self.actor = actor
    self.via = via
    self.on = on
    self.expected = expected
    self.origin = origin
  }
}

extension Command.Request {
  /// The fields that the command sets.
  package var data: [String: Value] {
    switch self {
    case .open(_, let data), .fire(_, _, let data): data
    case .mend(let mend): mend.data
    case .timer, .redate, .move, .answerMend: [:]
    }
  }
}
