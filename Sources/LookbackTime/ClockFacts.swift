/// What happened to a clock; together with its rule and a calendar, all that its deadline depends on.
package struct ClockFacts: Hashable, Sendable {
  /// The business date of the event that started the clock.
  package var started: CivilDate
  /// In any order; pauses that overlap are counted once.
  package var pauses: [Pause]
  /// In any order; they take effect by their date.
  package var extensions: [Extension]

  package init(started: CivilDate, pauses: [Pause] = [], extensions: [Extension] = []) {
    self.started = started
    self.pauses = pauses
    self.extensions = extensions
  }

  /// Days on which the clock stands still.
  package struct Pause: Hashable, Sendable {
    /// The first day that does not count.
    package var from: CivilDate
    /// The first day that counts again; nil while the pause lasts.
    package var until: CivilDate?

    package init(from: CivilDate, until: CivilDate?) {
      self.from = from
      self.until = until
    }
  }

  /// More time, granted.
  package struct Extension: Hashable, Sendable {
    /// How the new last day is found.
    package enum Reach: Hashable, Sendable {
      /// The whole term, from the original start, as in `to 6 months from start`.
      case to(Span)
      /// On top of the current last day, as in `1 month from due`.
      case by(Span)
    }

    package var reach: Reach
    /// The day on which it was granted.
    package var on: CivilDate

    package init(_ reach: Reach, on: CivilDate) {
      self.reach = reach
      self.on = on
    }
  }
}
