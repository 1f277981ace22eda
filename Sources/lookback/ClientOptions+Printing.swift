import LookbackText

extension ClientOptions {
  /// Warns on standard error if a case asks a post that nobody holds, so that it is in nobody's worklist.
  func warnOfVacantPosts(_ receipt: Answer) {
    guard !receipt.truth("dry_run"), case let id = receipt.text("case"), !id.isEmpty,
      let reply = try? client.send("GET", "/cases/\(id.encoded)"), reply.status == 200
    else { return }
    let words = Strings(language)
    let lines = reply.answer.vacantPosts.map { "\(words.warning)\(words.colon)\(words.nobodyHolds($0))" }
    // The warnings are one text, so that a reader who stops after the first line does not end the program.
    if !lines.isEmpty { ErrorReport.usage(lines.joined(separator: "\n")) }
  }

  func print(receipt: Answer) {
    guard !json else { return }
    let words = Strings(language)
    if receipt.truth("dry_run") {
      lookback.print(words.dryRun(receipt.texts("events").joined(separator: words.comma), receipt.text("state")))
      return
    }
    lookback.print(
      words.done(receipt.text("case"), receipt.number("sequence"), receipt.text("state"))
        + (receipt.truth("replayed") ? words.aside(words.again) : ""))
  }

  func print(cases answer: Answer) {
    guard !json else { return }
    let words = Strings(language)
    var table = Table(words.caseNumber, words.title, words.state, words.due, "")
    for line in answer.objects("items") {
      table.rows.append([
        line.text("id"), line.text("title"), line.text("state_title"), line.text("due"),
        line.truth("overdue") ? words.overdue : "",
      ])
    }
    table.print()
    print(nextOf: answer)
  }

  /// Prints how to continue, if the answer is a page and the list has more.
  func print(nextOf answer: Answer) {
    guard !json, case let next = answer.text("next"), !next.isEmpty else { return }
    lookback.print(Strings(language).more(after: next))
  }

  /// Returns the place from which a list continues, as a part of a query.
  func place(_ after: String?, first: Bool = false) -> String {
    after.map { (first ? "?" : "&") + "after=\($0.encoded)" } ?? ""
  }
}
