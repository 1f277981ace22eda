package import LookbackCore
package import LookbackStore
import LookbackTime

/// One command over many cases: walks all cases in the order of their numbers, picks, and fires the event of each
/// through the engine. A stretch of cases is in memory at a time, however many there are.
package struct BulkCommand: Sendable {
  /// Cases that are looked at in one stretch: two full batches.
  private static let stretch = 1_000
  /// How often a case that moved between reading and firing is read again.
  private static let lookAgain = 3
  /// How often what the engine could not take is offered again.
  private static let offerAgain = 5

  private let store: Store
  private let engine: Engine
  private let context: @Sendable (Command?) async throws -> DecisionContext
  /// Waits; replaced by tests.
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// - Parameter context: what conditions and dry runs see now; names of persons, units and cases as a command needs.
  package init(
    store: Store, engine: Engine,
    context: @escaping @Sendable (Command?) async throws -> DecisionContext
  ) {
    self.store = store
    self.engine = engine
    self.context = context
  }

  /// Does it, or in a dry run says what it would do; reports each refusal and, after every stretch, how far it is.
  ///
  /// Done again under the same key it does nothing twice. Ends when `report` throws: nobody waits for it any more.
  /// - Throws: `SweepInterruption` when the engine takes nothing more.
  package func run(
    _ order: BulkRequest, isDry: Bool, report: (BulkReport) async throws -> Void
  ) async throws -> SweepCount {
    var count = SweepCount()
    var dryRun: DryRun?
    var next = try await candidates(order, after: order.after)
    while let last = next.last {
      let found = next
      async let following = candidates(order, after: last)
      count.looked += found.looked
      let refusals = try await deal(with: found.cases, order, isDry, &dryRun, &count)
      for refusal in refusals { try await report(.refused(refusal)) }
      try await report(.progress(count, last: last))
      next = try await following
    }
    return count
  }

  private func candidates(_ order: BulkRequest, after: CaseID) async throws -> Candidates {
    try await store.candidates(order.filter, after: after, limit: Self.stretch)
  }

  private func deal(
    with cases: [(title: String, current: Case)], _ order: BulkRequest, _ isDry: Bool, _ dryRun: inout DryRun?,
    _ count: inout SweepCount
  ) async throws -> [SweepRefusal] {
    guard let first = cases.first else { return [] }
    let needsContext = isDry || order.condition != nil
    let context = needsContext ? try await context(try? order.command(for: first.current)) : nil
    var work = BulkChunk(order: order, context: context)
    work.pick(cases)
    if isDry, let context {
      try await rehearse(&work, context, &dryRun)
    } else {
      try await perform(&work)
    }
    count.picked += work.pickedCount
    count.done += work.done
    count.replayed += work.replayed
    count.refused += work.refusals.count
    return work.refusals
  }

  /// Decides what was picked without recording anything.
  private func rehearse(
    _ work: inout BulkChunk, _ context: DecisionContext, _ dryRun: inout DryRun?
  ) async throws {
    var trial = dryRun ?? DryRun(store: store, in: context)
    trial.renew(context)
    let asked = work.rehearsal
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

  /// Fires what was picked, until every case has its answer.
  private func perform(_ work: inout BulkChunk) async throws {
    var (looks, offers) = (0, 0)
    while !work.pending.isEmpty {
      let asked = work.pending
      work.take(await engine.submit(asked.map(\.command), haste: .patient), of: asked)
      if !work.stale.isEmpty {
        looks += 1
        try await lookAgain(&work, isLast: looks > Self.lookAgain)
      }
      guard let reason = work.waitsFor else { continue }
      offers += 1
      if offers > Self.offerAgain {
        guard work.hasAnswers else { throw SweepInterruption(last: work.before, reason: reason) }
        work.giveUp(reason)
      } else {
        try await pause(.milliseconds(100 << offers))
      }
    }
  }

  /// Judges the cases that have moved since they were read by what they are now.
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
