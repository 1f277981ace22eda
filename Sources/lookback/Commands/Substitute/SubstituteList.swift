import ArgumentParser
import LookbackText

struct SubstituteList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All of them, the newest first.")
  @OptionGroup var connecting: ClientOptions

  func run() throws {
    let lines = try connecting.items("/substitutes")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.person, words.substitute, words.firstDay, words.lastDay, words.post, words.status)
    for line in lines {
      let post = line.text("post")
      let waits = line.text("waits").isEmpty ? "" : words.waits(for: line.text("waits"))
      let status = line.truth("holds") ? words.holds : line.text("ended").isEmpty ? waits : words.ended
      table.rows.append([
        line.text("number"), line.text("person"), line.text("substitute"), line.text("from"), line.text("until"),
        post.isEmpty ? words.allPosts : post, status,
      ])
    }
    table.print()
  }
}
