import LookbackJSON
import LookbackText

/// What became of the cases of all rounds, or would become of them.
struct MigrationCounts {
  private let words: Strings
  private var cases: [Answer] = []
  private var entries: [JSON] = []
  private(set) var version = ""
  private var number = 0
  private var target: [(String, JSON)] = []

  init(_ words: Strings) { self.words = words }

  var moves: Int { count("moves") }
  var failed: Int { count("failed") }

  mutating func add(_ answer: Answer) {
    version = "\(answer.text("workflow")) \(answer.text("version"))"
    number = answer.number("migration")
    target = [
      ("workflow", .string(answer.text("workflow"))), ("version", .int(Int64(answer.number("version")))),
    ]
    cases += answer.objects("cases")
    entries += answer.elements("cases")
  }

  private func count(_ result: String) -> Int { cases.count { $0.text("result") == result } }

  var json: JSON {
    let head = (number == 0 ? [] : [("migration", JSON.int(Int64(number)))]) + target
    return .object((head + [("cases", JSON.array(entries))]).map { JSON.Member(name: $0.0, value: $0.1) })
  }

  func print() {
    var table = Table(words.caseNumber, words.title, words.result, words.track, words.from, words.to, words.why)
    for line in cases {
      let tracks = line.objects("tracks")
      let head = [line.text("case"), line.text("title"), words.fate(line.text("result"))]
      if tracks.isEmpty { table.rows.append(head + ["", "", "", line.text("reason")]) }
      for track in tracks {
        table.rows.append(head + [track.text("track"), track.text("from"), track.text("to"), ""])
      }
    }
    if !table.rows.isEmpty { table.print() }
    MigrationCounts.printDates(cases, words)
    let dates = cases.reduce(0) { $0 + $1.objects("dates").count }
    lookback.print(words.wouldMove(moves, count("refused"), count("stays"), dates))
  }

  static func printDates(_ cases: [Answer], _ words: Strings) {
    var table = Table(words.caseNumber, words.title, words.track, words.clock, words.old, words.new, words.why)
    for line in cases {
      for date in line.objects("dates") {
        table.rows.append([
          line.text("case"), line.text("title"), date.text("track"), date.text("clock"), date.text("from"),
          date.text("to"), words.dateReason(date.text("reason")),
        ])
      }
    }
    if !table.rows.isEmpty { table.print() }
  }

  /// - Parameter withRefusals: whether to name the cases that were refused or failed; false if the plan has named them.
  func printOutcome(withRefusals: Bool) {
    if withRefusals {
      for line in cases where ["refused", "failed"].contains(line.text("result")) {
        lookback.print(
          ["\(line.text("case")) \(line.text("title"))", words.fate(line.text("result")), line.text("reason")]
            .joined(separator: words.colon))
      }
    }
    lookback.print(words.migrated(number, moves, count("refused"), failed))
  }
}
