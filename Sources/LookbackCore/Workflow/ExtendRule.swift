package import LookbackTime

/// How a clock may be extended, by the event `extend NAME` while it runs.
package struct ExtendRule: Sendable, Hashable {
  /// How far one extension reaches.
  package enum Amount: Sendable, Hashable {
    /// The clock is due after this term from the original start.
    case to(Span)
    /// The clock is due this term after its current due date.
    case by(Span)
    /// The clock is due this term after the day on which the extension is granted.
    case fromGrant(Span)
  }
  package var amount: Amount
  /// The longest term from the original start that extensions can reach; nil if there is no limit.
  package var cap: Span?
  /// How many extensions may be granted.
  package var atMost: Int
  package var who: [String]
  package var needs: [String]
  /// The roles that ask for an extension first, by `ask to extend NAME`. If empty, it is granted without being asked
  /// for.
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
  /// Returns the fact of an extension granted on that day. A clock that counts hours needs the moment, too.
  func `extension`(on date: CivilDate, at moment: Moment?) -> ClockFacts.Extension {
    switch amount {
    case .to(let span): ClockFacts.Extension(.to(span), on: date, cap: cap, at: moment)
    case .by(let span): ClockFacts.Extension(.by(span), on: date, cap: cap, at: moment)
    case .fromGrant(let span): ClockFacts.Extension(.fromGrant(span), on: date, cap: cap, at: moment)
    }
  }
}
