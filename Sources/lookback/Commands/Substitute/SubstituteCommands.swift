import ArgumentParser

struct SubstituteCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "substitute", abstract: "Who acts for whom, from a day to a day.",
    discussion: """
      A substitute may do what the other person may, and history says for whom it was done. Four eyes still count: \
      whoever substitutes for somebody who must not decide must not decide either.
      """,
    subcommands: [SubstituteAdd.self, SubstituteAgree.self, SubstituteList.self, SubstituteEnd.self])
}
