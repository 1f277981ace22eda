package import Logging
import LookbackCore
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Fires the timers of an office on the database's clock. It sleeps until the next timer is due, and at most one
/// second.
///
/// The service reads due timers without locks and fires them through the engine, which takes only those that are still
/// in their table. So two services never fire one timer twice. Each service reads the lanes of its lease. Every 30 s it
/// scans all lanes from their beginning, so that no timer depends on a lease.
///
/// After an outage all overdue timers fire: each lane in the order of its due times, and each case strictly in that
/// order.
package actor TimerService: Service {
  /// The number of groups of lanes that are drained in parallel when many timers are due: while one group waits for the
  /// database, the others decide.
  private static let groups = 4
  /// The number of timers that a group reads at once, which is one batch.
  private static let groupSize = 500
  /// How long the groups drain before the service renews its lease and reads all its lanes again.
  private static let spell = Duration.seconds(1)
  private static let fullScanInterval = Duration.seconds(30)
  /// In microseconds: a timer whose insert commits late can be this far below the low-water mark.
  private static let margin: Int64 = 2_000_000

  private let store: Store
  private let engine: Engine
  private let wakeup: TimerWakeup
  private let counters: EngineCounters
  private let watchdog: LoopWatchdog
  private let logger: Logger
  private var lease: LaneLease
  /// The low-water mark of each lane: no timer is expected before it, so that dead rows are not read again.
  private var low = [Moment](repeating: Moment(microseconds: .min), count: LaneLease.all.count)
  /// Timers that could not be recorded; they are tried again at the next full scan.
  private var stuck: Set<DueTimer> = []
  private var nextFullScan = ContinuousClock.now
  /// The database's clock when the service last asked for the next timer.
  private var lastLook = Moment(microseconds: .min)

  package init(
    store: Store, engine: Engine, wakeup: TimerWakeup, counters: EngineCounters = EngineCounters(),
    watchdog: LoopWatchdog = LoopWatchdog(),
    logger: Logger = Logger(label: "timers")
  ) {
    self.store = store
    self.engine = engine
    self.wakeup = wakeup
    self.counters = counters
    self.watchdog = watchdog
    self.logger = logger
    lease = LaneLease(store: store, logger: logger)
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown { await self.loop() }
    watchdog.idle(.timers)
    await endLease()
  }

  private func loop() async {
    while !Task.isCancelled {
      watchdog.tick(.timers)
      let jitter = Int64.random(in: 800_000...1_000_000)
      do throws(StoreError) {
        if try await runOnce() > 0 { continue }
        let (next, now) = try await store.nextDue(held)
        lastLook = now
        let wait = max(0, min(next.map { $0.microseconds - now.microseconds } ?? jitter, jitter))
        // A due timer that was not fired is stuck, or another service is firing it.
        let pause = wait == 0 ? 50_000 : wait
        await wakeup.sleep(for: .microseconds(pause), until: now.adding(microseconds: pause))
      } catch {
        logger.warning("due timers cannot be read", metadata: ["reason": "\(error)"])
        await wakeup.sleep(for: .seconds(1), until: Moment(microseconds: .min))
      }
    }
  }

  /// Fires the timers that are due now.
  /// - Returns: how many timers were taken from their table.
  @discardableResult
  package func runOnce() async throws(StoreError) -> Int {
    await renewLease()
    let lanes = lanesToRead()
    guard !lanes.isEmpty else { return 0 }
    let due = try await read(lanes)
    guard due.count >= Self.groupSize else { return await fire(due) }
    return try await drain(lanes, due)
  }

  private func endLease() async {
    var ended = lease
    lease = LaneLease(store: store, logger: logger)
    await ended.end()
  }

  private func renewLease() async {
    var renewed = lease
    let added = await renewed.renew()
    lease = renewed
    for lane in added { low[Int(lane)] = Moment(microseconds: .min) }
  }

  private var held: [LaneCursor] {
    lease.marks.map { LaneCursor(lane: $0.lane, low: low[Int($0.lane)], epoch: $0.epoch) }
  }

  /// The lanes to read: those of the lease, or all lanes at a full scan. It is also all lanes when this daemon armed a
  /// timer that is due at once, because that timer's lane can belong to another daemon, which would find it later.
  private func lanesToRead() -> [LaneCursor] {
    let isFullScan = nextFullScan <= .now
    if isFullScan {
      nextFullScan = .now + Self.fullScanInterval
      stuck = []
    }
    let announced = wakeup.takeAnnounced()
    for lane in low.indices where isFullScan || announced.map({ $0 < low[lane] }) ?? false {
      low[lane] = Moment(microseconds: .min)
    }
    let isUrgent = announced.map { $0 < lastLook.adding(microseconds: Self.margin) } ?? false
    guard isFullScan || isUrgent else { return held }
    return LaneLease.all.map { LaneCursor(lane: $0, low: low[Int($0)]) }
  }

  private func read(_ lanes: [LaneCursor]) async throws(StoreError) -> [DueTimer] {
    let limit = max(1, Self.groupSize * min(Self.groups, lanes.count) / lanes.count)
    let found = try await store.dueTimers(lanes, limit: limit + stuck.count)
    return found.filter { !stuck.contains($0) }
  }

  /// Drains groups of lanes in parallel, each batch after batch, until no timer is due or `spell` has passed.
  private func drain(_ lanes: [LaneCursor], _ due: [DueTimer]) async throws(StoreError) -> Int {
    let end = ContinuousClock.now + Self.spell
    let count = min(Self.groups, lanes.count)
    let parts = (0..<count).map { part in
      lanes.enumerated().filter { $0.offset % count == part }.map(\.element)
    }
    let results = await withTaskGroup { tasks in
      for part in parts {
        let own = Set(part.map(\.lane))
        tasks.addTask { await self.drain(part, first: due.filter { own.contains($0.lane) }, until: end) }
      }
      var results: [Result<Int, StoreError>] = []
      for await result in tasks { results.append(result) }
      return results
    }
    var taken = 0
    for result in results { taken += try result.get() }
    return taken
  }

  private func drain(
    _ lanes: [LaneCursor], first: [DueTimer], until end: ContinuousClock.Instant
  ) async -> Result<Int, StoreError> {
    var taken = 0
    var due = first
    var lanes = lanes
    do throws(StoreError) {
      while !due.isEmpty {
        taken += await fire(due)
        guard ContinuousClock.now < end, !Task.isCancelled else { break }
        for index in lanes.indices { lanes[index].pass(due) }
        due = try await store.dueTimers(lanes, limit: max(1, Self.groupSize / lanes.count))
      }
      return .success(taken)
    } catch { return .failure(error) }
  }

  private func fire(_ found: [DueTimer]) async -> Int {
    guard !found.isEmpty else { return 0 }
    let due = found.sorted { ($0.due, $0.target, $0.key) < ($1.due, $1.target, $1.key) }
    let outcomes = await engine.fire(due)
    var taken = 0
    var late: [Int64] = []
    for (timer, outcome) in zip(due, outcomes) {
      switch outcome {
      case .done(let receipt):
        taken += 1
        late.append(receipt.at.microseconds - timer.due.microseconds)
      case .replayed: taken += 1
      case .rejected(let rejection):
        taken += 1
        report(timer, rejection)
      case .unavailable, .unknown: stuck.insert(timer)
      }
    }
    counters.countFired(late: late)
    raiseMarks(due)
    return taken
  }

  private func report(_ timer: DueTimer, _ rejection: Rejection) {
    if case .timerGone = rejection { return }
    logger.error(
      "a timer could not fire",
      metadata: ["case": "\(timer.target)", "timer": "\(timer.key)", "reason": "\(rejection)"])
  }

  private func raiseMarks(_ fired: [DueTimer]) {
    guard stuck.isEmpty else { return }
    for timer in fired {
      let lane = Int(timer.lane)
      low[lane] = max(low[lane], timer.due.adding(microseconds: -Self.margin))
    }
  }
}

extension LaneCursor {
  /// Moves the cursor behind the last of these timers that is in its lane. A timer that was armed since and is due
  /// earlier waits for the next scan; rows of fired timers are not read again.
  fileprivate mutating func pass(_ timers: [DueTimer]) {
    for timer in timers where timer.lane == lane && (timer.due, timer.target) > (low, first) {
      (low, first) = (timer.due, timer.target)
    }
  }
}
