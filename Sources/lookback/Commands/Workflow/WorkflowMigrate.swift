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
    // The version is determined once, since somebody may publish a newer one between two rounds.
    let target = try version ?? connecting.withoutPrinting.ask("GET", "/workflows/\(name.encoded)").number("version")
    let line = connecting.line(Self.words(name, to: target))
    var plan = MigrationCounts(words)
    if dryRun || !yes {
      try rounds(to: target, isDry: true, words) { plan.add($0) }
      if !connecting.json { plan.print() }
    }
    guard !dryRun else {
      if connecting.json { Swift.print(plan.json) }
      return
    }
    if !yes, plan.moves > 0 {
      try Confirmation(words: words)
        .require(words.migrateThem(plan.moves, plan.version), elsewhere: words.sayYesToMigrate)
    }
    var done = MigrationCounts(words)
    do { try rounds(to: target, isDry: false, words) { done.add($0) } } catch let code as ExitCode {
      if code == ExitCode(3) { ErrorReport.usage(words.goOn(line)) }
      throw code
    }
    if connecting.json { Swift.print(done.json) } else { done.printOutcome(withRefusals: yes) }
    guard done.failed > 0 else { return }
    ErrorReport.usage(words.goOn(line))
    throw ExitCode(3)
  }

  /// Returns the command that moves these cases without asking, and that continues if it was cut short.
  static func words(_ name: String, to version: Int) -> [String] {
    ["workflow", "migrate", name, "--to", "\(version)", "--yes"]
  }

  /// Asks the daemon for one round after the other, and shows the progress on a terminal.
  private func rounds(to target: Int, isDry: Bool, _ words: Strings, _ take: (Answer) -> Void) throws {
    let plan = JSON.members(["workflow": .string(name), "version": .int(Int64(target)), "dry_run": .bool(isDry)])
    var body = plan
    var looked = 0
    while true {
      let answer = try connecting.withoutPrinting.ask("POST", "/migrations", body: body)
      take(answer)
      let next = answer.text("next")
      guard !next.isEmpty else { break }
      body = plan.adding(["after": .string(next)])
      looked += answer.objects("cases").count
      if isatty(STDERR_FILENO) == 1 {
        FileHandle.standardError.write(Data("\r\(words.progress(looked))".utf8))
      }
    }
    if looked > 0, isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
