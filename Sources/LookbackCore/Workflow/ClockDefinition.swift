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
  private struct Parts: Sendable, Hashable {
    var name: String
    var title: Label
    var law: Law?
    var term: Term
    var counting: Counting
    var stopsIn: [String]
    var pausesIn: [String]
    var pausesOn: [String]
    var resumesOn: [String]
    var correct: CorrectRule?
    var extend: ExtendRule?
    var reminders: [Reminder]
    var breach: Breach?
  }

  private var parts: Shared<Parts>

  package var name: String {
    get { parts.value.name }
    set { parts.value.name = newValue }
  }
  package var title: Label {
    get { parts.value.title }
    set { parts.value.title = newValue }
  }
  package var law: Law? {
    get { parts.value.law }
    set { parts.value.law = newValue }
  }
  package var term: Term {
    get { parts.value.term }
    set { parts.value.term = newValue }
  }
  package var counting: Counting {
    get { parts.value.counting }
    set { parts.value.counting = newValue }
  }
  package var stopsIn: [String] {
    get { parts.value.stopsIn }
    set { parts.value.stopsIn = newValue }
  }
  package var pausesIn: [String] {
    get { parts.value.pausesIn }
    set { parts.value.pausesIn = newValue }
  }
  /// Events that halt the clock until one of `resumesOn`, whatever states the track passes through meanwhile.
  package var pausesOn: [String] {
    get { parts.value.pausesOn }
    set { parts.value.pausesOn = newValue }
  }
  package var resumesOn: [String] {
    get { parts.value.resumesOn }
    set { parts.value.resumesOn = newValue }
  }
  /// Makes the event `correct NAME` available once the clock has started.
  package var correct: CorrectRule? {
    get { parts.value.correct }
    set { parts.value.correct = newValue }
  }
  package var extend: ExtendRule? {
    get { parts.value.extend }
    set { parts.value.extend = newValue }
  }
  package var reminders: [Reminder] {
    get { parts.value.reminders }
    set { parts.value.reminders = newValue }
  }
  package var breach: Breach? {
    get { parts.value.breach }
    set { parts.value.breach = newValue }
  }

  package init(
    name: String, title: Label, law: Law?, term: Term, counting: Counting, stopsIn: [String],
    pausesIn: [String], extend: ExtendRule?, reminders: [Reminder], breach: Breach?, pausesOn: [String] = [],
    resumesOn: [String] = [], correct: CorrectRule? = nil
  ) {
    parts = Shared(
      Parts(
        name: name, title: title, law: law, term: term, counting: counting, stopsIn: stopsIn, pausesIn: pausesIn,
        pausesOn: pausesOn, resumesOn: resumesOn, correct: correct, extend: extend, reminders: reminders, breach: breach
      ))
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
    if case .at = parts.value.term { return true }
    return false
  }

  /// Runs for minutes, hours or working hours: its facts are moments.
  package var countsHours: Bool {
    if case .runs(let span, _) = parts.value.term { return span.isPartOfDay }
    return false
  }

  /// Is over at a time of day rather than with a day.
  var isOverWithinDay: Bool { countsHours || parts.value.counting.end == .closeOfBusiness }

  /// One of its reminders comes again and again.
  var hasLadder: Bool { parts.value.reminders.contains { $0.ladder != nil } }
}

package enum ClockStart: Sendable, Hashable {
  /// The business date of the last event of this name in the same track.
  case event(String)
  /// The business date on which the state was last entered.
  case state(String)
}

/// How a clock may be extended; makes the event `extend NAME` available while the clock runs.
package struct ExtendRule: Sendable, Hashable {
  package enum Amount: Sendable, Hashable {
    /// Up to this term counted from the original start.
    case to(Span)
    /// By this term counted from the current due date.
    case by(Span)
    /// By this term counted from the day on which it is granted.
    case fromGrant(Span)
  }
  package var amount: Amount
  /// The longest term from the original start that it can reach; nil if there is no limit.
  package var cap: Span?
  package var atMost: Int
  package var who: [String]
  package var needs: [String]
  /// Roles that ask for it first, by `ask to extend NAME`; empty: it is granted unasked.
  package var ask: [String]
  package init(
    amount: Amount, cap: Span? = nil, atMost: Int, who: [String], needs: [String], ask: [String] = []
  ) {
    self.ask = ask
    self.amount = amount
    self.cap = cap
    self.atMost = atMost
    self.who = who
    self.needs = needs
  }
}

extension ExtendRule {
  /// The fact that it is granted on that day; the moment is wanted where the clock counts hours.
  func `extension`(on date: CivilDate, at moment: Moment?) -> ClockFacts.Extension {
    switch amount {
    case .to(let span): ClockFacts.Extension(.to(span), on: date, cap: cap, at: moment)
    case .by(let span): ClockFacts.Extension(.by(span), on: date, cap: cap, at: moment)
    case .fromGrant(let span): ClockFacts.Extension(.fromGrant(span), on: date, cap: cap, at: moment)
    }
  }
}

/// How the start of a clock may be corrected: the clock is then counted as if it had always been the new one.
package struct CorrectRule: Sendable, Hashable {
  package var who: [String]
  package var needs: [String]
  package init(who: [String], needs: [String]) {
    self.who = who
    self.needs = needs
  }
}

package struct Reminder: Sendable, Hashable {
  package enum Direction: String, Sendable, Hashable { case before, after }
  /// Further reminders, each a span after the one before, counted from the first: month steps do not drift.
  package struct Ladder: Sendable, Hashable {
    package enum End: Sendable, Hashable {
      /// Of them all, the first included.
      case count(Int)
      /// None later than this after the due date.
      case until(Span)
    }
    package var every: Span
    package var end: End
    package init(every: Span, end: End) {
      self.every = every
      self.end = end
    }
  }
  package var direction: Direction
  /// Nil: the due date itself, from which a ladder counts.
  package var span: Span?
  package var ladder: Ladder?
  package var tell: [Recipient]
  package init(direction: Direction, span: Span?, tell: [Recipient], ladder: Ladder? = nil) {
    self.direction = direction
    self.span = span
    self.tell = tell
    self.ladder = ladder
  }
}

package struct Breach: Sendable, Hashable {
  /// Shown on the case while the clock is past its due date; `overdue` unless the definition says otherwise.
  package var mark: String
  package var tell: [Recipient]
  /// What else leaves when the due date has passed.
  package var effects: [Effect]
  package init(mark: String, tell: [Recipient], effects: [Effect] = []) {
    self.effects = effects
    self.mark = mark
    self.tell = tell
  }
}
