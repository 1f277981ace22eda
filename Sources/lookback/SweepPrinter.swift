import ArgumentParser
import Foundation

/// Prints the answer to a sweep: refusals as they arrive, the progress, and the numbers at the end.
struct SweepPrinter {
  /// The most refusals that are listed. Further ones are only counted.
  private static let listed = 100

  let connecting: ClientOptions
  let key: String
  let isDry: Bool
  private var refused = 0
  /// The number of refusals for each reason, by the code of the reason.
  private var reasons: [String: Int] = [:]
  private var summary: Answer?
  private var problem: Answer?
  private var last = ""
  private var told = ContinuousClock.now

  private var words: Strings { Strings(connecting.language) }
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(connecting: ClientOptions, key: String, isDry: Bool) {
    self.connecting = connecting
    self.key = key
    self.isDry = isDry
  }

  mutating func take(_ line: Answer) {
    if line.has("refused") { refuse(line.object("refused")) }
    if line.has("progress") { progress(line.object("progress")) }
    if line.has("after") { last = line.text("after") }
    if line.has("summary") { summary = line.object("summary") }
    if line.has("problem") { problem = line.object("problem") }
  }

  private mutating func refuse(_ line: Answer) {
    let reason = line.object("problem")
    refused += 1
    reasons[reason.text("title"), default: 0] += 1
    guard refused <= Self.listed, !connecting.json else { return }
    let name = [line.text("case"), line.text("title")].filter { !$0.isEmpty }.joined(separator: " ")
    say("\(name)\(words.colon)\(reason.text("detail"))")
  }

  private mutating func progress(_ count: Answer) {
    guard !connecting.json else { return }
    let text = words.swept(count, dry: isDry)
    if isTerminal {
      write("\r\u{1B}[K\(text)")
    } else if ContinuousClock.now - told > .seconds(5) {
      told = .now
      say(text)
    }
  }

  /// Prints the numbers at the end.
  /// - Throws: the exit code, if a case was refused or the sweep was not completed.
  func finish() throws {
    if isTerminal && !connecting.json { write("\r\u{1B}[K") }
    guard let summary, problem == nil else {
      if let problem { ErrorReport(problem: problem, connecting.language).print() }
      if !isDry { ErrorReport.usage(words.goOn(key, after: last)) }
      throw ExitCode(3)
    }
    guard !connecting.json else { return try exit(summary) }
    if refused > Self.listed { say(words.moreRefused(refused - Self.listed)) }
    if refused > 1 {
      for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        say("  \(count)  \(reason)")
      }
    }
    print(words.swept(summary, dry: isDry))
    if !isDry { print(words.sweepKey(key)) }
    try exit(summary)
  }

  private func exit(_ summary: Answer) throws {
    if summary.number("refused") > 0 { throw ExitCode(1) }
  }

  private func say(_ line: String) { write((isTerminal ? "\r\u{1B}[K" : "") + line + "\n") }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
