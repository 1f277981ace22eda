import ArgumentParser
import LookbackJSON

struct CalendarRedate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redate", abstract: "Count open cases with the calendars that are published.",
    discussion: """
      For calendars that came with the daemon's folder of definitions: lists every date that would move, asks, then moves \
      them as one recorded act. After an interruption, do it again: it goes on with what is left.
      """)
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "List the dates that would move; change nothing.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    try DateMoving(connecting: connecting, path: "/redatings", body: .members([:])).run(dryRun: dryRun, yes: yes)
  }
}
