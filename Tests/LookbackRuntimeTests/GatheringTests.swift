import Synchronization
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite struct GatheringTests {
  @Test("what is asked while queries are under way shares the next one, and each gets its own answer")
  func shared() async throws {
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let (started, start) = AsyncStream<Void>.makeStream()
    let queries = Mutex<[[Int]]>([])
    let gathering = Gathering<Int, String> { keys throws(StoreError) in
      queries.withLock { $0.append(keys.sorted()) }
      if keys.allSatisfy({ $0 < 0 }) {
        start.yield()
        for await _ in gate { break }
      }
      return Dictionary(uniqueKeysWithValues: keys.filter { $0 != 7 }.map { ($0, "\($0)") })
    }
    async let first = gathering.value(for: -1)
    async let second = gathering.value(for: -2)
    var running = 0
    for await _ in started {
      running += 1
      if running == 2 { break }
    }
    try await withThrowingTaskGroup { group in
      for key in [5, 6, 7, 5] { group.addTask { (key, try await gathering.value(for: key)) } }
      while await gathering.asked < 4 { await Task.yield() }
      opener.finish()
      for try await (key, answer) in group { #expect(answer == (key == 7 ? nil : "\(key)")) }
    }
    #expect(try await [first, second] == ["-1", "-2"])
    #expect(queries.withLock { $0.last } == [5, 6, 7])
    #expect(queries.withLock { $0.count } == 3)
  }

  @Test("while nobody is in a hurry questions wait until they are worth a query")
  func company() async throws {
    let queries = Mutex<[Int]>([])
    let gathering = Gathering<Int, Int>(patience: .seconds(3_600), isInHurry: { false }) { keys throws(StoreError) in
      queries.withLock { $0.append(keys.count) }
      return Dictionary(uniqueKeysWithValues: keys.map { ($0, $0) })
    }
    let worth = Gathering<Int, Int>.company
    try await withThrowingTaskGroup { group in
      for key in 1..<worth { group.addTask { try await gathering.value(for: key) } }
      while await gathering.asked < worth - 1 { await Task.yield() }
      #expect(queries.withLock { $0 } == [])
      #expect(try await gathering.value(for: worth) == worth)
      for try await answer in group { #expect(answer != nil) }
    }
    #expect(queries.withLock { $0 } == [worth])
  }

  @Test("nobody waits for company for ever")
  func patience() async throws {
    let gathering = Gathering<Int, Int>(patience: .milliseconds(1), isInHurry: { false }) { _ throws(StoreError) in
      [1: 2]
    }
    #expect(try await gathering.value(for: 1) == 2)
  }

  @Test("a query that fails fails those who asked, and the next one is asked anew")
  func failure() async throws {
    let count = Mutex(0)
    let gathering = Gathering<Int, Int> { keys throws(StoreError) in
      let isFirst = count.withLock { count in
        count += 1
        return count == 1
      }
      if isFirst { throw .unreadable("clock") }
      return [1: 2]
    }
    await #expect(throws: StoreError.self) { try await gathering.value(for: 1) }
    #expect(try await gathering.value(for: 1) == 2)
  }
}
