import ArgumentParser
import LookbackText

struct CaseHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Everything that happened to a case.",
    discussion: "With --json, one object for each ten thousand events.")
  private static let page = 10_000
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Flag(help: "With every fact that each event added.") var changes = false

  func run() throws {
    var events: [Answer] = []
    var last = 0
    try connecting.pages("/cases/\(reference.encoded)/history?limit=\(Self.page)") { page in
      events += page.objects("items")
      last = page.number("sequence")
    }
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.on, words.track, words.event, words.from, words.to, words.actor, words.recorded)
    var next = 1
    func bridge(to sequence: Int) {
      if sequence > next { table.rows.append(["\(next)–\(sequence - 1)", "", "", words.notAtHand, "", "", "", ""]) }
      next = sequence + 1
    }
    for event in events {
      bridge(to: event.number("sequence"))
      table.rows.append([
        event.text("sequence"), event.text("on"), event.text("track"), event.text("event_title"),
        event.text("from_title"), event.text("to_title"), words.acting(event.text("actor"), for: event.text("for")),
        words.entered(event.moment("at"), event.text("late_entry")),
      ])
      if changes {
        for change in event.texts("changes") { table.rows.append(["", "", "", "  " + change, "", "", "", ""]) }
      }
    }
    bridge(to: last + 1)
    table.print()
  }
}
