/// The statutory and the announced due date of one matter, side by side.
///
/// They are always shown together: reminders go by the announced date, statistics show both, and a contradiction is
/// flagged.
package struct DueDates: Hashable, Sendable {
  /// How the announced date stands against the law.
  package enum Conflict: String, CaseIterable, Hashable, Sendable {
    /// A person who trusts the announced date is late by law.
    case announcedAfterStatutory = "announced after statutory"
  }

  package var statutory: CivilDate?
  package var announced: CivilDate?

  package init(statutory: CivilDate?, announced: CivilDate?) {
    self.statutory = statutory
    self.announced = announced
  }

  /// An announced date may be stricter than the law, never looser.
  package var conflict: Conflict? {
    guard let statutory, let announced, announced > statutory else { return nil }
    return .announcedAfterStatutory
  }

  /// The date after which the matter is late by every measure that applies: the earlier of the two.
  package var earliest: CivilDate? {
    switch (statutory, announced) {
    case (let statutory?, let announced?): min(statutory, announced)
    default: statutory ?? announced
    }
  }
}
