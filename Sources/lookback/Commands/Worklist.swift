import ArgumentParser
import LookbackText

struct Worklist: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What waits for you, the earliest due first.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let answer = try connecting.ask("GET", "/worklist?limit=\(limit)" + connecting.place(after))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.due, words.caseNumber, words.title, words.track, words.toDo, words.assignee, "")
    for item in answer.objects("items") {
      table.rows.append([
        item.text("due"), item.text("case"), item.text("title"), item.text("track"), item.text("kind_title"),
        item.text("assignee"), item.truth("overdue") ? words.overdue : "",
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
  }
}
