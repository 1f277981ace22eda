import ArgumentParser

struct Worklist: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "What waits for you, the earliest due first.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let answer = try connecting.ask("GET", "/worklist?limit=\(limit)" + connecting.place(after))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.due, words.caseNumber, words.title, words.track, words.toDo, words.assignee, "")
    for item in answer.objects("items") {
      table.rows.append([
        item.text("due"), item.text("case"), item.text("title"), item.text("track"), item.text("kind_title"),
        item.text("assignee"), item.truth("overdue") ? words.overdue : "",
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
  }
}

struct Due: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Open cases by their next due date.")
  @OptionGroup var connecting: ClientOptions
  @Option(help: "Only those due until this day.") var until: String?
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let filter = until.map { "&until=\($0.encoded)" } ?? ""
    connecting.print(cases: try connecting.ask("GET", "/due?limit=\(limit)" + filter + connecting.place(after)))
  }
}

struct Outbox: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Messages that wait to be sent.")
  @OptionGroup var connecting: ClientOptions
  @Option(name: .customLong("case"), help: "Only about this case.") var reference: String?
  @Option(help: "At most so many.") var limit = 100
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let filter = reference.map { "&case=\($0.encoded)" } ?? ""
    let answer = try connecting.ask("GET", "/outbox?limit=\(limit)" + filter + connecting.place(after))
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    var table = Table(words.at, words.topic, words.about, words.due, words.title, words.recipients)
    for message in answer.objects("messages") {
      table.rows.append([
        message.moment("at"), message.text("topic"), message.text("about"), message.text("due"),
        message.text("title"), message.texts("recipients").joined(separator: ", "),
      ])
    }
    table.print()
    for message in answer.objects("undeliverable") {
      print(
        words.undeliverable(
          message.text("topic"), message.text("about"), message.text("title"),
          message.texts("recipients").joined(separator: ", "), message.text("failure")))
    }
    connecting.print(nextOf: answer)
    let counts = answer.object("counts")
    if !counts.isEmpty {
      print("\n" + counts.names.sorted().map { "\($0): \(counts.text($0))" }.joined(separator: "  "))
    }
  }
}

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The statistics of a year: received, closed, by round, outcome and class.",
    discussion:
      """
      What counts as an answer, on time and apart stands in the definition (`counts`). A case that is reopened in a later \
      year stays counted as it was; its second answer counts in that year.
      """)
  @OptionGroup var connecting: ClientOptions
  @Option(help: "The year.") var year: Int

  func run() throws {
    let answer = try connecting.ask("GET", "/report?year=\(year)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    for line in answer.objects("received") {
      print("\(words.received)\(words.colon)\(line.text("workflow")) \(line.text("count"))")
    }
    print("\(words.closed):")
    var table = Table(
      words.workflow, words.round, words.outcome, words.state, words.classLabel, words.count, words.onTime,
      words.onTimeAtFirst)
    for line in answer.objects("closed") {
      let all = line.number("with_deadline")
      let onTime = all == 0 ? "" : "\(line.text("on_time")) / \(all)"
      let atFirst = all == 0 ? "" : "\(line.text("on_time_at_first")) / \(all)"
      table.rows.append([
        line.text("workflow"), line.text("round"), line.text("outcome_title"), line.text("state"), line.text("class"),
        line.text("count"), onTime,
        atFirst,
      ])
    }
    table.print()
  }
}
