import LookbackCore
import LookbackTime
import Testing

@testable import LookbackStore

@Suite("lanes are leased")
struct LaneTests {
  /// Longer than the test: on a busy machine a daemon's next beat comes late.
  private static let timeout = Duration.seconds(3_600)

  private func heartbeat(_ daemon: Int64, _ office: Office) async throws -> Set<Int16> {
    Set(try await office.store.heartbeat(daemon: daemon, timeout: Self.timeout).map(\.lane))
  }

  @Test("one daemon holds all of them, two share them, each lane is held by one")
  func shared() async throws {
    let office = try await Office()
    #expect(try await heartbeat(1, office) == Set(0..<64))
    // The second one waits for the first to let go; nothing is taken from a daemon that lives.
    #expect(try await heartbeat(2, office) == [])
    let first = try await heartbeat(1, office)
    let second = try await heartbeat(2, office)
    #expect(first.count == 32)
    #expect(second == Set(0..<64).subtracting(first))
    _ = try await heartbeat(3, office)
    for daemon in [1, 2, 3, 1, 2, 3] as [Int64] { _ = try await heartbeat(daemon, office) }
    var held: [Int16] = []
    for daemon in 1...3 {
      let lanes = try await heartbeat(Int64(daemon), office)
      #expect((21...22).contains(lanes.count))
      held += lanes
    }
    #expect(held.sorted() == Array(0..<64))
  }

  @Test("the lanes of a daemon that ends or falls silent are taken over, under a new epoch")
  func takenOver() async throws {
    let office = try await Office()
    for daemon in [1, 2, 1, 2] as [Int64] { _ = try await heartbeat(daemon, office) }
    let before = try await office.store.heartbeat(daemon: 2, timeout: Self.timeout)
    try await office.tamper("update daemons set seen_at = seen_at - interval '2 hours' where daemon_id = 2")
    #expect(try await heartbeat(1, office) == Set(0..<64))
    let after = try await office.store.heartbeat(daemon: 1, timeout: Self.timeout)
    for mark in before { #expect(after.first { $0.lane == mark.lane }?.epoch == (mark.epoch ?? 0) + 1) }
    // It wakes up, is alive again, and gets its share back only when the other has let go of it.
    #expect(try await heartbeat(2, office) == [])
    #expect(try await heartbeat(1, office).count == 32)
    #expect(try await heartbeat(2, office).count == 32)
    try await office.store.retire(daemon: 2)
    #expect(try await heartbeat(1, office) == Set(0..<64))
    #expect(try await office.count("daemons") == 1)
  }

  @Test("who lost a lane reads nothing by the old lease, whoever asks without one reads all")
  func fenced() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1)])
    try await office.tamper("update timers set due_us = 1 where key like '%remind%'")
    let lanes = try await office.store.heartbeat(daemon: 1, timeout: Self.timeout)
    #expect(try await office.store.dueTimers(lanes, limit: 9).count == 1)
    try await office.tamper("update daemons set seen_at = seen_at - interval '2 hours'")
    #expect(try await heartbeat(2, office) == Set(0..<64))
    #expect(try await office.store.dueTimers(lanes, limit: 9).isEmpty)
    #expect(try await office.store.dueTimers(lanes.map { LaneCursor(lane: $0.lane) }, limit: 9).count == 1)
  }

  @Test("timers below the low-water mark are neither listed nor the next")
  func lowWaterMark() async throws {
    let office = try await Office()
    try await office.submit([office.opening(1), office.firing("assign", 1)])
    try await office.tamper("update timers set due_us = 1000 where key like '%remind%'")
    let lane = CaseID(1).lane
    let (due, other) = (Moment(microseconds: 1000), Moment(microseconds: 1001))
    #expect(try await office.store.dueTimers([LaneCursor(lane: lane, low: due)], limit: 9).map(\.due) == [due])
    #expect(try await office.store.nextDue([LaneCursor(lane: lane, low: due)]).next == due)
    #expect(try await office.store.dueTimers([LaneCursor(lane: lane, low: other)], limit: 9).isEmpty)
    for (first, count) in [(CaseID(1), 1), (CaseID(2), 0)] {
      let mark = LaneCursor(lane: lane, low: due, first: first)
      #expect(try await office.store.dueTimers([mark], limit: 9).count == count)
    }
    let next = try #require(try await office.store.nextDue([LaneCursor(lane: lane, low: other)]).next)
    #expect(next > other)
    #expect(try await office.store.nextDue([]).next == nil)
  }
}
