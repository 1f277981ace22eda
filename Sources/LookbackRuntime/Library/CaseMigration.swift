package import LookbackCore
package import LookbackStore
import LookbackTime

/// Moves open cases to another version of their workflow. A person first sees the plan, which lists every case and
/// every date, and then may run it as one recorded act. The act proceeds in rounds; one that was cut short is run again
/// and continues with what is left.
package struct CaseMigration: Sendable {
  /// What is done with one case, or would be done.
  package struct Entry: Sendable {
    package enum Fate: Sendable {
      case moves
      /// The tracks of this workflow do not move; the text says why.
      case stays(Label)
      case refused(Rejection)
      /// The case could not be recorded now, although no rule refuses it. Another run tries it again.
      case failed(String)
    }
    /// A track that continues with the new version.
    package struct Step: Sendable, Hashable {
      package var track: TrackID
      package var version: Int
      package var from: String
      package var to: String
    }
    package var id: CaseID
    package var title: String
    package var fate: Fate
    package var steps: [Step] = []
    package var dates: [DateChange] = []
    /// The sequence number of the case when its move was planned.
    var sequence: Int64 = 0
  }

  /// The results of one round.
  package struct Round: Sendable {
    package var entries: [Entry]
    /// The case after which the next round begins; nil after the last round.
    package var next: CaseID?
  }

  /// How often a case is planned again because other commands changed it meanwhile.
  private static let attempts = 8

  private let cases: OpenCases
  private let libraries: CurrentLibrary

  package init(store: Store, engine: Engine, libraries: CurrentLibrary) {
    cases = OpenCases(store: store, engine: engine)
    self.libraries = libraries
  }

  /// Returns how many open cases run each version of a workflow, in their root or in a track that has not ended. If
  /// other workflows run this one in tracks, the function reads every open case.
  package func openVersions(of name: String) async throws(StoreError) -> [Int: Int] {
    let isRun = libraries.current.library.workflows.values.contains { workflow in
      workflow.states.contains { $0.tracks.contains { $0.workflow == name } }
    }
    guard isRun else { return try await cases.store.openVersions(of: name) }
    var found: [Int: Int] = [:]
    try await cases.forEachRound { page in
      for (_, current) in page {
        let open = current.tracks.filter { $0.workflow.name == name && !$0.isEnded }
        for version in Set(open.map(\.workflow.version)) { found[version, default: 0] += 1 }
      }
    }
    return found
  }

  /// The largest number of cases in a round.
  package static var atOnce: Int { OpenCases.atOnce }

  /// Returns what a round would do; it changes nothing.
  package func plan(
    to version: WorkflowReference, after last: CaseID, limit: Int = atOnce
  ) async throws(StoreError) -> Round {
    let page = try await cases.round(after: last, limit: limit)
    let context = try await context()
    return Round(entries: page.compactMap { plan($0.current, $0.title, version, context) }, next: page.last?.current.id)
  }

  /// Begins the act, or continues one that was cut short.
  /// - Returns: the number of the act.
  package func begin(
    to version: WorkflowReference, by initiator: Initiator
  ) async throws(StoreError) -> Int64 {
    try await cases.store.beginCaseMigration(to: version, by: initiator)
  }

  /// Moves the cases of one round. After the last round it closes the act, unless a case failed.
  package func run(
    _ number: Int64, to version: WorkflowReference, after last: CaseID, limit: Int = atOnce
  ) async throws(StoreError) -> Round {
    let page = try await cases.round(after: last, limit: limit)
    guard let end = page.last?.current.id else {
      let left = try await settle(number, to: version)
      if left.isEmpty { try await cases.store.endCaseMigration(number) }
      return Round(entries: left, next: nil)
    }
    let context = try await context()
    let entries = page.compactMap { plan($0.current, $0.title, version, context) }
    return Round(entries: try await move(entries, number, version), next: end)
  }

  private func move(
    _ planned: [Entry], _ number: Int64, _ version: WorkflowReference
  ) async throws(StoreError) -> [Entry] {
    var done: [Entry] = planned.filter { !$0.moves }
    var waiting = planned.filter(\.moves)
    for attempt in 1...Self.attempts where !waiting.isEmpty {
      let (finished, stale) = try await submit(waiting, number, version, isLast: attempt == Self.attempts)
      done += finished
      waiting = try await replanned(stale, version)
      done += waiting.filter { !$0.moves }
      waiting.removeAll { !$0.moves }
    }
    try await record(done.filter { !$0.isStaying }, number)
    return done.sorted { $0.id < $1.id }
  }

  private func submit(
    _ entries: [Entry], _ number: Int64, _ version: WorkflowReference, isLast: Bool
  ) async throws(StoreError) -> (finished: [Entry], stale: [Entry]) {
    // The plan is recorded before the cases move. A crash between the two leaves a plan that is asked about later, and
    // never a move without a record.
    let plans = Dictionary(entries.map { ($0.id, $0.dates) }) { first, _ in first }
    try await cases.store.plan(plans, inMigration: number)
    let outcomes = await cases.submit(
      entries.map { ($0.id, $0.sequence) }, request(version), act: act(number))
    var (finished, stale): ([Entry], [Entry]) = ([], [])
    for (entry, outcome) in zip(entries, outcomes) {
      if case .rejected(.stale) = outcome, !isLast {
        stale.append(entry)
      } else {
        finished.append(entry.after(outcome))
      }
    }
    return (finished, stale)
  }

  private func replanned(_ stale: [Entry], _ version: WorkflowReference) async throws(StoreError) -> [Entry] {
    guard !stale.isEmpty else { return [] }
    let context = try await context()
    var found: [Entry] = []
    for entry in stale {
      guard let current = try await cases.store.read(entry.id)?.current else { continue }
      let again = plan(current, entry.title, version, context)
      found.append(again ?? Entry(id: entry.id, title: entry.title, fate: .refused(.nothingToMove(to: version))))
    }
    return found
  }

  /// Settles the cases whose plan is recorded and whose move is not: the command id tells whether the case moved, or
  /// the case moves now.
  /// - Returns: the cases of which that is still not known.
  private func settle(_ number: Int64, to version: WorkflowReference) async throws(StoreError) -> [Entry] {
    let ids = try await cases.store.plannedCases(ofMigration: number)
    guard !ids.isEmpty else { return [] }
    let outcomes = await cases.submit(ids.map { ($0, nil) }, request(version), act: act(number))
    let entries = zip(ids, outcomes).map { Entry(id: $0, title: "", fate: .moves).after($1) }
    try await record(entries, number)
    return entries.filter(\.failed)
  }

  private func record(_ entries: [Entry], _ number: Int64) async throws(StoreError) {
    var fates: [CaseID: CaseMigrationFate] = [:]
    for entry in entries {
      switch entry.fate {
      case .moves: fates[entry.id] = .moved
      case .refused(let rejection): fates[entry.id] = .refused(Localizer.both(rejection))
      case .stays, .failed: break
      }
    }
    try await cases.store.record(fates, inMigration: number)
  }

  private func act(_ number: Int64) -> String { "migration \(number)" }

  private func request(_ version: WorkflowReference) -> Command.Request {
    .move(to: version, definition: libraries.current.digests[version] ?? [])
  }

  private func context() async throws(StoreError) -> DecisionContext {
    let clock = try await cases.store.clock()
    return DecisionContext(library: libraries.current.library, moment: clock.test ?? clock.real)
  }

  /// Decides the move of one case without recording it; nil for a case without a track of this workflow.
  private func plan(
    _ current: Case, _ title: String, _ version: WorkflowReference, _ context: DecisionContext
  ) -> Entry? {
    let tracks = current.tracks.filter { $0.workflow.name == version.name }
    guard !tracks.isEmpty else { return nil }
    var entry = Entry(id: current.id, title: title, fate: .moves)
    entry.sequence = current.sequence
    let command = Command(
      id: CommandID("plan"), target: current.id, request: request(version), actor: .engine,
      via: "plan")
    do throws(Rejection) {
      let transition = try decide(command, on: current, in: context)
      entry.dates = current.dateChanges(to: transition.result, in: context.library)
      entry.steps = zip(current.tracks, transition.result.tracks).filter { $0.workflow != $1.workflow }.map {
        Entry.Step(track: $0.id, version: $0.workflow.version, from: $0.state, to: $1.state)
      }
    } catch .nothingToMove {
      entry.fate = .stays(Self.reason(tracks.map(\.workflow.version), version))
    } catch {
      entry.fate = .refused(error)
    }
    return entry
  }
}

extension CaseMigration.Entry {
  fileprivate var moves: Bool { if case .moves = fate { true } else { false } }
  fileprivate var isStaying: Bool { if case .stays = fate { true } else { false } }
  fileprivate var failed: Bool { if case .failed = fate { true } else { false } }

  fileprivate func after(_ outcome: Outcome) -> CaseMigration.Entry {
    var entry = self
    switch outcome {
    case .done, .replayed: entry.fate = .moves
    case .rejected(let rejection): entry.fate = .refused(rejection)
    case .unavailable(let reason): entry.fate = .failed(reason)
    case .unknown: entry.fate = .failed("the database did not answer")
    }
    return entry
  }
}
