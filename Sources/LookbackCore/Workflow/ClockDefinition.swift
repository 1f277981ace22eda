package import LookbackCEL
package import LookbackTime

/// A deadline as the definition states it.
package struct ClockDefinition: Sendable, Hashable {
  package enum Term: Sendable, Hashable {
    /// A term that runs from a start.
    case runs(Span, from: ClockStart)
    /// A date given in a field.
    case at(ValuePath)
    /// A date worked out from fields; what it gives is recorded whenever it changes.
    case computed(Guard)
  }
  package var name: String
  package var title: Label
  package var law: Law?
  package var term: Term
  package var counting: Counting
  package var stopsIn: [String]
  package var pausesIn: [String]
  /// Events that halt the clock until one of `resumesOn`, whatever states the track passes through meanwhile.
  package var pausesOn: [String]
  package var resumesOn: [String]
  /// Makes the event `correct NAME` available once the clock has started.
  package var correct: CorrectRule?
  package var extend: ExtendRule?
  package var reminders: [Reminder]
  package var breach: Breach?

  package init(
    name: String, title: Label, law: Law?, term: Term, counting: Counting, stopsIn: [String],
    pausesIn: [String], extend: ExtendRule?, reminders: [Reminder], breach: Breach?, pausesOn: [String] = [],
    resumesOn: [String] = [], correct: CorrectRule? = nil
  ) {
    self.name = name
    self.title = title
    self.law = law
    self.term = term
    self.counting = counting
    self.stopsIn = stopsIn
    self.pausesIn = pausesIn
    self.pausesOn = pausesOn
    self.resumesOn = resumesOn
    self.correct = correct
    self.extend = extend
    self.reminders = reminders
    self.breach = breach
  }
}

extension ClockDefinition {
  /// Runs by a term of law or rule, rather than to a date announced in a notice.
  package var isStatutory: Bool {
    switch term {
    case .runs: true
    case .at, .computed: false
    }
  }

  /// Its date stands in a field.
  var isAnnounced: Bool {
    if case .at = term { return true }
    return false
  }

  /// Runs for minutes, hours or working hours: its facts are moments.
  package var countsHours: Bool {
    if case .runs(let span, _) = term { return span.isPartOfDay }
    return false
  }

  /// Is over at a time of day rather than with a day.
  var isOverWithinDay: Bool { countsHours || counting.end == .closeOfBusiness }

  /// One of its reminders comes again and again.
  var hasLadder: Bool { reminders.contains { $0.ladder != nil } }
}
