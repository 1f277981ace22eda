package import LookbackTime

/// One matter: a tree of tracks and the facts from which dates are counted. Everything else is derived from it.
package struct Case: Sendable, Hashable {
  package var id: CaseID
  /// The sequence number of its last event; 0 before the first.
  package var sequence: Int64
  package var opened: Moment
  /// The tracks in the order of their numbers; the root is first.
  package var tracks: [Track]

  package init(id: CaseID, sequence: Int64, opened: Moment, tracks: [Track]) {
    self.id = id
    self.sequence = sequence
    self.opened = opened
    self.tracks = tracks
  }

  /// The root track. The accessor yields it in place, so that reading its state copies nothing.
  package var root: Track { _read { yield tracks[0] } }

  /// The moment at which the case ended; nil while it runs.
  package var ended: Moment? { root.isEnded ? root.entered.at : nil }
}

/// When something happened: the sequence number of its event, the moment of the recording, and its business date.
package struct Stamp: Sendable, Hashable {
  package var sequence: Int64
  package var at: Moment
  package var on: CivilDate
  package init(sequence: Int64, at: Moment, on: CivilDate) {
    self.sequence = sequence
    self.at = at
    self.on = on
  }
}

/// How often an event happened on a track, and when and by whom the last time.
package struct EventMark: Sendable, Hashable {
  package var count: Int
  package var last: Stamp
  package var actor: String
  /// The person for whom the actor did it the last time as a substitute; nil if in the own right.
  package var behalf: String?
  package init(count: Int, last: Stamp, actor: String, behalf: String? = nil) {
    self.behalf = behalf
    self.count = count
    self.last = last
    self.actor = actor
  }
}

/// The facts of one clock: its start, pauses, extensions, corrections and stop. Its due date is derived from them.
package struct ClockState: Sendable, Hashable {
  package var facts: ClockFacts
  /// The business date on which it stopped; nil while it runs.
  package var stopped: CivilDate?
  /// The moment of the stop, if the clock ends at a time of day and the moment is known.
  package var stoppedAt: Moment?
  /// The edition of the calendar with which it is counted. Only a recorded act changes it.
  package var calendar: CalendarEdition?
  /// The edition of the calendar with which it was first counted.
  package var original: CalendarEdition?
  /// The last date that the clock's expression gave; nil if the clock has no expression or it gives no date.
  package var date: CivilDate?
  /// What holds for the clock besides its dates.
  package var marks: Set<ClockMark>
  /// The version of the track's workflow by whose terms it is counted; nil means the version that the track runs.
  package var version: Int?

  package init(
    facts: ClockFacts, stopped: CivilDate?, calendar: CalendarEdition? = nil, original: CalendarEdition? = nil,
    date: CivilDate? = nil, marks: Set<ClockMark> = [], version: Int? = nil, stoppedAt: Moment? = nil
  ) {
    self.stoppedAt = stoppedAt
    self.version = version
    self.date = date
    self.marks = marks
    self.facts = facts
    self.stopped = stopped
    self.calendar = calendar
    self.original = original
  }
}

/// What can hold for a clock besides its dates. Events set and clear each mark.
package enum ClockMark: String, Sendable, Hashable, CaseIterable {
  /// An event has paused the clock until another event resumes it.
  case held
  /// Somebody has asked for an extension that nobody has granted or refused yet.
  case asked
}
