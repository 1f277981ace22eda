package import LookbackStore
package import LookbackTime

/// Takes months of history out of the daily tables and brings them back. Each act is checked before and recorded; no
/// event is deleted.
package struct HistoryArchiver: Sendable {
  /// The number of cases that a refusal names.
  private static let named = 5

  private let store: Store
  private let person: String
  private let isDryRun: Bool
  private let attempts: Int

  /// - Parameters:
  ///   - store: a store whose role owns the tables.
  ///   - person: who does it, for the record.
  ///   - attempts: how often to try the lock on history, half a second apart.
  package init(store: Store, person: String, isDryRun: Bool, attempts: Int = 120) {
    self.store = store
    self.person = person
    self.isDryRun = isDryRun
    self.attempts = attempts
  }

  /// Takes out every month before `end` that is a partition, the earliest first. It stops at the first refusal.
  package func detach(before end: CivilDate) async throws -> [MonthOutcome] {
    var outcomes: [MonthOutcome] = []
    let months = try await store.months()
    for month in months where month.first < end && month.detachment == nil {
      let outcome = try await detach(month, earliest: month.first, among: months)
      // An empty partition beside a month that is out is not an act of anybody, so it is not reported.
      if case .alreadyOut = outcome { continue }
      outcomes.append(outcome)
      if outcome.isRefusal { break }
    }
    return outcomes
  }

  /// Takes out one month.
  package func detach(_ first: CivilDate) async throws -> MonthOutcome {
    let months = try await store.months()
    let own = months.filter { $0.first == first }
    guard let month = own.first(where: { $0.detachment == nil }) ?? own.last else {
      return .refused(first.monthName, .unknown)
    }
    return try await detach(month, earliest: try await earliest(of: months) ?? first, among: months)
  }

  /// The first month that is a partition and has events that could be taken out.
  private func earliest(of months: [HistoryMonth]) async throws -> CivilDate? {
    for month in months where month.detachment == nil {
      guard Self.isOut(month, months) else { return month.first }
      if try await store.content(of: month.table).events > 0 { return month.first }
    }
    return nil
  }

  /// Whether the month was taken out, so that this table is a partition made for it since.
  private static func isOut(_ month: HistoryMonth, _ months: [HistoryMonth]) -> Bool {
    months.contains { $0.first == month.first && $0.detachment != nil }
  }

  private func detach(
    _ month: HistoryMonth, earliest: CivilDate, among months: [HistoryMonth]
  ) async throws -> MonthOutcome {
    if month.detachment != nil { return .alreadyOut(month) }
    if let out = months.first(where: { $0.first == month.first && $0.detachment != nil }) {
      let events = try await store.content(of: month.table).events
      return events == 0 ? .alreadyOut(out) : .refused(month.name, .partlyOut(events: events))
    }
    guard try await isOver(month.first) else { return .refused(month.name, .notOver) }
    guard earliest >= month.first else { return .refused(month.name, .earlierMonth(earliest.monthName)) }
    let content = try await store.content(of: month.table)
    guard content.openCases + content.endedCases == 0 else {
      let some = try await store.holders(of: month.table, limit: Self.named)
      return .refused(month.name, .held(cases: content.openCases + content.endedCases, some: some))
    }
    let faults = try await store.verify(month: month.table)
    guard faults.isEmpty else { return .refused(month.name, .faulty(faults)) }
    if isDryRun { return .detachable(month, content) }
    guard try await store.detach(month: month.first, person: person, attempts: attempts) != nil else {
      return .refused(month.name, .busy)
    }
    return .detached(try await found(month.first))
  }

  /// Brings one month back.
  package func attach(_ first: CivilDate) async throws -> MonthOutcome {
    let own = try await store.months().filter { $0.first == first }
    guard let month = own.last else { return .refused(first.monthName, .unknown) }
    guard let out = own.first(where: { $0.detachment != nil }), let act = out.detachment else {
      return .alreadyIn(month)
    }
    guard out.bytes != nil else { return .refused(out.name, .missingTables(out)) }
    guard act.isSound else { return .refused(out.name, .alteredRecord) }
    let content = try await store.content(of: out.table)
    guard content.events == act.events, content.cases == act.cases else {
      return .refused(out.name, .altered(found: content.events, expected: act.events))
    }
    let faults = try await store.verify(month: out.table)
    guard faults.isEmpty else { return .refused(out.name, .faulty(faults)) }
    if isDryRun { return .attachable(out) }
    guard try await store.attach(month: first, person: person, attempts: attempts) else {
      return .refused(out.name, .busy)
    }
    return .attached(try await found(first))
  }

  private func found(_ first: CivilDate) async throws -> HistoryMonth {
    guard let month = try await store.months().last(where: { $0.first == first }) else {
      throw StoreError.unreadable("month \(first.monthName)")
    }
    return month
  }

  /// Whether the office's clock has passed the end of the month by at least a day, so that everything decided in it is
  /// recorded.
  private func isOver(_ first: CivilDate) async throws -> Bool {
    let end = try first.adding(months: 1).adding(days: 1).utcMidnight
    let clock = try await store.clock()
    return clock.test ?? clock.real >= end
  }
}

extension CivilDate {
  /// The month in the form `2021-03`.
  package var monthName: String { String(description.prefix(7)) }

  /// The first day of a month in the form `2021-03`; nil for any other text.
  package init?(month text: String) {
    guard text.utf8.count == 7 else { return nil }
    self.init("\(text)-01")
  }
}
