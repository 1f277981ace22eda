import ArgumentParser
import LookbackText

struct Can: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What you may do with a case now, and for the rest why not.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String

  func run() throws {
    let answer = try connecting.ask("GET", "/cases/\(reference.encoded)/can")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print(Self.head(words.canDo, isEmpty: answer.objects("possible").isEmpty, words))
    var table = Table(words.event, "", words.track, words.unit, words.needs, words.takes)
    for line in answer.objects("possible") {
      table.rows.append([
        line.text("event"), line.text("title"), line.text("track"), line.text("unit"),
        line.texts("needs").joined(separator: words.comma), line.texts("takes").joined(separator: words.comma),
      ])
    }
    if !table.rows.isEmpty { table.print() }
    print("\n" + Self.head(words.cannotDo, isEmpty: answer.objects("refused").isEmpty, words))
    var refused = Table(words.event, "", words.track, words.unit, words.reason)
    for line in answer.objects("refused") {
      refused.rows.append([
        line.text("event"), line.text("title"), line.text("track"), line.text("unit"), line.text("reason"),
      ])
    }
    if !refused.rows.isEmpty { refused.print() }
  }

  private static func head(_ title: String, isEmpty: Bool, _ words: Strings) -> String {
    isEmpty ? title + words.colon + words.none : title
  }
}
