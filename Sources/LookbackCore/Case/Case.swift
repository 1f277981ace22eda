package import LookbackTime

/// One matter: a tree of tracks and the facts that time runs on. Everything else is derived from it.
package struct Case: Sendable, Hashable {
  package var id: CaseID
  /// The number of its last event; 0 before the first.
  package var sequence: Int64
  package var opened: Moment
  /// In the order of their numbers; the root first.
  package var tracks: [Track]

  package init(id: CaseID, sequence: Int64, opened: Moment, tracks: [Track]) {
    self.id = id
    self.sequence = sequence
    self.opened = opened
    self.tracks = tracks
  }

  /// Read in place: a track is not copied to look at its state.
  package var root: Track { _read { yield tracks[0] } }

  /// The moment at which it ended; nil while it runs.
  package var ended: Moment? { root.isEnded ? root.entered.at : nil }
}

/// When something happened: its event's number, the moment it was recorded, and its business date.
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

package struct EventMark: Sendable, Hashable {
  package var count: Int
  package var last: Stamp
  package var actor: String
  /// The person in whose place the actor did it last.
  package var behalf: String?
  package init(count: Int, last: Stamp, actor: String, behalf: String? = nil) {
    self.behalf = behalf
    self.count = count
    self.last = last
    self.actor = actor
  }
}

/// The facts of one clock: what was started, paused, extended and stopped. Its due date is derived.
package struct ClockState: Sendable, Hashable {
  package var facts: ClockFacts
  /// The business date on which it stopped; nil while it runs.
  package var stopped: CivilDate?
  /// The moment of that, where the clock is over at a time of day and more than the day of the stop is known.
  package var stoppedAt: Moment?
  /// What it is counted with; a new edition is a recorded act.
  package var calendar: CalendarEdition?
  /// What it was first counted with.
  package var original: CalendarEdition?
  /// What the clock's expression gave last; nil where it has none or gives no date.
  package var date: CivilDate?
  /// What holds of it apart from its dates.
  package var marks: Set<ClockMark>
  /// The version of the track's workflow by whose terms it is counted; nil: the one that the track runs.
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

/// What may hold of a clock besides its dates; each is set and taken back by events.
package enum ClockMark: String, Sendable, Hashable, CaseIterable {
  /// Halted by an event until another lets it go on.
  case held
  /// Somebody has asked for an extension that nobody has granted or refused yet.
  case asked
}
