import ArgumentParser

struct CalendarCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Show calendars and count with them, without the daemon; publish them, and re-date open cases.",
    subcommands: [
      CalendarShow.self, CalendarDays.self, CalendarAdd.self, CalendarCount.self, CalendarCheck.self,
      CalendarPublish.self, CalendarRedate.self, CalendarRedatings.self,
    ])
}
