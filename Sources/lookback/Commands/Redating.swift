import ArgumentParser
import Foundation

struct CalendarPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish calendar files, and move the dates of open cases that they change.",
    discussion: """
      Lists every date of an open case that would move, asks, then publishes and moves them as one recorded act \
      (`lookback calendar redatings`). Closed cases and clocks that have stopped keep their dates.
      Without a terminal nothing is asked: give --yes to move dates. A published version never changes: raise `version`.
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "YAML files of calendars.") var files: [String]
  @Flag(help: "List the dates that would move; change nothing.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    let sources = try files.map { path -> [String: String] in ["name": path, "source": try TextFile.read(path)] }
    try MoveDates(connecting: connecting, path: "/calendars", body: ["files": sources]).run(dryRun: dryRun, yes: yes)
  }
}

struct CalendarRedate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redate", abstract: "Count open cases with the calendars that are published.",
    discussion: """
      For calendars that came with the daemon's folder of definitions: lists every date that would move, asks, then moves \
      them as one recorded act. After an interruption, do it again: it goes on with what is left.
      """)
  @OptionGroup var connecting: ClientOptions
  @Flag(help: "List the dates that would move; change nothing.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    try MoveDates(connecting: connecting, path: "/redatings", body: [:]).run(dryRun: dryRun, yes: yes)
  }
}

struct CalendarRedatings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redatings", abstract: "When dates of open cases were moved for a new calendar, by whom, and which.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A re-dating's number, to list the dates that it moved.") var number: Int?
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    if let number {
      let answer = try connecting.ask("GET", "/redatings/\(number)")
      if !connecting.json { MoveDates.print(answer, Strings(connecting.language)) }
      return
    }
    let answer = try connecting.ask("GET", "/redatings" + connecting.place(after, first: true))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table("#", words.at, words.actor, words.calendars, words.cases, words.dates)
    for line in answer.objects("redatings") {
      table.rows.append([
        line.text("redating"), line.moment("started"),
        line.text("person").isEmpty ? line.text("via") : line.text("person"),
        line.texts("editions").joined(separator: ", "), line.text("cases"), line.text("dates"),
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
  }
}

/// Lists the dates that something would move, asks, and does it.
private struct MoveDates {
  let connecting: ClientOptions
  let path: String
  let body: [String: Any]

  func run(dryRun: Bool, yes: Bool) throws {
    let words = Strings(connecting.language)
    // What the daemon says of the plan is the answer only of a dry run.
    var quiet = connecting
    quiet.json = connecting.json && dryRun
    let plan = try quiet.ask("POST", path, body: body.merging(["dry_run": true]) { $1 })
    let count = plan.number("dates")
    if !connecting.json { Self.print(plan, words) }
    guard !dryRun else { return }
    if count > 0, !yes { try ask(words, plan) }
    let answer = try connecting.ask("POST", path, body: body)
    guard !connecting.json else { return }
    for result in answer.objects("results") {
      let name = "\(result.text("name")) \(result.text("version"))"
      Swift.print(words.published(result.text("kind"), name, result.text("result")))
    }
    if answer.has("redating") {
      Swift.print(words.redated(answer.number("redating"), answer.number("dates"), answer.number("cases")))
    } else {
      Swift.print(words.nothingMoved)
    }
    let failures = answer.objects("failures")
    for failure in failures { ErrorReport.usage("\(failure.text("case")): \(failure.text("reason"))") }
    if !failures.isEmpty { throw ExitCode(1) }
  }

  private func ask(_ words: Strings, _ plan: Answer) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      ErrorReport.usage("\(words.error)\(words.colon)\(words.sayYes)")
      throw ExitCode(1)
    }
    Swift.print(words.moveThem(plan.number("dates"), plan.number("cases")), terminator: " ")
    fflush(nil)
    guard let answer = readLine(), ["y", "yes", "是"].contains(answer.lowercased()) else {
      Swift.print(words.nothingMoved)
      throw ExitCode(1)
    }
  }

  static func print(_ plan: Answer, _ words: Strings) {
    var table = Table(words.caseNumber, words.title, words.track, words.clock, words.from, words.to, "")
    for move in plan.objects("moves") {
      table.rows.append([
        move.text("case"), move.text("title"), move.text("track"), move.text("clock"), move.text("from"),
        move.text("to"), move.truth("settled") ? words.settled : "",
      ])
    }
    if !table.rows.isEmpty { table.print() }
    Swift.print(words.moves(plan.number("dates"), plan.number("cases")))
  }
}
