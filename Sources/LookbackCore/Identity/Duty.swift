/// What somebody is there for who administers the office. An office may keep the duties apart (三员分立): then nobody has two of
/// them, and nobody who has one acts in cases.
package enum Duty: String, Sendable, Hashable, CaseIterable {
  /// People, units, posts, definitions, calendars, registers, the test clock, corrections of cases.
  case system
  /// Passwords, authenticators, sessions and tokens, and who has which duty.
  case security
  /// Reading what administrators did, and who was refused.
  case audit
}
