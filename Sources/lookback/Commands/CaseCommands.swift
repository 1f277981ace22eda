import ArgumentParser

struct CaseCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Open cases and look at them.",
    subcommands: [
      CaseOpen.self, CaseShow.self, CaseList.self, CaseHistory.self,
      CaseWhatIf.self, CaseMend.self,
    ])
}

struct CaseOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a case.",
    discussion: "Example: lookback case open recommendation number=青13-3-164 subject=社区建设 lead=xue received=2019-01-28")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The workflow.") var workflow: String
  @Argument(help: "Fields as key=value; lists by comma.") var fields: [String] = []
  @Option(
    help: "The day on which it happened, if not today; an earlier one as far as `back` of the definition lets you.")
  var on: String?
  @Option(help: "A key of your own: what came with the same key is never done twice.") var key: String?

  func run() throws {
    let inputs = try Inputs(fields)
    guard inputs.name.isEmpty else { throw ValidationError("`\(inputs.name)` is not key=value") }
    var body: [String: Any] = ["workflow": workflow, "data": inputs.data]
    body["on"] = on
    let answer = try connecting.ask("POST", "/cases", body: body, headers: connecting.header(key: key))
    connecting.print(receipt: answer)
    connecting.warnOfVacantPosts(answer)
  }
}

struct CaseShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a case: data, tracks, deadlines.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Flag(help: "Explain how each deadline was counted.") var explain = false

  func run() throws {
    let answer = try connecting.ask("GET", "/cases/\(reference.encoded)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    print(
      "\(answer.text("title")) \(answer.text("id"))\(words.colon)\(answer.text("state_title"))"
        + (answer.truth("overdue") ? words.aside(words.overdue) : ""))
    printData(answer, words)
    printTracks(answer, words)
    printAsked(answer, words)
    printDeadlines(answer, words)
    printBlocked(answer, words)
    printMending(answer, words)
  }

  private func printData(_ answer: Answer, _ words: Strings) {
    print("\n\(words.data)")
    list(answer.object("data"))
  }

  private func printTracks(_ answer: Answer, _ words: Strings) {
    print("\n\(words.tracks)")
    var table = Table(words.track, words.unit, words.group, words.workflow, words.state, words.on)
    for track in answer.objects("tracks") {
      // What a track stood in when it was taken out would read as if it still stood there.
      let isTakenOut = track.truth("ended") && !track.truth("final")
      table.rows.append([
        track.text("track"), track.text("unit"), track.text("group"), track.text("workflow"),
        isTakenOut ? words.takenOut : track.text("state_title"),
        words.entered(track.text("entered"), track.text("late_entry")),
      ])
    }
    table.print()
    for track in answer.objects("tracks") where track.number("track") > 0 && !track.object("data").isEmpty {
      let unit = track.text("unit")
      print("\n\(words.data), \(track.text("track"))\(unit.isEmpty ? "" : " \(unit)")")
      list(track.object("data"))
    }
  }

  private func printAsked(_ answer: Answer, _ words: Strings) {
    let asked = answer.objects("asked")
    guard !asked.isEmpty else { return }
    print("\n\(words.askedNow)")
    var table = Table(words.track, words.unit, words.toDo, words.assignee, words.due)
    for line in asked {
      table.rows.append([
        line.text("track"), line.text("unit"), line.text("kind_title"), line.texts("asked").joined(separator: ", "),
        line.text("due"),
      ])
    }
    table.print()
    for post in answer.vacantPosts { print(words.nobodyHolds(post)) }
  }

  private func list(_ data: Answer) {
    for key in data.names.sorted() { print("  \(key): \(data.text(key))") }
  }

  private func printBlocked(_ answer: Answer, _ words: Strings) {
    let blocked = answer.objects("blocked")
    guard !blocked.isEmpty else { return }
    print("\n\(words.blocked)")
    var table = Table(words.event, words.track, words.on, words.reason)
    for act in blocked {
      table.rows.append([
        act.text("event_title"), act.text("track"), String(act.text("since").prefix(10)), act.text("reason"),
      ])
    }
    table.print()
  }

  private func printDeadlines(_ answer: Answer, _ words: Strings) {
    print("\n\(words.deadlines)")
    var table = Table(words.clock, words.code, words.track, words.started, words.due, words.status, "")
    for deadline in answer.objects("deadlines") {
      let status = ["running": words.running, "paused": words.paused, "stopped": words.stopped][deadline.text("status")]
      let mark = deadline.text("mark")
      var remark = deadline.truth("past") ? (mark.isEmpty ? words.past : mark == "overdue" ? words.overdue : mark) : ""
      if !deadline.text("contradicts").isEmpty { remark += " \(words.contradicts) \(deadline.text("contradicts"))" }
      if deadline.truth("extended") { remark += " \(words.extended)" }
      if deadline.truth("corrected") { remark += " \(words.corrected)" }
      if deadline.truth("provisional") { remark += " \(words.provisional)" }
      table.rows.append([
        deadline.text("title"), deadline.text("clock"), deadline.text("track"), deadline.text("started"),
        deadline.text("due"), status ?? "", remark,
      ])
    }
    table.print()
    guard explain else { return }
    for deadline in answer.objects("deadlines") {
      print("\n\(deadline.text("title")) \(deadline.text("law"))")
      for line in deadline.texts("explanation") { print("  \(line)") }
    }
  }
}

struct CaseList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List cases.",
    discussion: """
      By number; of one --state of a --workflow, those that have stood in it longest come first. A page that is full
      names the place after which the next one begins.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Only of this workflow.") var workflow: String?
  @Option(help: "Only in this state.") var state: String?
  @Option(help: "Only with these words in their data.") var text: String?
  @Flag(help: "Only past their due date.") var overdue = false
  @Option(help: "At most so many.") var limit = 50
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    var query = ["limit=\(limit)"]
    for (name, value) in [("workflow", workflow), ("state", state), ("text", text), ("after", after)] {
      if let value { query.append("\(name)=\(value.encoded)") }
    }
    if overdue { query.append("overdue=true") }
    let answer = try connecting.ask("GET", "/cases?" + query.joined(separator: "&"))
    connecting.print(cases: answer)
  }
}

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
    repeat {
      let page = try connecting.ask(
        "GET", "/cases/\(reference.encoded)/history?limit=\(Self.page)&after=\(events.last?.number("sequence") ?? 0)")
      events += page.objects("events")
      last = page.number("sequence")
      if page.objects("events").count < Self.page { break }
    } while true
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

extension Answer {
  /// The posts that a case asks for and nobody holds, each once.
  var vacantPosts: [String] { Set(objects("asked").flatMap { $0.texts("vacant") }).sorted() }
}

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
