import ArgumentParser
import LookbackJSON

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a case for each line of a CSV file.",
    discussion: """
      The first line names the fields. Every bad line is reported by line and column; nothing is imported from a \
      file with errors unless told by --skip-errors. Equal lines open a case each; the same file imported again opens \
      nothing twice. A file that was corrected is another file: give both the same --key, and only the lines that are \
      not in yet are opened.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The file.") var file: String
  @Option(help: "The workflow.") var workflow = "recommendation"
  @Option(
    help: "The day on which the cases came, if not today; an earlier one as far as `back` of the definition lets you.")
  var on: String?
  @Option(help: "What names this import; without it the file itself does.") var key: String?
  @Option(help: "How the file is written: utf-8, or gb18030 as Chinese spreadsheets do.")
  var encoding = SpreadsheetText.Encoding.utf8
  @Flag(help: "Report what is wrong; import nothing.") var dryRun = false
  @Flag(help: "Import the good lines of a file with errors.") var skipErrors = false

  func run() throws {
    let text = try SpreadsheetText(path: file, encoding, connecting.language).text
    let body = JSON.members([
      "workflow": .string(workflow), "csv": .string(text), "dry_run": .bool(dryRun), "skip_errors": .bool(skipErrors),
      "key": key.map { .string($0) }, "on": on.map { .string($0) },
    ])
    let answer = try connecting.ask("POST", "/import", body: body)
    let errors = answer.objects("errors")
    if !connecting.json {
      let words = Strings(connecting.language)
      for error in errors {
        print(words.badLine(error.number("line"), error.number("column"), error.text("detail")))
      }
      let more = answer.number("error_count") - errors.count
      if more > 0 { print(words.moreErrors(more)) }
      print(
        words.imported(
          answer.number("imported"), answer.number("lines"), already: answer.number("already"),
          max(errors.count, answer.number("error_count")),
          dry: dryRun))
    }
    if !errors.isEmpty { throw ExitCode(1) }
  }
}
