import ArgumentParser
import Foundation

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a case for each line of a CSV file.",
    discussion: """
      The first line names the fields. Every bad line is reported by line and column; nothing is imported from a \
      file with errors unless told by --skip-errors. Equal lines open a case each; the same file imported again opens \
      nothing twice. A file that was corrected is another file: give both the same --key, and only the lines that are \
      not in yet are opened.
      """)
  @OptionGroup var connecting: Connecting
  @Argument(help: "The file, UTF-8.") var file: String
  @Option(help: "The workflow.") var workflow = "recommendation"
  @Option(help: "What names this import; without it the file itself does.") var key: String?
  @Flag(help: "Report what is wrong; import nothing.") var dryRun = false
  @Flag(help: "Import the good lines of a file with errors.") var skipErrors = false

  func run() throws {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw ValidationError("`\(file)` cannot be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      Complaint.usage("error: `\(file)` is not UTF-8")
      throw ExitCode(1)
    }
    var body: [String: Any] = ["workflow": workflow, "csv": text, "dry_run": dryRun, "skip_errors": skipErrors]
    if let key { body["key"] = key }
    let answer = try connecting.ask("POST", "/import", body: body)
    let errors = answer.objects("errors")
    if !connecting.json {
      let words = Words(connecting.language)
      for error in errors {
        print(words.badLine(error.number("line"), error.number("column"), error.text("problem")))
      }
      print(
        words.imported(
          answer.number("imported"), answer.number("lines"), already: answer.number("already"), errors.count,
          dry: dryRun))
    }
    if !errors.isEmpty { throw ExitCode(1) }
  }
}
