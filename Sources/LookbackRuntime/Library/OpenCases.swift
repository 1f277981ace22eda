import LookbackCore
import LookbackStore

/// All open cases in rounds, for acts that concern every one of them: each case that has something to be done gets one
/// command, under an id made of the act's name and the case, so that an act that is cut short can be done again.
struct OpenCases: Sendable {
  /// Cases of one round.
  static let atOnce = 500

  let store: Store
  let engine: Engine

  /// The next round after a case; empty after the last.
  func round(
    after last: CaseID, limit: Int = atOnce
  ) async throws(StoreError) -> [(title: String, current: Case)] {
    try await store.openCases(after: last, limit: limit)
  }

  /// Every round, from the first case to the last.
  func forEachRound(
    _ body: ([(title: String, current: Case)]) async throws(StoreError) -> Void
  ) async throws(StoreError) {
    var last = CaseID.beforeAll
    while true {
      let page = try await round(after: last)
      guard let end = page.last?.current.id else { return }
      last = end
      try await body(page)
    }
  }

  /// - Parameter act: such as `redating 3`; it stands in history as the way by which the engine knew.
  func submit(
    _ work: [(id: CaseID, expected: Int64?)], _ request: Command.Request, act: String
  ) async -> [Outcome] {
    await engine.submit(
      work.map { entry in
        Command(
          id: CommandID("\(act) \(entry.id)"), target: entry.id, request: request, actor: .engine,
          via: act, expected: entry.expected)
      }, haste: .patient)
  }
}
