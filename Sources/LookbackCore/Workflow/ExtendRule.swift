package import LookbackTime

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
