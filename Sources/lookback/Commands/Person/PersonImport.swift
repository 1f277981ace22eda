import ArgumentParser

struct PersonImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Add or change the people in a CSV or LDIF file.",
    discussion: """
      The first line names the columns: code, name, uid, mail, language, from, until; or 代码, 姓名, 用户号, 邮箱, 语言, 自, 至.
      Somebody who is there is changed in what the line gives; an empty cell leaves what is known. \
      All lines are taken or none, and everything that is wrong is told by its line.
      With --ldif: uid is the code, displayName or cn the name, mail, uidNumber and preferredLanguage the rest.
      Example: ldapsearch -LLL -o ldif-wrap=no '(uid=*)' uid cn mail uidNumber >people.ldif
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The file.") var file: String
  @Flag(help: "The file is LDIF, as a directory writes it.") var ldif = false
  @Flag(help: "Report what would be, and what is wrong; import nothing.") var dryRun = false

  func run() throws {
    let list = try ldif ? OrganisationFile(ldif: file) : OrganisationFile(csv: file, .persons)
    try connecting.importEntries(list, .persons, isDryRun: dryRun)
  }
}
