import ArgumentParser
import LookbackText

struct Outbox: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Messages that wait to be sent.")
  @OptionGroup var connecting: ClientOptions
  @Option(name: .customLong("case"), help: "Only about this case.") var reference: String?
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let filter = reference.map { "&case=\($0.encoded)" } ?? ""
    let answer = try connecting.ask("GET", "/outbox?limit=\(limit)" + filter + connecting.place(after))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.at, words.topic, words.about, words.due, words.title, words.recipients)
    let messages = answer.objects("items")
    for message in messages where message.text("status") != "undeliverable" {
      table.rows.append([
        message.moment("at"), message.text("topic"), message.text("about"), message.text("due"),
        message.text("title"), message.texts("recipients").joined(separator: words.comma),
      ])
    }
    table.print()
    for message in messages where message.text("status") == "undeliverable" {
      print(
        words.undeliverable(
          message.text("topic"), message.text("about"), message.text("title"),
          message.texts("recipients").joined(separator: words.comma), message.text("failure")))
    }
    connecting.print(nextOf: answer)
    let counts = answer.object("counts")
    if !counts.isEmpty {
      print("\n" + counts.names.sorted().map { "\($0)\(words.colon)\(counts.text($0))" }.joined(separator: "  "))
    }
  }
}
