import ArgumentParser
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The command `lookbackd verify`.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check every history, that replaying it gives the stored case, and what is derived from the case.",
    discussion: """
      Prints each place that is wrong: the case, the event and what is wrong with it. Exit code 1 if there is one.
      Compared are: the hash chain; the stored case; its timers, work items, unique values and line in the lists; that the \
      statistics have each of its endings with its day and state; that the definition it was opened by is published as it was; \
      that no rows are left of a case that is gone; and the chain of administrative acts.
      It cannot see a case that was taken away with every row of it, nor who held a post when: keep backups where whoever \
      may change the database cannot write, and see docs/retention.md.
      Months of history that were taken out are checked too as long as their tables are in the database; without them each \
      chain is followed by what was recorded when they went.
      What is derived can be made anew from the case: `lookbackd rebuild`.
      It only reads, and may run beside the daemon; cases that move meanwhile are seen as of one instant each.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(help: "The language of texts; else by LC_ALL, LC_MESSAGES, LANG.")
  var lang: Language?

  func run() async throws {
    try await Foundations.run(options) { foundations in
      try await foundations.withStore(foundations.pool()) { try await verify($0, foundations) }
    }
  }

  /// Verifies and prints the result. Returns whether nothing is wrong.
  private func verify(_ store: Store, _ foundations: Foundations) async throws -> Bool {
    let library = try await Publisher(store: store, logger: foundations.logger).library().library
    let result = try await store.verify(library: library)
    let words = ReportWords(lang ?? .ofLocale)
    for line in lines(of: result, words) { print(line) }
    var isSound = result.isSound
    for month in try await store.months() where month.detachment?.isSound == false {
      print(words.changedMonth(month.name))
      isSound = false
    }
    print(words.notSeen)
    return isSound
  }

  private func lines(of result: Verification, _ words: ReportWords) -> [String] {
    var lines = result.faults.map { words.fault($0) }
    lines.append(words.checked(result.cases, result.events, result.faults.count))
    if result.bridged > 0 { lines.append(words.bridged(result.bridged)) }
    lines += result.alteredDefinitions.map { words.altered($0) }
    lines += result.unpublishedDefinitions.map { words.unpublished($0.digest, $0.cases) }
    lines += result.ownerless.map { words.ownerless("\($0.id)", $0.tables) }
    lines += result.miscounted.map { words.miscounted("\($0.first)", "\($0.last)", opened: $0.opened, found: $0.found) }
    lines.append(words.checkedActs(Int(result.acts), result.actFault == nil ? 0 : 1))
    if let fault = result.actFault { lines.append(words.fault(fault)) }
    return lines + result.brokenSeals.map { words.brokenSeal($0) }
  }
}
