import LookbackCore
import LookbackStore

/// All open cases in rounds, for acts that concern every one of them. Each affected case gets one command. Its id is
/// made of the act's name and the case, so that an act that was cut short can be run again.
struct OpenCases: Sendable {
  /// The largest number of cases in a round.
  static let atOnce = 500

  let store: Store
  let engine: Engine

  /// Returns the next round after a case; it is empty after the last one.
  func round(
    after last: CaseID, limit: Int = atOnce
  ) async throws(StoreError) -> [(title: String, current: Case)] {
    try await store.openCases(after: last, limit: limit)
  }

  /// Calls `body` for every round, from the first case to the last.
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

  /// - Parameter act: the name of the act, such as `redating 3`, which history shows as the source of the command.
  func submit(
    _ work: [(id: CaseID, expected: Int64?)], _ request: Command.Request, act: String
  ) async -> [Outcome] {
    await engine.submit(
      work.map { entry in
        Command(
          id: CommandID("\(act) \(entry.id)"), target: entry.id, request: request, actor: .engine,
          via: act, expected: entry.expected)
      }, priority: .background)
  }
}
