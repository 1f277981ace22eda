import ArgumentParser

struct CalendarCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find what is wrong with calendar files.",
    discussion: """
      A file is checked together with the folder it stands in, because calendars extend each other; only what is wrong \
      in the named files is told. Exit code 1 if there is an error.
      """)
  @OptionGroup var calendars: Calendars
  @Argument(help: "YAML files.") var files: [String]

  func run() throws { try DefinitionCheck(json: calendars.json, language: calendars.language).run(files) }
}
