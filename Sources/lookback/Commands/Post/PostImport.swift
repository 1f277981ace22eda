import ArgumentParser

struct PostImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Give the posts in a CSV file.",
    discussion: """
      The first line names the columns: person, post, unit, from, until; or 人员, 岗位, 单位, 自, 至.
      A post that is held already is left, or gets the last day of the line. \
      All lines are taken or none, and everything that is wrong is told by its line.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The file.") var file: String
  @Flag(help: "Report what would be, and what is wrong; import nothing.") var dryRun = false

  func run() throws {
    let list = try OrganisationFile(csv: file, .posts)
    try connecting.importEntries(list, .posts, isDryRun: dryRun)
  }
}
