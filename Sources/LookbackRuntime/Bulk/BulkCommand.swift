import LookbackCEL
package import LookbackCore
package import LookbackStore
import LookbackTime

/// One event for many cases: it reads all cases in the order of their numbers, picks some and fires the event of each
/// through the engine. It holds one chunk of cases in memory, however many there are.
package struct BulkCommand: Sendable {
  /// The number of cases in a chunk: two full batches.
  private static let chunkSize = 1_000
  /// How many cases are judged before others who ask come in between.
  private static let judgedAtOnce = 20
  /// How often a case is read again that changed between its reading and its command.
  private static let lookAgain = 3
  /// How often commands are submitted again that the engine could not take.
  private static let offerAgain = 5

  private let store: Store
  private let engine: Engine
  private let evaluator: Evaluator
  private let context: @Sendable (Command?) async throws -> DecisionContext
  /// Waits; tests replace it.
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  /// - Parameter context: returns the context in which conditions and dry runs are evaluated now, with the persons,
  ///   units and cases that the command names.
  package init(
    store: Store, engine: Engine, evaluator: Evaluator,
    context: @escaping @Sendable (Command?) async throws -> DecisionContext
  ) {
    self.store = store
    self.engine = engine
    self.evaluator = evaluator
    self.context = context
  }

  /// Fires the event of every picked case, or in a dry run decides what it would do. It reports each refusal, and after
  /// every chunk the progress.
  ///
  /// A run under the same key does nothing twice. The run ends when `report` throws, because then nobody reads the
  /// report any more.
  /// - Throws: `BulkInterruption` when the engine takes no more commands or the steps of the request are spent, and what
  ///   `report` throws.
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
      let work = try await deal(with: found.cases, request, isDry, &dryRun)
      count.add(work)
      for refusal in work.refusals { try await report(.refused(refusal)) }
      try await report(.progress(count, last: work.cutAfter ?? last))
      if let last = work.cutAfter { throw BulkInterruption(last: last, reason: .stepsSpent) }
      next = try await following
    }
    return count
  }

  private func candidates(_ request: BulkRequest, after: CaseID) async throws -> Candidates {
    try await store.candidates(request.filter, after: after, limit: Self.chunkSize)
  }

  private func deal(
    with cases: [(title: String, current: Case)], _ request: BulkRequest, _ isDry: Bool, _ dryRun: inout DryRun?
  ) async throws -> BulkChunk {
    let needsContext = !cases.isEmpty && (isDry || request.condition != nil)
    let context = needsContext ? try await context(try? request.command(for: cases[0].current)) : nil
    var work = BulkChunk(request: request, context: context)
    if isDry, var context {
      // A case whose condition was judged is decided, too: its decision is counted and not cut short.
      context.allowance = nil
      dryRun = dryRun ?? DryRun(store: store, on: evaluator, in: context)
      dryRun?.renew(context)
    }
    var rest = cases[...]
    while !rest.isEmpty, work.cutAfter == nil {
      let part = rest.prefix(Self.judgedAtOnce)
      let verdicts = await verdicts(on: part, request, context)
      work.pick(part.prefix(verdicts.count), verdicts)
      if isDry {
        context?.allowance?.spend(work.pending.count * StepAllowance.ofDecision)
        try await decideOnly(&work, &dryRun)
      }
      rest = rest.dropFirst(verdicts.count)
      if let next = rest.first, context?.allowance?.isSpent == true { work.cut(before: next.current.id) }
    }
    if !isDry { try await perform(&work, request, context) }
    return work
  }

  /// Judges the cases in their order, as far as the steps of the request go.
  private func verdicts(
    on cases: ArraySlice<(title: String, current: Case)>, _ request: BulkRequest, _ context: DecisionContext?
  ) async -> [BulkVerdict] {
    guard let context, request.condition != nil else { return cases.map { _ in .success(true) } }
    return await evaluator.run { request.verdicts(on: cases, in: context) }
  }

  /// Decides the pending commands without recording anything.
  private func decideOnly(_ work: inout BulkChunk, _ dryRun: inout DryRun?) async throws {
    guard var trial = dryRun else { return }
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
  private func perform(
    _ work: inout BulkChunk, _ request: BulkRequest, _ context: DecisionContext?
  ) async throws {
    var (looks, offers) = (0, 0)
    while !work.pending.isEmpty {
      let asked = work.pending
      work.take(await engine.submit(asked.map(\.command), priority: .background), of: asked)
      if !work.stale.isEmpty {
        looks += 1
        try await lookAgain(&work, request, context, isLast: looks > Self.lookAgain)
      }
      guard let reason = work.waitsFor else { continue }
      offers += 1
      if offers > Self.offerAgain {
        guard work.hasAnswers else { throw BulkInterruption(last: work.before, reason: .unavailable(reason)) }
        work.giveUp(reason)
      } else {
        try await pause(.milliseconds(100 << offers))
      }
    }
  }

  /// Reads the cases again that have changed since they were read, and evaluates the condition on what they are now.
  private func lookAgain(
    _ work: inout BulkChunk, _ request: BulkRequest, _ context: DecisionContext?, isLast: Bool
  ) async throws {
    for entry in work.takeStale() {
      if isLast {
        work.refuse(entry, .rejected(entry.rejection))
      } else if let stored = try await store.read(entry.id) {
        let found = [(title: entry.title, current: stored.current)]
        work.pick(found[...], await verdicts(on: found[...], request, context))
      } else {
        work.refuse(entry, .rejected(.unknownCase))
      }
    }
  }
}
