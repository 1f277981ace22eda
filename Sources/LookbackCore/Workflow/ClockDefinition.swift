package import LookbackTime

/// A deadline as the definition states it.
package struct ClockDefinition: Sendable, Hashable {
  package enum Term: Sendable, Hashable {
    /// A term that runs from a start.
    case runs(Span, from: ClockStart)
    /// A date given in a field.
    case at(ValuePath)
  }
  package var name: String
  package var title: Label
  package var law: String?
  package var term: Term
  package var counting: Counting
  package var stopsIn: [String]
  package var pausesIn: [String]
  package var extend: ExtendRule?
  package var reminders: [Reminder]
  package var breach: Breach?

  package init(
    name: String, title: Label, law: String?, term: Term, counting: Counting, stopsIn: [String],
    pausesIn: [String], extend: ExtendRule?, reminders: [Reminder], breach: Breach?
  ) {
    self.name = name
    self.title = title
    self.law = law
    self.term = term
    self.counting = counting
    self.stopsIn = stopsIn
    self.pausesIn = pausesIn
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
    case .at: false
    }
  }
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
  package init(amount: Amount, cap: Span? = nil, atMost: Int, who: [String], needs: [String]) {
    self.amount = amount
    self.cap = cap
    self.atMost = atMost
    self.who = who
    self.needs = needs
  }
}

extension ExtendRule {
  /// The fact that it is granted on that day.
  func `extension`(on date: CivilDate) -> ClockFacts.Extension {
    switch amount {
    case .to(let span): ClockFacts.Extension(.to(span), on: date, cap: cap)
    case .by(let span): ClockFacts.Extension(.by(span), on: date, cap: cap)
    case .fromGrant(let span): ClockFacts.Extension(.fromGrant(span), on: date, cap: cap)
    }
  }
}

package struct Reminder: Sendable, Hashable {
  package enum Direction: String, Sendable, Hashable { case before, after }
  package var direction: Direction
  package var span: Span
  package var tell: [Recipient]
  package init(direction: Direction, span: Span, tell: [Recipient]) {
    self.direction = direction
    self.span = span
    self.tell = tell
  }
}

package struct Breach: Sendable, Hashable {
  /// Shown on the case while the clock is past its due date; `overdue` unless the definition says otherwise.
  package var mark: String
  package var tell: [Recipient]
  package init(mark: String, tell: [Recipient]) {
    self.mark = mark
    self.tell = tell
  }
}
