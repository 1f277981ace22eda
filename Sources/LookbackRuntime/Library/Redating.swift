package import LookbackCore
package import LookbackStore
import LookbackTime

/// Computes the deadlines of open cases again with the newest editions of their calendars. A person first sees the list
/// of every date that would move, and then may run it as one recorded act. Closed cases and stopped clocks keep their
/// dates.
package struct Redating: Sendable {
  private let cases: OpenCases

  package init(store: Store, engine: Engine) {
    cases = OpenCases(store: store, engine: engine)
  }

  /// Returns every date that this library would move, case by case.
  package func plan(_ library: Library) async throws(StoreError) -> [RedatedDate] {
    var found: [RedatedDate] = []
    try await cases.forEachRound { page in
      for (title, current) in page { found += Self.dates(of: current, title, library) }
    }
    return found
  }

  /// The result of a re-dating.
  package struct Outcome: Sendable, Equatable {
    package var number: Int64
    package var dates: [RedatedDate]
    /// The cases that could not be re-dated now, with the reason. Another run tries them again.
    package var failures: [CaseID: String]
  }

  /// Moves the dates. A run that was cut short is run again and continues with what is left.
  /// - Parameter initiator: who does it, for the record.
  package func run(in library: Library, by initiator: Initiator) async throws(StoreError) -> Outcome {
    let editions = library.editions.values.map(\.description).sorted()
    let number = try await cases.store.beginRedating(editions: editions, by: initiator)
    var outcome = Outcome(number: number, dates: [], failures: [:])
    try await cases.forEachRound { page throws(StoreError) in try await move(page, in: library, into: &outcome) }
    if outcome.failures.isEmpty { try await cases.store.endRedating(number) }
    return outcome
  }

  private func move(
    _ page: [(title: String, current: Case)], in library: Library, into outcome: inout Outcome
  ) async throws(StoreError) {
    let moved = page.map { (id: $0.current.id, dates: Self.dates(of: $0.current, $0.title, library)) }
      .filter { !$0.dates.isEmpty }
    // The dates are recorded before they move. A crash between the two leaves a date too many on the list, and never
    // one too few.
    try await cases.store.add(moved.flatMap(\.dates), toRedating: outcome.number)
    let results = await cases.submit(moved.map { ($0.id, nil) }, .redate, act: "redating \(outcome.number)")
    for (entry, result) in zip(moved, results) {
      switch result {
      case .done, .replayed: outcome.dates += entry.dates
      case .rejected(.nothingMoves): break
      case .rejected(let rejection): outcome.failures[entry.id] = "\(rejection)"
      case .unavailable(let reason): outcome.failures[entry.id] = reason
      case .unknown: outcome.failures[entry.id] = "the database did not answer"
      }
    }
  }

  private static func dates(of current: Case, _ title: String, _ library: Library) -> [RedatedDate] {
    current.movedDates(in: library).map { date in
      RedatedDate(
        id: current.id, title: title, track: date.track, subject: date.subject, from: date.from, to: date.to,
        isSettled: date.isSettled)
    }
  }
}
