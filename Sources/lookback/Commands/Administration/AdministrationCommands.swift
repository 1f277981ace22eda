import ArgumentParser

struct AdministrationCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "administration",
    abstract: "What was done to the office itself: by whom, when, and what changed.",
    discussion: """
      People, units, posts, tokens, substitutes, registers, the test clock, definitions, re-datings and migrations, and \
      who was refused: each is an act in a chain of its own, which nobody can change and `lookbackd verify` checks.
      """,
    subcommands: [AdministrationList.self, AdministrationShow.self])
}
