import ArgumentParser
import LookbackJSON
import LookbackTime

struct CalendarShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A year month by month, with holidays and make-up days marked.")
  @OptionGroup var calendars: Calendars
  @Argument(help: "The calendar, such as cn.") var name: String
  @Argument(help: "The year.") var year: Int

  func validate() throws {
    guard (1...9999).contains(year) else { throw ValidationError(Strings(calendars.language).noYear(year)) }
  }

  func run() throws {
    let calendar = try calendars.calendar(name)
    if calendars.json { return print(try json(calendar)) }
    let title = calendar.title.text(in: calendars.language)
    print("\(calendar.name) \(calendar.version)" + (title.isEmpty ? "" : "  \(title)"))
    for source in calendar.sources[year] ?? [] { print(source) }
    print()
    for line in try calendar.picture(of: year, in: calendars.language, paint: Colours.paint) { Colours.print(line) }
  }

  private func json(_ calendar: WorkCalendar) throws -> JSON {
    let first = try CivilDate(year: year, month: 1, day: 1)
    let last = try CivilDate(year: year, month: 12, day: 31)
    let named = (first.days...last.days).map(CivilDate.init(days:)).filter { calendar.dayName($0) != nil }
    return .members([
      "calendar": .string(calendar.name), "version": .int(Int64(calendar.version)), "year": .int(Int64(year)),
      "published": .bool(calendar.isPublished(year: year)), "sources": .texts(calendar.sources[year] ?? []),
      "weekend": .array(calendar.weekend.sorted().map { .int(Int64($0)) }),
      "days": .array(named.map { JSON($0, calendar, calendars.language) }),
    ])
  }
}
