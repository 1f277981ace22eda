import ArgumentParser
import LookbackJSON
import LookbackTime

struct CalendarDays: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "days", abstract: "One line a day: the date, `working` or `off`, and the name, between tabs.",
    discussion: "The first two columns never change; a day without a name has no third.")
  @OptionGroup var calendars: Calendars
  @Argument(help: "The calendar.") var name: String
  @Option(help: "The first day.") var from: CivilDate
  @Option(help: "The last day.") var to: CivilDate

  func run() throws {
    guard from <= to else { throw ValidationError(Strings(calendars.language).backwardDays("\(from)", "\(to)")) }
    let calendar = try calendars.calendar(name)
    let days = (from.days...to.days).lazy.map(CivilDate.init(days:))
    if calendars.json {
      return print(JSON.members(["days": .array(days.map { JSON($0, calendar, calendars.language) })]))
    }
    for day in days {
      let name = calendar.dayName(day, in: calendars.language).map { "\t\($0)" } ?? ""
      print("\(day)\t\(calendar.isWorking(day) ? "working" : "off")\(name)")
    }
  }
}
