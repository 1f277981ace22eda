import LookbackCore
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite struct TimerServiceTests {
  /// An office whose cases fell asleep years ago, by a test clock that it has left for the real one: all are overdue.
  private func sleepers(_ count: Int, connections: Int = 6) async throws -> (office: Office, ids: [CaseID]) {
    let office = try await Office(connections: connections)
    let engine = office.engine()
    let ids = (0..<count).map { _ in engine.newCaseID() }
    let commands = ids.flatMap { [Office.open("o\($0)", $0), Office.fire("s\($0)", $0, "sleep")] }
    for outcome in await engine.submit(commands) { try #require(outcome.isDone) }
    try await office.sql("update office set clock_us = null; update timers set lane = lane - 64 where lane >= 64")
    return (office, ids)
  }

  private func expectAllWokenOnce(_ ids: [CaseID], _ office: Office) async throws {
    for id in ids {
      let names = try await office.history(id).map(\.name)
      #expect(names == ["open", "sleep", "wake"])
    }
    try await office.expectSoundChains()
  }

  @Test("what fell due while nobody looked fires once, however many there are")
  func outage() async throws {
    let (office, ids) = try await sleepers(1_300)
    let counters = EngineCounters()
    let service = TimerService(store: office.store, engine: office.engine(), wakeup: TimerWakeup(), counters: counters)
    var fired = 0
    try await Waiting.until("nothing is due") {
      let count = try await service.runOnce()
      fired += count
      return count == 0
    }
    #expect(fired == 1_300)
    #expect(counters.current.timersFired == 1_300)
    #expect(counters.current.lateness.worst > 60_000_000)
    try await expectAllWokenOnce(ids, office)
  }

  @Test("two services on one database fire every timer once, whatever leases they hold")
  func twoServices() async throws {
    let (office, ids) = try await sleepers(300, connections: 12)
    await withThrowingTaskGroup { group in
      for _ in 0..<2 {
        group.addTask {
          let service = TimerService(store: office.store, engine: office.engine(), wakeup: TimerWakeup())
          try await Waiting.until("nothing is due") { try await service.runOnce() == 0 }
        }
      }
    }
    try await expectAllWokenOnce(ids, office)
  }

  @Test("a service without any lease still finds what is due, at its sweep")
  func nobodysLease() async throws {
    let (office, ids) = try await sleepers(3)
    // Somebody who lives for a long time yet holds every lane and does nothing.
    try await office.sql(
      "insert into daemons values (0, 'infinity'); update lanes set owner = 0, epoch = epoch + 1")
    let service = TimerService(store: office.store, engine: office.engine(), wakeup: TimerWakeup())
    #expect(try await service.runOnce() == 3)
    try await expectAllWokenOnce(ids, office)
  }

  @Test("lateness is told in classes: no more than the share was later than the bound")
  func lateness() {
    var lateness = LatencyHistogram()
    #expect(lateness.bound(of: 0.99) == 0)
    for microseconds in [-5, 0, 900, 1_000, 1_000, 40_000] as [Int64] { lateness.add(microseconds) }
    #expect(lateness.count == 6)
    #expect(lateness.worst == 40_000)
    #expect(lateness.bound(of: 0.5) == 1_023)
    #expect(lateness.bound(of: 0.3) == 0)
    #expect(lateness.bound(of: 1) == 40_000)
    lateness.add(.max)
    #expect(lateness.bound(of: 1) == .max)
  }
}
