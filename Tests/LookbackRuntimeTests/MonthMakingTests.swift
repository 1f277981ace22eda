import LookbackCore
import LookbackPostgres
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("making months of history")
struct MonthMakingTests {
  @Test("three daemons that start at once on fresh tables all start, round after round", arguments: 0..<8)
  func atOnce(round: Int) async throws {
    let office = try await Office(testClock: Moment(microseconds: Office.start.microseconds + Int64(round)))
    let stores = (0..<3).map { _ in
      Store(ConnectionPool(Office.configuration(office.conninfo), size: 1, timeout: .seconds(120)))
    }
    // All have their connection before any of them makes a month.
    for store in stores { _ = try await store.clock() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in stores { group.addTask { try await PartitionService(store: store).runOnce() } }
      try await group.waitForAll()
    }
    #expect(try await office.store.months().count >= 3)
  }
}
