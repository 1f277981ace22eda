/// What time will do to a case as it stands: its deadlines and alarms, which cost most of a decision and are therefore
/// derived once and handed on.
package struct CaseOutlook: Sendable {
  let deadlines: DeadlineBook
  let alarms: [Alarm]

  init(_ current: Case, in library: Library) {
    deadlines = DeadlineBook(current, library)
    alarms = current.alarms(in: library, deadlines)
  }
}

/// An outlook that came along with a decision, or none. It follows from the case, so it is no part of what was decided:
/// all are equal.
package struct Foresight: Sendable, Hashable {
  package let outlook: CaseOutlook?

  package init(_ outlook: CaseOutlook? = nil) { self.outlook = outlook }

  package static func == (left: Foresight, right: Foresight) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}
}
