import ArgumentParser
import LookbackText

struct CalendarRedatings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redatings", abstract: "When dates of open cases were moved for a new calendar, by whom, and which.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A re-dating's number, to list the dates that it moved.") var number: Int?
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    if let number {
      var (moves, last): ([Answer], Answer?) = ([], nil)
      try connecting.pages("/redatings/\(number)?limit=1000") { page in
        moves += page.objects("items")
        last = page
      }
      if let last, !connecting.json { DateMoving.print(moves, of: last, Strings(connecting.language)) }
      return
    }
    let answer = try connecting.ask("GET", "/redatings" + connecting.place(after, first: true))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.at, words.actor, words.calendars, words.cases, words.dates)
    for line in answer.objects("items") {
      table.rows.append([
        line.text("redating"), line.moment("started"),
        line.text("person").isEmpty ? line.text("via") : line.text("person"),
        line.texts("editions").joined(separator: words.comma), line.text("cases"), line.text("dates"),
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
  }
}
