import ArgumentParser
import LookbackDates
import LookbackJSON
import LookbackTime

struct CalendarCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "The working days from one date to another.",
    discussion: """
      The later date is counted, the earlier one only with --inclusive, so that adding the number to FROM gives TO \
      back. Negative if TO is before FROM.
      """)
  @OptionGroup var calendars: Calendars
  @Argument(help: "The calendar.") var name: String
  @Argument(help: "The first date.") var from: CivilDate
  @Argument(help: "The second date.") var to: CivilDate
  @Flag(help: "Count the earlier date too.") var inclusive = false

  func run() throws {
    let calendar = try calendars.calendar(name)
    let count = calendar.workingDays(from: from, to: to, included: inclusive)
    if calendars.json {
      return print(
        JSON.members([
          "calendar": .string(name), "from": .string("\(from)"), "to": .string("\(to)"),
          "inclusive": .bool(inclusive), "count": .int(Int64(count)),
        ]))
    }
    print(count)
  }
}
