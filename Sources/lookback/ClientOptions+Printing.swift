import LookbackText

extension ClientOptions {
  /// Says on standard error where a case has come to a post that nobody holds: nobody's worklist has it.
  func warnOfVacantPosts(_ receipt: Answer) {
    guard !receipt.truth("dry_run"), case let id = receipt.text("case"), !id.isEmpty,
      let reply = try? client.send("GET", "/cases/\(id.encoded)"), reply.status == 200
    else { return }
    let words = Strings(language)
    let lines = reply.answer.vacantPosts.map { "\(words.warning)\(words.colon)\(words.nobodyHolds($0))" }
    // In one piece: a reader who has enough after the first line does not end the program.
    if !lines.isEmpty { ErrorReport.usage(lines.joined(separator: "\n")) }
  }

  func print(receipt: Answer) {
    guard !json else { return }
    let words = Strings(language)
    if receipt.truth("dry_run") {
      Swift.print(words.dryRun(receipt.texts("events").joined(separator: words.comma), receipt.text("state")))
      return
    }
    Swift.print(
      words.done(receipt.text("case"), receipt.number("sequence"), receipt.text("state"))
        + (receipt.truth("replayed") ? words.aside(words.again) : ""))
  }

  func print(cases answer: Answer) {
    guard !json else { return }
    let words = Strings(language)
    var table = Table(words.caseNumber, words.title, words.state, words.due, "")
    for line in answer.objects("cases") {
      table.rows.append([
        line.text("id"), line.text("title"), line.text("state_title"), line.text("due"),
        line.truth("overdue") ? words.overdue : "",
      ])
    }
    table.print()
    print(nextOf: answer)
  }

  /// Where the page of a list ended before the list did, how to go on.
  func print(nextOf answer: Answer) {
    guard !json, case let next = answer.text("next"), !next.isEmpty else { return }
    Swift.print(Strings(language).more(after: next))
  }

  /// The place where a list goes on, as a part of a query.
  func place(_ after: String?, first: Bool = false) -> String {
    after.map { (first ? "?" : "&") + "after=\($0.encoded)" } ?? ""
  }
}
