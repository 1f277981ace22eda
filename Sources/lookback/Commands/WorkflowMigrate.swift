import ArgumentParser
import Foundation
import LookbackJSON

struct WorkflowMigrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Move open cases to another version of their workflow, as its `moves` says.",
    discussion: """
      Lists each case that moves, stays or is refused, and each date that changes, asks, then moves them as one recorded \
      act (`lookback workflow migrations`). A refused case stays exactly as it was. After an interruption, do it again: \
      it goes on with what is left, and nothing happens twice; the line for it is printed, and stands in \
      `lookback workflow migrations`. Cases that have ended stay with their versions.
      Without a terminal nothing is asked: give --yes to move cases.
        lookback workflow migrate recommendation --dry-run
      """)
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "The workflow.") var name: String
  @Option(name: .customLong("to"), help: "The version to move to; else the newest.") var version: Int?
  @Flag(help: "List what would happen; change nothing.") var dryRun = false
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    let words = Strings(connecting.language)
    // Settled once: somebody may publish a newer version between two rounds.
    let target = try version ?? connecting.withoutPrinting.ask("GET", "/workflows/\(name.encoded)").number("version")
    let line = connecting.line(Self.words(name, to: target))
    var plan = MigrationTally(words)
    if dryRun || !yes {
      try rounds(to: target, isDry: true, words) { plan.add($0) }
      if !connecting.json { plan.print() }
    }
    guard !dryRun else {
      if connecting.json { Swift.print(plan.json) }
      return
    }
    if !yes { try ask(plan, words) }
    var done = MigrationTally(words)
    do { try rounds(to: target, isDry: false, words) { done.add($0) } } catch let code as ExitCode {
      if code == ExitCode(3) { ErrorReport.usage(words.goOn(line)) }
      throw code
    }
    if connecting.json { Swift.print(done.json) } else { done.printOutcome(withRefusals: yes) }
    guard done.failed > 0 else { return }
    ErrorReport.usage(words.goOn(line))
    throw ExitCode(3)
  }

  /// What moves these cases without asking, and goes on where that was cut short.
  static func words(_ name: String, to version: Int) -> [String] {
    ["workflow", "migrate", name, "--to", "\(version)", "--yes"]
  }

  /// Asks the daemon for one round after the other, and says on a terminal how far it is.
  private func rounds(to target: Int, isDry: Bool, _ words: Strings, _ take: (Answer) -> Void) throws {
    var body: [String: Any] = ["workflow": name, "version": target, "dry_run": isDry]
    var looked = 0
    while true {
      let answer = try connecting.withoutPrinting.ask("POST", "/migrations", body: body)
      take(answer)
      let next = answer.text("next")
      guard !next.isEmpty else { break }
      body["after"] = next
      looked += answer.objects("cases").count
      if isatty(STDERR_FILENO) == 1 {
        FileHandle.standardError.write(Data("\r\(words.progress(looked))".utf8))
      }
    }
    if looked > 0, isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }

  private func ask(_ plan: MigrationTally, _ words: Strings) throws {
    guard plan.moves > 0 else { return }
    guard isatty(STDIN_FILENO) == 1 else {
      ErrorReport.usage("\(words.error)\(words.colon)\(words.sayYesToMigrate)")
      throw ExitCode(1)
    }
    Swift.print(words.migrateThem(plan.moves, plan.version), terminator: " ")
    fflush(nil)
    guard let answer = readLine(), ["y", "yes", "是"].contains(answer.lowercased()) else {
      Swift.print(words.nothingMoved)
      throw ExitCode(1)
    }
  }
}

/// What became, or would become, of the cases of all rounds.
struct MigrationTally {
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
    MigrationTally.printDates(cases, words)
    let dates = cases.reduce(0) { $0 + $1.objects("dates").count }
    Swift.print(words.wouldMove(moves, count("refused"), count("stays"), dates))
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

  /// - Parameter withRefusals: names those that were refused or failed; false where the plan has named them already.
  func printOutcome(withRefusals: Bool) {
    if withRefusals {
      for line in cases where ["refused", "failed"].contains(line.text("result")) {
        Swift.print(
          ["\(line.text("case")) \(line.text("title"))", words.fate(line.text("result")), line.text("reason")]
            .joined(separator: words.colon))
      }
    }
    Swift.print(words.migrated(number, moves, count("refused"), failed))
  }
}

struct WorkflowMigrations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrations", abstract: "When open cases were moved to another version, by whom, and which.")
  @OptionGroup var connecting: ClientOptions
  @Argument(help: "A migration's number, to list its cases and the dates that it changed.") var number: Int?
  @Option(help: "Go on after this place, which the page before named at its end.") var after: String?

  func run() throws {
    let words = Strings(connecting.language)
    if let number { return try list(number, words) }
    let answer = try connecting.ask("GET", "/migrations" + connecting.place(after, first: true))
    guard !connecting.json else { return }
    var table = Table(
      "#", words.at, words.actor, words.workflow, words.version, words.movedCount, words.refusedCount, words.finished)
    for line in answer.objects("migrations") {
      table.rows.append([
        line.text("migration"), line.moment("started"),
        line.text("person").isEmpty ? line.text("via") : line.text("person"), line.text("workflow"),
        line.text("version"), line.text("moved"), line.text("refused"),
        line.text("ended").isEmpty ? words.cutShort : line.moment("ended"),
      ])
    }
    table.print()
    connecting.print(nextOf: answer)
    for line in answer.objects("migrations") where line.text("ended").isEmpty {
      let again = WorkflowMigrate.words(line.text("workflow"), to: line.number("version"))
      Swift.print(words.goOn(line.number("migration"), connecting.line(again)))
    }
  }

  private func list(_ number: Int, _ words: Strings) throws {
    var cases: [JSON] = []
    var after = ""
    repeat {
      let answer = try connecting.withoutPrinting.ask("GET", "/migrations/\(number)?limit=10000" + after)
      cases += answer.elements("cases")
      after = answer.text("next").isEmpty ? "" : "&after=\(answer.text("next"))"
    } while !after.isEmpty
    guard !connecting.json else {
      return Swift.print(JSON.members(["migration": .int(Int64(number)), "cases": .array(cases)]))
    }
    var table = Table(words.caseNumber, words.title, words.result, words.why)
    for line in cases.map({ Answer($0) }) {
      table.rows.append([
        line.text("case"), line.text("title"), words.fate(line.text("result")), line.text("reason"),
      ])
    }
    table.print()
    MigrationTally.printDates(cases.map { Answer($0) }, words)
  }
}
