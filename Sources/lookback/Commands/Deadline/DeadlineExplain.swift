import ArgumentParser

struct DeadlineExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say how a deadline of a case was counted, day by day.",
    discussion: """
      From the event that started it, over each day that was not counted and why, pauses, extensions and the calendar's \
      version, to the last day.

        lookback deadline explain 青13-3-164 reply
        lookback deadline explain 青13-3-164 draft --track 2 --picture
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Argument(help: "The clock, such as reply.") var clock: [String]
  @Option(help: "Only of this track; else of every track on which the clock was started.") var track: Int?
  @Flag(help: "Draw it month by month.") var picture = false

  func run() throws {
    let name = clock.joined(separator: " ")
    let filter = track.map { "?track=\($0)" } ?? ""
    let answer = try connecting.ask(
      "GET", "/cases/\(reference.encoded)/deadlines/\(name.encoded)" + filter)
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    for (index, deadline) in answer.objects("deadlines").enumerated() {
      if index > 0 { print() }
      print(words.deadlineHead(deadline.text("title"), deadline.text("unit"), deadline.text("due")))
      for line in deadline.texts("explanation") { print("  \(line)") }
      if deadline.text("original") != deadline.text("due") { print("  \(words.originally(deadline.text("original")))") }
      for entry in deadline.objects("late_entries") {
        print("  \(entry.text("on")) \(words.entered(entry.text("event_title"), entry.text("late_entry")))")
      }
      guard picture else { continue }
      print()
      for line in deadline.texts("picture") { print(line) }
    }
  }
}
