import ArgumentParser
import LookbackJSON
import LookbackText

struct WorkflowMigrations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrations", abstract: "When open cases were moved to another version, by whom, and which.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A migration's number, to list its cases and the dates that it changed.") var number: Int?
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let words = Strings(connecting.language)
    if let number { return try list(number, words) }
    let answer = try connecting.ask("GET", "/migrations" + connecting.place(after, first: true))
    guard !connecting.json else { return }
    var table = Table(
      "#", words.at, words.actor, words.workflow, words.version, words.movedCount, words.refusedCount, words.finished)
    for line in answer.objects("items") {
      table.rows.append([
        line.text("migration"), line.moment("started"),
        line.text("person").isEmpty ? line.text("via") : line.text("person"), line.text("workflow"),
        line.text("version"), line.text("moved"), line.text("refused"),
        line.text("ended").isEmpty ? words.cutShort : line.moment("ended"),
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
    for line in answer.objects("items") where line.text("ended").isEmpty {
      let again = WorkflowMigrate.words(line.text("workflow"), to: line.number("version"))
      lookback.print(words.goOn(line.number("migration"), connecting.line(again)))
    }
  }

  private func list(_ number: Int, _ words: Strings) throws {
    var cases: [JSON] = []
    var after = ""
    repeat {
      let answer = try connecting.withoutPrinting.ask("GET", "/migrations/\(number)?limit=10000" + after)
      cases += answer.elements("items")
      after = answer.text("next").isEmpty ? "" : "&after=\(answer.text("next").encoded)"
    } while !after.isEmpty
    guard !connecting.json else {
      return Swift.print(JSON.members(["migration": .int(Int64(number)), "items": .array(cases), "next": .null]))
    }
    var table = Table(words.caseNumber, words.title, words.result, words.why)
    for line in cases.map({ Answer($0) }) {
      table.rows.append([
        line.text("case"), line.text("title"), words.fate(line.text("result")), line.text("reason"),
      ])
    }
    table.print()
    MigrationCounts.printDates(cases.map { Answer($0) }, words)
  }
}
