import ArgumentParser

struct CaseWhatIf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif", abstract: "What happens to a case if nobody acts; changes nothing.",
    discussion: """
      The daemon lets time pass on a copy of the case: reminders with whom they would be sent to, overdue marks, \
      look-backs, events that fire by themselves. Nothing is recorded or sent; other cases are left out.
        lookback case whatif 青13-3-164 --until 2020-12-31
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The case's number or business number.") var reference: String
  @Option(help: "The day up to which, such as 2020-12-31.") var until: String

  func run() throws {
    let answer = try connecting.ask("GET", "/cases/\(reference.encoded)/whatif?until=\(until.encoded)")
    guard !connecting.json else { return }
    let words = Strings(connecting.language)
    let entries = answer.objects("timeline")
    if entries.isEmpty { print(words.nothingHappens) }
    var day = ""
    for entry in entries {
      let date = entry.text("on")
      let track = entry.number("track")
      let isEvent = ["event", "automatic event", "refused"].contains(entry.text("kind"))
      let place = track == 0 ? "" : "[\(track)] "
      print(
        (date == day ? String(repeating: " ", count: 10) : date) + "  " + place + (isEvent ? "" : "  ")
          + entry.text("text"))
      day = date
    }
    print(words.stood(answer.text("until"), answer.text("state_title")))
    let overdue = answer.texts("overdue")
    if !overdue.isEmpty { print("\(words.overdue)\(words.colon)\(overdue.joined(separator: words.comma))") }
  }
}
