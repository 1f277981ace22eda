package import LookbackCEL
package import LookbackTime

/// The request to open a case or to fire an event; persons, timers and other cases all ask this way.
package struct Command: Sendable, Hashable {
  package enum Request: Sendable, Hashable {
    case open(workflow: String, data: [String: Value])
    /// `track` names the track by number; nil picks the only track that knows the event.
    case fire(event: String, track: TrackID?, data: [String: Value])
    /// A timer of the case is due.
    case timer(key: String, due: Moment)
    /// The case is to be counted with the newest editions of its calendars.
    case redate
    /// The tracks of the case that run an older version of this workflow go on with this one, as its `moves` says;
    /// `definition` is the digest of its text.
    case move(to: WorkflowReference, definition: [UInt8])
    /// An administrator puts something right in the case.
    case mend(Mend)
    /// An administrator confirms or refuses what another has proposed to put right.
    case answerMend(MendAnswer)
  }
  /// The signal that the command is.
  package struct Origin: Sendable, Hashable {
    /// The case that sent it.
    package var sender: CaseID
    /// What it and the signals that led to it have used of their allowance: a ring of cases that signal one another is
    /// cut, and so is a tree of them.
    package var used: Int

    package init(sender: CaseID, used: Int) {
      self.sender = sender
      self.used = used
    }
  }

  /// A work of many commands for one person, each of whose ids is made of the key of the work.
  package enum Work: String, Sendable, Hashable {
    case sweep
    case `import`
  }

  package var id: CommandID
  package var target: CaseID
  package var request: Request
  package var actor: Actor
  /// How the actor was known: `peer 1000`, `token 7`, `timer`, `signal`.
  package var via: String
  /// The business date; nil means the day on which it is recorded.
  package var on: CivilDate?
  /// Refused as stale unless the case stands at this event.
  package var expected: Int64?
  /// Nil unless another case sent it.
  package var origin: Origin?
  /// Nil for a command that somebody sent with an id of their own, or that the engine sent.
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
  /// The fields that come with it.
  package var data: [String: Value] {
    switch self {
    case .open(_, let data), .fire(_, _, let data): data
    case .mend(let mend): mend.data
    case .timer, .redate, .move, .answerMend: [:]
    }
  }
}
