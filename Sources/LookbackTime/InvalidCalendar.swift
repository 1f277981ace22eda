/// Everything that is wrong with a calendar, at once; never empty.
package struct InvalidCalendar: Error, Hashable, Sendable {
  package let errors: [CalendarError]

  /// At least one error.
  package init(_ errors: [CalendarError]) { self.errors = errors }
}

extension InvalidCalendar: CustomStringConvertible {
  /// One line, the errors apart by semicolons.
  package var description: String { errors.map(\.description).joined(separator: "; ") }
}
