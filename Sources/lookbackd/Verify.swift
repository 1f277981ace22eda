import ArgumentParser
import LookbackRuntime
import LookbackStore

/// `lookbackd verify`
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check every history, that replaying it gives the stored case, and what is derived from the case.",
    discussion: """
      Prints each place that is wrong: the case, the event and what is wrong with it. Exit code 1 if there is one.
      Compared are: the hash chain; the stored case; its timers, work items, unique values and line in the lists; that the \
      statistics have each of its endings with its day and state; that the definition it was opened by is published as it was; \
      and that no rows are left of a case that is gone.
      It cannot see a case that was taken away with every row of it, nor who held a post when: keep backups where whoever \
      may change the database cannot write, and see docs/retention.md.
      Months of history that were taken out are checked too as long as their tables are in the database; without them each \
      chain is followed by what was recorded when they went.
      What is derived can be made anew from the case: `lookbackd rebuild`.
      It only reads, and may run beside the daemon; cases that move meanwhile are seen as of one instant each.
      """)

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    try await Foundations.run(options) { foundations in
      try await foundations.withStore(foundations.pool()) { try await verify($0, foundations) }
    }
  }

  /// Whether nothing is wrong.
  private func verify(_ store: Store, _ foundations: Foundations) async throws -> Bool {
    let library = try await Publisher(store: store, logger: foundations.logger).library().library
    let result = try await store.verify(library: library)
    report(result)
    var isSound = result.isSound
    for month in try await store.months() where month.detachment?.isSound == false {
      print("month \(month.name): what was recorded when it was taken out has been changed since")
      isSound = false
    }
    print(
      "not seen: calendars changed together with their digests; counts and digests of the organisation changed together "
        + "with what they are compared with (see \"What verify sees\" in docs/retention.md)")
    return isSound
  }

  private func report(_ result: Verification) {
    for fault in result.faults { print(fault) }
    print("\(result.cases) cases, \(result.events) events, \(result.faults.count) faults")
    if result.bridged > 0 {
      print(
        "\(result.bridged) more events are in months that are not in this database; their chains were followed by what "
          + "was recorded when those were taken out")
    }
    for name in result.alteredDefinitions { print("\(name): altered since it was published") }
    for (digest, cases) in result.unpublishedDefinitions {
      print("\(cases) cases were opened by a definition that is not published any more: \(digest)")
    }
    for (id, tables) in result.ownerless {
      print("case \(id): the case and its history are gone, rows are left in \(tables)")
    }
    for (first, last, opened, found) in result.miscounted {
      print(
        "\(opened) cases were opened with numbers from \(first) to \(last), \(found) are there: some were taken away, "
          + "or put in, with every row that they have")
    }
    for table in result.brokenSeals { print("\(table): changed by somebody else than the daemon") }
  }
}
