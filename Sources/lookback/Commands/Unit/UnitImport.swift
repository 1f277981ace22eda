import ArgumentParser

struct UnitImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Add or change the units in a CSV file.",
    discussion: """
      The first line names the columns: code, name, document_code, parent, from; or 代码, 名称, 发文代字, 上级单位, 自.
      A unit that is there is changed in what the line gives; an empty cell leaves what is known. \
      All lines are taken or none, and everything that is wrong is told by its line.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The file.") var file: String
  @Flag(help: "Report what would be, and what is wrong; import nothing.") var dryRun = false

  func run() throws {
    let list = try OrganisationFile(csv: file, .units)
    try connecting.importEntries(list, .units, isDryRun: dryRun)
  }
}
