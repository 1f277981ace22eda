import ArgumentParser
import LookbackText

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
    print(words.closed + words.headEnd)
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
