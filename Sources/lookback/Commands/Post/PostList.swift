import ArgumentParser
import LookbackText

struct PostList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All posts that are held.",
    discussion: "With --csv, as `lookback workflow check --staff` and `lookback post add --file` read it.")
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "As CSV: person, post, unit.") var csv = false
  @Flag(help: "Also those that were taken away or are over, with their days.") var ended = false

  func validate() throws {
    guard csv && connecting.json else { return }
    throw ValidationError(Strings(connecting.language).exclude("--csv", "--json"))
  }

  func run() throws {
    let words = Strings(connecting.language)
    guard !csv else {
      print("person,post,unit")
      for line in try connecting.items("/posts") {
        print(CSVWriter.line(["person", "post", "unit"].map { line.text($0) }))
      }
      return
    }
    let days = ended ? [words.firstDay, words.lastDay] : []
    let table = Table(header: [words.unit, words.post, words.person] + days)
    try connecting.list("/posts" + (ended ? "?ended=true" : ""), table) {
      [$0.text("unit"), $0.text("post"), $0.text("person")] + (ended ? [$0.text("from"), $0.text("until")] : [])
    }
  }
}
