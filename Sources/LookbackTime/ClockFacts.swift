/// What happened to a clock; together with its rule and a calendar, all that its deadline depends on.
package struct ClockFacts: Hashable, Sendable {
  /// The business date of the event that started the clock, as it was first recorded.
  package var started: CivilDate
  /// The moment of that event, where the clock counts hours and more than its day is known.
  package var startedAt: Moment?
  /// The day on which the start was recorded, where it may differ from the day on which it happened.
  package var recorded: CivilDate?
  /// In any order; the one recorded last holds.
  package var corrections: [Correction]
  /// In any order; pauses that overlap are counted once.
  package var pauses: [Pause]
  /// In any order; they take effect by their date. Those without a date take effect in the order of the list.
  package var extensions: [Extension]

  package init(
    started: CivilDate, recorded: CivilDate? = nil, corrections: [Correction] = [], pauses: [Pause] = [],
    extensions: [Extension] = [], startedAt: Moment? = nil
  ) {
    self.startedAt = startedAt
    self.started = started
    self.recorded = recorded
    self.corrections = corrections
    self.pauses = pauses
    self.extensions = extensions
  }

  /// Another start, recorded later: the clock is counted as if it had always been this one. The original is kept.
  package struct Correction: Hashable, Sendable {
    package var started: CivilDate
    /// The day on which it was recorded.
    package var on: CivilDate
    /// Its place among the events of its case; tells corrections of one day apart.
    package var sequence: Int64

    package init(started: CivilDate, on: CivilDate, sequence: Int64) {
      self.started = started
      self.on = on
      self.sequence = sequence
    }
  }

  /// Days on which the clock stands still.
  package struct Pause: Hashable, Sendable {
    /// The first day that does not count.
    package var from: CivilDate
    /// The first day that counts again; nil while the pause lasts.
    package var until: CivilDate?
    /// The moments of both, where the clock counts hours and more than the days is known.
    package var fromAt: Moment?
    package var untilAt: Moment?

    package init(from: CivilDate, until: CivilDate?, fromAt: Moment? = nil, untilAt: Moment? = nil) {
      self.fromAt = fromAt
      self.untilAt = untilAt
      self.from = from
      self.until = until
    }
  }

  /// More time, granted; it never shortens the time there is.
  package struct Extension: Hashable, Sendable {
    /// How the new last day is found.
    package enum Reach: Hashable, Sendable {
      /// The whole term, from the original start, as in `to 6 months from start`.
      case to(Span)
      /// On top of the current last day, as in `1 month from due`.
      case by(Span)
      /// From the day on which it was granted, as in `10 working days from today`.
      case fromGrant(Span)
    }

    package var reach: Reach
    /// The day on which it was granted; nil if that is not known, which counts as the last day that it extends.
    package var on: CivilDate?
    /// The longest term, from the original start, that it can reach; nil if there is no limit.
    package var cap: Span?
    /// The moment at which it was granted, where the clock counts hours and more than the day is known.
    package var at: Moment?

    package init(_ reach: Reach, on: CivilDate?, cap: Span? = nil, at: Moment? = nil) {
      self.at = at
      self.reach = reach
      self.on = on
      self.cap = cap
    }
  }

  /// The start that holds: the one recorded last.
  package var effectiveStart: CivilDate { lastCorrection?.started ?? started }

  /// The correction that holds. Of two under one number the later start is taken, so that order never matters.
  var lastCorrection: Correction? {
    corrections.max { ($0.sequence, $0.on, $0.started) < ($1.sequence, $1.on, $1.started) }
  }
}
