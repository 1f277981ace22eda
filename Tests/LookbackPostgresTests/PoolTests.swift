import LookbackTesting
import SeededTesting
import Testing

@testable import LookbackPostgres

@Suite("The pool's bookkeeping")
struct PoolStateTests {
  @Test("requests open connections up to the size and then wait in order")
  func growsAndWaits() {
    var state = PoolState(size: 2)
    expect(state.request(1), [.connect(0, afterFailures: 0)])
    expect(state.request(2), [.connect(1, afterFailures: 0)])
    expect(state.request(3), [])
    expect(state.connected(1), [.lend(1, to: 1)])
    expect(state.connected(0), [.lend(0, to: 2)])
    expect(state.giveBack(0, isUsable: true), [.lend(0, to: 3)])
    expect(state.giveBack(0, isUsable: true), [])
    expect(state.lendAtOnce(), 0)
    expect(state.lendAtOnce(), nil)
  }

  @Test("nobody overtakes a request that waits")
  func nobodyOvertakes() {
    var state = PoolState(size: 1)
    _ = state.request(1)
    _ = state.request(2)
    expect(state.connected(0), [.lend(0, to: 1)])
    expect(state.lendAtOnce(), nil)
  }

  @Test("a broken connection is discarded and replaced only when somebody waits")
  func brokenIsReplaced() {
    var state = PoolState(size: 1)
    _ = state.request(1)
    _ = state.connected(0)
    expect(state.giveBack(0, isUsable: false), [.discard(0)])
    expect(state.request(2), [.connect(1, afterFailures: 0)])
    _ = state.connected(1)
    _ = state.request(3)
    expect(state.giveBack(1, isUsable: false), [.discard(1), .connect(2, afterFailures: 0)])
  }

  @Test("after a failure one attempt at a time is made, each waiting longer, until one succeeds")
  func failuresBackOff() {
    var state = PoolState(size: 3)
    _ = state.request(1)
    _ = state.request(2)
    expect(state.failedToConnect(0), [])
    expect(state.failedToConnect(1), [.connect(2, afterFailures: 2)])
    expect(state.failedToConnect(2), [.connect(3, afterFailures: 3)])
    expect(state.connected(3), [.lend(3, to: 1), .connect(4, afterFailures: 0)])
  }

  @Test("without anybody waiting no attempt is made")
  func noAttemptForNobody() {
    var state = PoolState(size: 1)
    _ = state.request(1)
    expect(state.expire(1), true)
    expect(state.expire(1), false)
    expect(state.failedToConnect(0), [])
    expect(state.request(2), [.connect(1, afterFailures: 1)])
  }

  @Test("a request that got a dead connection waits before all others")
  func deadLoanWaitsFirst() {
    var state = PoolState(size: 1)
    _ = state.request(1)
    _ = state.connected(0)
    _ = state.request(2)
    expect(state.requestAgain(1, insteadOf: 0), [.discard(0), .connect(1, afterFailures: 0)])
    expect(state.connected(1), [.lend(1, to: 1)])
  }

  @Test("closing refuses those who wait, discards what is idle and ends with the last loan")
  func closes() {
    var state = PoolState(size: 2)
    _ = state.request(1)
    _ = state.request(2)
    _ = state.connected(0)
    _ = state.connected(1)
    _ = state.giveBack(1, isUsable: true)
    expect(state.close(), [.discard(1)])
    expect(state.request(4), [.refuse(4)])
    expect(state.giveBack(0, isUsable: true), [.discard(0), .finish])
    expect(state.close(), [.finish])
  }

  @Test("random orders never lend twice, never exceed the size and serve everybody", arguments: UInt64(0)..<100)
  func randomOrders(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var model = PoolModel(size: 1 + Int(random.next() % 4))
    for _ in 0..<300 { model.step(&random) }
    model.finish()
    #expect(model.faults == [])
    #expect(model.served == model.asked)
  }
}

/// `#expect` for calls that change the state.
private func expect<Value: Equatable>(
  _ found: Value, _ wanted: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found == wanted, sourceLocation: sourceLocation)
}

/// Plays all parts around a `PoolState` and notes what must not happen.
private struct PoolModel {
  private let size: Int
  private var state: PoolState
  private var connecting: [Int] = []
  private var open: Set<Int> = []
  private var lent: [Int] = []
  private(set) var asked = 0
  private(set) var served = 0
  private(set) var faults: [String] = []

  init(size: Int) {
    self.size = size
    state = PoolState(size: size)
  }

  mutating func step(_ random: inout SplitMix64) {
    switch random.next() % 4 {
    case 0: ask()
    case 1 where !connecting.isEmpty: apply(state.failedToConnect(connecting.removeFirst()))
    case 2: connectOne()
    default: returnOne(isUsable: random.next() % 4 != 0)
    }
  }

  mutating func finish() {
    while !connecting.isEmpty || !lent.isEmpty {
      connectOne()
      returnOne(isUsable: true)
    }
  }

  private mutating func ask() {
    asked += 1
    apply(state.request(asked))
  }

  private mutating func connectOne() {
    guard !connecting.isEmpty else { return }
    let slot = connecting.removeFirst()
    open.insert(slot)
    apply(state.connected(slot))
  }

  private mutating func returnOne(isUsable: Bool) {
    guard let slot = lent.popLast() else { return }
    apply(state.giveBack(slot, isUsable: isUsable))
  }

  private mutating func apply(_ actions: [PoolState.Action]) {
    for action in actions {
      switch action {
      case .lend(let slot, _):
        if lent.contains(slot) || !open.contains(slot) { faults.append("slot \(slot) was not free") }
        lent.append(slot)
        served += 1
      case .connect(let slot, _): connecting.append(slot)
      case .discard(let slot): open.remove(slot)
      case .refuse, .finish: faults.append("\(action) while open")
      }
    }
    if open.count + connecting.count > size { faults.append("more than \(size)") }
  }
}

@Suite("Backoff")
struct BackoffTests {
  @Test(
    "waits double up to the longest and spread over their upper half",
    arguments: [(0, 0), (1, 50), (2, 100), (3, 200), (6, 1600), (7, 2000), (60, 2000)])
  func waitsDouble(_ failures: Int, _ longest: Int) {
    let backoff = Backoff(first: .milliseconds(50), longest: .seconds(2))
    #expect(backoff.delay(after: failures, chance: 1) == .milliseconds(longest))
    #expect(backoff.delay(after: failures, chance: 0) == .milliseconds(longest) / 2)
  }
}

@Suite("The pool")
struct ConnectionPoolTests {
  private let backend = Statement("backend", "SELECT pg_backend_pid()")

  private func pool(size: Int, timeout: Duration = .seconds(120)) async throws -> ConnectionPool {
    let configuration = ConnectionConfiguration.testing(try await TestCluster.shared.database())
    return ConnectionPool(configuration, size: size, timeout: timeout)
  }

  @Test("a request that waits in vain is told that all connections are busy")
  func exhaustedPoolRefuses() async throws {
    let pool = try await pool(size: 1, timeout: .seconds(2))
    // On a busy machine the first connection may take longer than a request waits.
    var attempts = 0
    while attempts < 60, await (failure { try await pool.withConnection { _ in } }) != nil { attempts += 1 }
    let error = try await pool.withConnection { _ in
      await failure { try await pool.withConnection { await $0.isUsable } }
    }
    #expect(error?.kind == .unavailable)
    #expect(error?.message == "no connection within 2.0 seconds: all connections are busy")
    #expect(try await pool.withConnection { await $0.isUsable })
    await pool.close()
  }

  @Test("a request that waits for a server that is not there is told why")
  func missingServerIsSaid() async throws {
    let configuration = ConnectionConfiguration(conninfo: "host=/nonexistent")
    let pool = ConnectionPool(configuration, size: 1, timeout: .milliseconds(100))
    // On a busy machine the first requests may give up before the first attempt to connect has failed.
    var reasons: [String] = []
    while reasons.count < 100, reasons.last?.contains("/nonexistent") != true {
      let error = await failure { try await pool.withConnection { await $0.isUsable } }
      #expect(error?.kind == .unavailable)
      reasons.append(error?.message ?? "")
    }
    #expect(reasons.last?.contains("/nonexistent") == true, "\(reasons)")
    await pool.close()
  }

  @Test("a cancelled request stops waiting")
  func cancelledRequestStops() async throws {
    let pool = try await pool(size: 1)
    try await pool.withConnection { _ in
      let request = Task { try await pool.withConnection { await $0.isUsable } }
      request.cancel()
      await #expect(throws: CancellationError.self) { try await request.value }
    }
    await pool.close()
  }

  @Test("many tasks share few connections")
  func manyShareFew() async throws {
    let pool = try await pool(size: 3)
    let backends = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<300 {
        group.addTask { try await pool.withConnection { try await $0.run { try $0.query(backend)[0].int4(0) } } }
      }
      return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
    }
    #expect((1...3).contains(backends.count))
    await pool.close()
  }

  @Test("a transaction that a borrower left open does not reach the next one")
  func leftOpenDoesNotLeak() async throws {
    let pool = try await pool(size: 1)
    try await pool.withConnection { _ = try await $0.query(.begin) }
    #expect(try await pool.withConnection { await !$0.isInTransaction })
    await pool.close()
  }

  @Test("a closed pool refuses")
  func closedRefuses() async throws {
    let pool = try await pool(size: 1)
    _ = try await pool.withConnection { await $0.isUsable }
    await pool.close()
    #expect(await failure { try await pool.withConnection { await $0.isUsable } }?.kind == .closed)
  }
}
