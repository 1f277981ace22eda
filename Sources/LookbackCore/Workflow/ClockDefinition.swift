package import LookbackCEL
package import LookbackTime

/// A clock as the definition states it.
@dynamicMemberLookup
package struct ClockDefinition: Sendable, Hashable {
  package enum Term: Sendable, Hashable {
    /// The term runs from a start.
    case runs(Span, from: ClockStart)
    /// The date is that of a field.
    case at(ValuePath)
    /// The date is computed from fields. The result is recorded whenever it changes.
    case computed(Guard)
  }
  /// What a clock consists of. A copy of a clock is one reference to it until one of the copies is changed.
  package struct Content: Sendable, Hashable {
    package var name: String
    package var title: Label
    package var law: Law?
    package var term: Term
    package var counting: Counting
    /// The states in which the clock stops.
    package var stopsIn: [String]
    /// The states in which the clock is paused.
    package var pausesIn: [String]
    /// The events that halt the clock until one of `resumesOn`, through whatever states the track goes meanwhile.
    package var pausesOn: [String]
    package var resumesOn: [String]
    /// How the start may be corrected, by the event `correct NAME` once the clock has started; nil if it may not.
    package var correct: CorrectRule?
    /// How the clock may be extended, by the event `extend NAME`; nil if it may not.
    package var extend: ExtendRule?
    package var reminders: [Reminder]
    package var breach: Breach?
  }

  private var content: Shared<Content>

  package init(
    name: String, title: Label, law: Law?, term: Term, counting: Counting, stopsIn: [String],
    pausesIn: [String], extend: ExtendRule?, reminders: [Reminder], breach: Breach?, pausesOn: [String] = [],
    resumesOn: [String] = [], correct: CorrectRule? = nil
  ) {
    content = Shared(
      Content(
        name: name, title: title, law: law, term: term, counting: counting, stopsIn: stopsIn, pausesIn: pausesIn,
        pausesOn: pausesOn, resumesOn: resumesOn, correct: correct, extend: extend, reminders: reminders, breach: breach
      ))
  }

  /// Each part of the content under its own name.
  package subscript<Member>(dynamicMember member: WritableKeyPath<Content, Member>) -> Member {
    get { content.value[keyPath: member] }
    _modify { yield &content.value[keyPath: member] }
  }
}

extension ClockDefinition {
  /// Whether the clock runs for a term of a law or rule, and not to a date that a notice gave.
  package var isStatutory: Bool {
    switch self.term {
    case .runs: true
    case .at, .computed: false
    }
  }

  /// Whether the date is that of a field.
  var isAnnounced: Bool {
    if case .at = self.term { return true }
    return false
  }

  /// Whether the term is counted in minutes, hours or working hours, so that its facts are moments.
  package var countsHours: Bool {
    if case .runs(let span, _) = self.term { return span.isPartOfDay }
    return false
  }

  /// Whether the clock is over at a time of day and not at the end of a day.
  var isOverWithinDay: Bool { countsHours || self.counting.end == .closeOfBusiness }

  /// Whether one of its reminders is repeated.
  var hasLadder: Bool { self.reminders.contains { $0.ladder != nil } }
}
