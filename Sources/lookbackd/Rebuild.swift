import ArgumentParser
import Glibc
import LookbackAudit
import LookbackCore
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The command `lookbackd rebuild`.
struct Rebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make anew what is derived from cases and does not fit them: timers, worklists, lists, unique values.",
    discussion: """
      `lookbackd verify` names a case beside which something was lost or changed. What the case itself and its history \
      say is not touched; the rows that follow from them are written again.

        lookbackd rebuild --dry-run     name what would be made anew
        lookbackd rebuild               do it for every case that needs it
        lookbackd rebuild --case 4711   for this one

      A case whose history is not sound is named and left alone; a unique value that another case has stays with that. \
      What was made is on record (table rebuildings). It may run beside the daemon, as the daemon's role; a timer that \
      was lost fires within 30 seconds. Exit code 1 when something is left that does not fit.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(name: .customLong("case"), help: ArgumentHelp("Only this case; may be given again.", valueName: "number"))
  var cases: [Int64] = []

  @Flag(name: .customLong("dry-run"), help: "Change nothing.")
  var dryRun = false

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  func run() async throws {
    try await Foundations.run(options) { foundations in
      try await foundations.withStore(foundations.pool()) { try await rebuild($0, foundations) }
    }
  }

  /// Rebuilds the cases page by page. Returns whether everything fits in the end.
  private func rebuild(_ store: Store, _ foundations: Foundations) async throws -> Bool {
    let library = try await Publisher(store: store, logger: foundations.logger).library().library
    let report = RebuildReport(in: lang ?? .ofLocale, isDryRun: dryRun)
    let only = cases.isEmpty ? nil : Set(cases.map { CaseID($0) })
    var isWell = true
    var count = 0
    var last = cases.min().flatMap { $0 > .min ? CaseID($0 - 1) : nil } ?? .beforeAll
    while true {
      let (end, found) = try await store.rebuild(
        after: last, limit: 100, only: only, library: library, person: dryRun ? nil : SystemAccount.name)
      for rebuilding in found { print(report.line(rebuilding)) }
      count += found.count
      isWell = isWell && found.allSatisfy { $0.fault == nil && $0.left.isEmpty }
      guard let end, only.map({ end < $0.max() ?? end }) ?? true else { break }
      last = end
    }
    if count == 0 { print(report.nothing) }
    return isWell
  }
}
