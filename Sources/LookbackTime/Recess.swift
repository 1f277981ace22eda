/// A stretch in which reminders are silent, such as the summer recess of a parliament. Days in it are counted as always.
package struct Recess: Hashable, Sendable {
  package var name: CalendarName
  package var first: CivilDate
  /// Included.
  package var last: CivilDate

  /// `CalendarSource` checks that it does not end before it begins.
  package init(name: CalendarName, first: CivilDate, last: CivilDate) {
    self.name = name
    self.first = first
    self.last = last
  }

  package func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }
}
