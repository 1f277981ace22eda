import LookbackCore
import LookbackTime
import LookbackYAML
import Testing

/// The calendars of the repository, loaded once.
enum ShippedCalendars {
  private static let loaded = Result { try LibraryLoader().load(Workbench.workflows).library.newestCalendars }

  static func calendar(_ name: String) throws -> WorkCalendar {
    try #require(try loaded.get()[name], "no calendar \(name)")
  }

  /// Every day of the years.
  static func days(_ years: ClosedRange<Int>) throws -> [CivilDate] {
    let first = try CivilDate(year: years.lowerBound, month: 1, day: 1)
    let last = try CivilDate(year: years.upperBound, month: 12, day: 31)
    return (first.days...last.days).map(CivilDate.init(days:))
  }
}
