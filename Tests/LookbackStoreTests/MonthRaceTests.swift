import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime
import SeededTesting
import Testing

@testable import LookbackStore

@Suite("months that go and come while everybody works")
struct MonthRaceTests {
  @Test("lose nothing: histories are whole and sound for whoever looks at any time", arguments: 0..<4)
  func race(seed: Int) async throws {
    let years = try await Years(connections: 6)
    let office = years.office
    let before = try await years.histories()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 0..<4 {
          try await years.detach(Years.february, Years.march)
          for month in [Years.february, Years.march] {
            try #require(try await years.owner.attach(month: month, person: "root", attempts: 600))
          }
        }
      }
      for worker in 0..<2 {
        group.addTask {
          var chance = SplitMix64(seed: seed * 10 + worker)
          for round in 0..<12 {
            let numbers = (1...Int64(6)).filter { _ in Bool.random(using: &chance) }
            let commands = numbers.flatMap { number in
              ["look back", "close"].map { office.firing($0, number, id: "\($0) \(number) \(worker) \(round)") }
            }
            _ = try await persistently { try await office.submit(commands) }
            try await persistently { try await years.archive() }
          }
        }
      }
      group.addTask {
        for _ in 0..<12 {
          #expect(try await office.verify().faults == [])
          let now = try await years.histories()
          #expect(zip(before, now).allSatisfy { Array($1.prefix($0.count)) == $0 })
        }
      }
      try await group.waitForAll()
    }
    let found = try await office.verify()
    #expect(found.faults == [] && found.bridged == 0 && found.cases == 6)
    #expect(try await office.count("events") == Int64(found.events))
    #expect(try await years.histories().map(\.count).reduce(0, +) == found.events)
  }

  @Test("are made while others read all of history, and nobody waits crosswise")
  func made() async throws {
    let years = try await Years(connections: 6)
    let office = years.office
    try await withThrowingTaskGroup(of: Void.self) { group in
      for maker in 0..<2 {
        group.addTask {
          for month in 0..<24 {
            try await office.store.makePartitions(for: [CivilDate(days: Years.april.days + Int32(31 * (month + maker)))]
            )
          }
        }
      }
      for _ in 0..<3 {
        group.addTask {
          let reader = try await office.superuser()
          for _ in 0..<60 {
            try await reader.run { c in
              try c.script("set deadlock_timeout = '10ms'; begin; lock table events in access share mode")
              try c.script("select count(*) from events; commit")
            }
          }
          await reader.close()
        }
      }
      try await group.waitForAll()
    }
  }

  /// As the engine does: a deadlock or a lock that took too long is tried again.
  private func persistently<R>(_ body: () async throws -> R) async throws -> R {
    while true {
      do { return try await body() } catch let error as StoreError {
        guard [.race, .held, .passes].contains(error.course) else { throw error }
      }
    }
  }
}
