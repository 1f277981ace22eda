import ArgumentParser
import LookbackJSON
import LookbackText

/// Lists the dates that an act would move, asks whether to go on, and does it.
struct DateMoving {
  let connecting: ClientOptions
  let path: String
  let body: JSON

  func run(dryRun: Bool, yes: Bool) throws {
    let words = Strings(connecting.language)
    // The daemon's answer about the plan is printed as JSON only in a dry run.
    var quiet = connecting
    quiet.json = connecting.json && dryRun
    let plan = try quiet.ask("POST", path, body: body.adding(["dry_run": .bool(true)]))
    let count = plan.number("dates")
    if !connecting.json { Self.print(plan.objects("moves"), of: plan, words) }
    guard !dryRun else { return }
    if count > 0, !yes {
      try Confirmation(words: words)
        .require(words.moveThem(plan.number("dates"), plan.number("cases")), elsewhere: words.sayYes)
    }
    let answer = try connecting.ask("POST", path, body: body)
    guard !connecting.json else { return }
    for result in answer.objects("results") {
      let name = "\(result.text("name")) \(result.text("version"))"
      lookback.print(words.published(result.text("kind"), name, result.text("result")))
    }
    if answer.has("redating") {
      lookback.print(words.redated(answer.number("redating"), answer.number("dates"), answer.number("cases")))
    } else {
      lookback.print(words.nothingMoved)
    }
    let failures = answer.objects("failures")
    for failure in failures { ErrorReport.usage("\(failure.text("case"))\(words.colon)\(failure.text("reason"))") }
    if !failures.isEmpty { throw ExitCode(1) }
  }

  /// - Parameter act: says how many dates of how many cases move.
  static func print(_ moves: [Answer], of act: Answer, _ words: Strings) {
    var table = Table(words.caseNumber, words.title, words.track, words.clock, words.old, words.new, "")
    for move in moves {
      table.rows.append([
        move.text("case"), move.text("title"), move.text("track"), move.text("clock"), move.text("from"),
        move.text("to"), move.truth("settled") ? words.settled : "",
      ])
    }
    if !table.rows.isEmpty { table.print() }
    lookback.print(words.moves(act.number("dates"), act.number("cases")))
  }
}
