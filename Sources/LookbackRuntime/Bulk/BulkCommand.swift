package import LookbackCore
package import LookbackStore
import LookbackTime

/// One event for many cases: it reads all cases in the order of their numbers, picks some and fires the event of each
/// through the engine. It holds one chunk of cases in memory, however many there are.
package struct BulkCommand: Sendable {
  /// The number of cases in a chunk: two full batches.
  private static let chunkSize = 1_000
  /// How often a case is read again that changed between its reading and its command.
  private static let lookAgain = 3
  /// How often commands are submitted again that the engine could not take.
  private static let offerAgain = 5

  private let store: Store
  private let engine: Engine
  private let context: @Sendable (Command?) async throws -> DecisionContext
  /// Waits; tests replace it.
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// - Parameter context: returns the context in which conditions and dry runs are evaluated now, with the persons,
  ///   units and cases that the command names.
  package init(
    store: Store, engine: Engine,
    context: @escaping @Sendable (Command?) async throws -> DecisionContext
  ) {
    self.store = store
    self.engine = engine
    self.context = context
  }

  /// Fires the event of every picked case, or in a dry run decides what it would do. It reports each refusal, and after
  /// every chunk the progress.
  ///
  /// A run under the same key does nothing twice. The run ends when `report` throws, because then nobody reads the
  /// report any more.
  /// - Throws: `BulkInterruption` when the engine takes no more commands, and what `report` throws.
  package func run(
    _ request: BulkRequest, isDry: Bool, report: (BulkReport) async throws -> Void
  ) async throws -> BulkCount {
    var count = BulkCount()
    var dryRun: DryRun?
    var next = try await candidates(request, after: request.after)
    while let last = next.last {
      let found = next
      async let following = candidates(request, after: last)
      count.looked += found.looked
      let refusals = try await deal(with: found.cases, request, isDry, &dryRun, &count)
      for refusal in refusals { try await report(.refused(refusal)) }
      try await report(.progress(count, last: last))
      next = try await following
    }
    return count
  }

  private func candidates(_ request: BulkRequest, after: CaseID) async throws -> Candidates {
    try await store.candidates(request.filter, after: after, limit: Self.chunkSize)
  }

  private func deal(
    with cases: [(title: String, current: Case)], _ request: BulkRequest, _ isDry: Bool, _ dryRun: inout DryRun?,
    _ count: inout BulkCount
  ) async throws -> [BulkRefusal] {
    guard let first = cases.first else { return [] }
    let needsContext = isDry || request.condition != nil
    let context = needsContext ? try await context(try? request.command(for: first.current)) : nil
    var work = BulkChunk(request: request, context: context)
    work.pick(cases)
    if isDry, let context {
      try await decideOnly(&work, context, &dryRun)
    } else {
      try await perform(&work)
    }
    count.picked += work.pickedCount
    count.done += work.done
    count.replayed += work.replayed
    count.refused += work.refusals.count
    return work.refusals
  }

  /// Decides the pending commands without recording anything.
  private func decideOnly(
    _ work: inout BulkChunk, _ context: DecisionContext, _ dryRun: inout DryRun?
  ) async throws {
    var trial = dryRun ?? DryRun(store: store, in: context)
    trial.renew(context)
    let asked = work.pendingCases
    try await trial.prepare(for: asked)
    var foretold: [Rejection?] = []
    for (command, current) in asked {
      do {
        _ = try await trial.decide(command, on: current)
        foretold.append(nil)
      } catch let rejection as Rejection { foretold.append(rejection) }
    }
    work.take(foretold: foretold)
    dryRun = trial
  }

  /// Submits the pending commands until every case has its answer.
  private func perform(_ work: inout BulkChunk) async throws {
    var (looks, offers) = (0, 0)
    while !work.pending.isEmpty {
      let asked = work.pending
      work.take(await engine.submit(asked.map(\.command), priority: .background), of: asked)
      if !work.stale.isEmpty {
        looks += 1
        try await lookAgain(&work, isLast: looks > Self.lookAgain)
      }
      guard let reason = work.waitsFor else { continue }
      offers += 1
      if offers > Self.offerAgain {
        guard work.hasAnswers else { throw BulkInterruption(last: work.before, reason: reason) }
        work.giveUp(reason)
      } else {
        try await pause(.milliseconds(100 << offers))
      }
    }
  }

  /// Reads the cases again that have changed since they were read, and evaluates the condition on what they are now.
  private func lookAgain(_ work: inout BulkChunk, isLast: Bool) async throws {
    for entry in work.takeStale() {
      if isLast {
        work.refuse(entry, .rejected(entry.rejection))
      } else if let stored = try await store.read(entry.id) {
        work.pick([(entry.title, stored.current)])
      } else {
        work.refuse(entry, .rejected(.unknownCase))
      }
    }
  }
}
