import ArgumentParser

struct CalendarPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish calendar files, and move the dates of open cases that they change.",
    discussion: """
      Lists every date of an open case that would move, asks, then publishes and moves them as one recorded act \
      (`lookback calendar redatings`). Closed cases and clocks that have stopped keep their dates.
      Without a terminal nothing is asked: give --yes to move dates. A published version never changes: raise `version`.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "YAML files of calendars.") var files: [String]
  @Flag(help: "List the dates that would move; change nothing.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    try DateMoving(connecting: connecting, path: "/calendars", body: .files(files)).run(dryRun: dryRun, yes: yes)
  }
}
