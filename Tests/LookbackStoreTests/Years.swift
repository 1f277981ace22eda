import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackStore

/// An office on a test clock with cases in three months, all of them archived.
struct Years: Sendable {
  static let february = CivilDate(days: 17_928)
  static let march = CivilDate(days: 17_956)
  static let april = CivilDate(days: 17_987)

  let office: Office
  /// As the owner of the tables.
  let owner: Store

  /// - Parameter cases: each with two events in February, two in March; every third is looked back at in April.
  init(cases: Int64 = 6, connections: Int = 4) async throws {
    office = try await Office(connections: connections)
    owner = Store(ConnectionPool(ConnectionConfiguration.testing(office.conninfo), size: 1, timeout: .seconds(120)))
    try await office.store.makePartitions(for: [Self.february, Self.march, Self.april])
    let all = 1...cases
    try await at(Self.february, all.flatMap { [office.opening($0, number: "n\($0)"), office.firing("assign", $0)] })
    try await at(Self.march, all.flatMap { [office.firing("send", $0), office.firing("close", $0)] })
    let third = all.filter { $0 % 3 == 0 }
    try await at(
      Self.april,
      third.flatMap { [office.firing("look back", $0), office.firing("close", $0, id: "close again \($0)")] })
    try await archive()
  }

  private func at(_ day: CivilDate, _ commands: [Command]) async throws {
    let noon = Moment(microseconds: (Int64(day.days) + 2) * 86_400_000_000 + 43_200_000_000)
    try #require(try await office.store.setClock(to: noon, by: .daemon))
    try await office.submit(commands)
  }

  func archive() async throws {
    _ = try await office.store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 1_000)
  }

  /// Tries many times, because autovacuum may have the lock for a moment.
  func detach(_ months: CivilDate...) async throws {
    for month in months { try #require(try await owner.detach(month: month, person: "root", attempts: 600) != nil) }
  }

  /// Everything that is told of the events, whoever reads it.
  func histories() async throws -> [[CaseEvent]] {
    var all: [[CaseEvent]] = []
    for id in 1...6 {
      all.append(try await office.store.history(of: CaseID(Int64(id))).map(\.event))
    }
    return all
  }
}
