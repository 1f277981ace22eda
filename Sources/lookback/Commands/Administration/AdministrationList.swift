import ArgumentParser
import LookbackText

struct AdministrationList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The acts, the newest first.",
    discussion: "Example: lookback administration list --subject zhang.wei")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Only acts of this kind, such as post-given.") var kind: String?
  @Option(help: "Only what was done to this person, unit, register or definition.") var subject: String?
  @Option(help: "At most so many, 100 unless given.") var limit: Int?
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let filters = [("kind", kind), ("subject", subject), ("limit", limit.map { String($0) }), ("after", after)]
    let given = filters.compactMap { name, value in value.map { "\(name)=\($0.encoded)" } }
    let query = given.isEmpty ? "" : "?" + given.joined(separator: "&")
    let answer = try connecting.ask("GET", "/administration" + query)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.at, words.actor, words.known, words.act, words.subject, words.facts)
    for line in answer.objects("items") {
      let facts = line.objects("facts").map { words.fact($0.text("name"), $0.text("before"), $0.text("after")) }
      table.rows.append([
        line.text("number"), line.moment("at"), line.text("person"), line.text("via"), line.text("kind_title"),
        line.text("subject"), facts.joined(separator: words.comma),
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
  }
}
