package import Logging
import LookbackCore
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Fires the timers of an office on the real clock: sleeps until the next one is due, looks every second anyway.
///
/// Nothing is claimed: due timers are read without locks and fired through the engine, which takes those that are
/// really still there. Two services never fire one twice. Each reads the lanes of its lease; every 30 s it reads all
/// lanes from their beginning, so that no timer waits for a lease either.
///
/// After an outage everything that is overdue fires, each lane in the order of the due times, and within a case exactly
/// in that order, whatever lane is ahead.
package actor TimerService: Service {
  /// Lanes are drained in so many groups side by side when many timers are due: while one group waits for the database,
  /// the others decide.
  private static let groups = 4
  /// Timers that a group reads at once: they make one batch.
  private static let groupSize = 500
  /// How long groups go on by themselves before the service looks up.
  private static let spell = Duration.seconds(1)
  private static let sweepInterval = Duration.seconds(30)
  /// Inserts that commit late may stand this far behind the low-water mark.
  private static let margin: Int64 = 2_000_000

  private let store: Store
  private let engine: Engine
  private let alarm: TimerWakeup
  private let figures: EngineCounters
  private let pulse: LoopWatchdog
  private let logger: Logger
  private var lease: LaneLease
  /// Below this no timer of the lane is expected: dead rows are not walked again.
  private var low = [Moment](repeating: Moment(microseconds: .min), count: LaneLease.all.count)
  /// Timers that could not be recorded; tried again at the next full sweep.
  private var stuck: Set<DueTimer> = []
  private var nextSweep = ContinuousClock.now
  /// The database's clock when it was last asked for the next timer.
  private var lastLook = Moment(microseconds: .min)

  package init(
    store: Store, engine: Engine, alarm: TimerWakeup, figures: EngineCounters = EngineCounters(),
    pulse: LoopWatchdog = LoopWatchdog(),
    logger: Logger = Logger(label: "timers")
  ) {
    self.store = store
    self.engine = engine
    self.alarm = alarm
    self.figures = figures
    self.pulse = pulse
    self.logger = logger
    lease = LaneLease(store: store, logger: logger)
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown { await self.loop() }
    pulse.rest(.timers)
    await endLease()
  }

  private func loop() async {
    while !Task.isCancelled {
      pulse.beat(.timers)
      let jitter = Int64.random(in: 800_000...1_000_000)
      do throws(StoreError) {
        if try await runOnce() > 0 { continue }
        let (next, now) = try await store.nextDue(held)
        lastLook = now
        let wait = max(0, min(next.map { $0.microseconds - now.microseconds } ?? jitter, jitter))
        // A timer that is due and was not fired is stuck, or another service has it.
        let pause = wait == 0 ? 50_000 : wait
        await alarm.sleep(for: .microseconds(pause), until: now.adding(microseconds: pause))
      } catch {
        logger.warning("due timers cannot be read", metadata: ["reason": "\(error)"])
        await alarm.sleep(for: .seconds(1), until: Moment(microseconds: .min))
      }
    }
  }

  /// Fires what is due now; how many were taken from the table.
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

  /// The lanes of the lease; all of them at a sweep, and when a timer was armed here that is due at once: its lane may
  /// be another daemon's, who would find it later.
  private func lanesToRead() -> [LaneCursor] {
    let isSweep = nextSweep <= .now
    if isSweep {
      nextSweep = .now + Self.sweepInterval
      stuck = []
    }
    let announced = alarm.takeAnnounced()
    for lane in low.indices where isSweep || announced.map({ $0 < low[lane] }) ?? false {
      low[lane] = Moment(microseconds: .min)
    }
    let isUrgent = announced.map { $0 < lastLook.adding(microseconds: Self.margin) } ?? false
    guard isSweep || isUrgent else { return held }
    return LaneLease.all.map { LaneCursor(lane: $0, low: low[Int($0)]) }
  }

  private func read(_ lanes: [LaneCursor]) async throws(StoreError) -> [DueTimer] {
    let limit = max(1, Self.groupSize * min(Self.groups, lanes.count) / lanes.count)
    let found = try await store.dueTimers(lanes, limit: limit + stuck.count)
    return found.filter { !stuck.contains($0) }
  }

  /// Groups of lanes side by side, each batch after batch, until nothing is due or it is time to look up.
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
    figures.countFired(late: late)
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
  /// Goes on from the last of these that is of the lane: what fell due before it and was armed since waits for the next
  /// look, and what was fired is not walked again.
  fileprivate mutating func pass(_ timers: [DueTimer]) {
    for timer in timers where timer.lane == lane && (timer.due, timer.target) > (low, first) {
      (low, first) = (timer.due, timer.target)
    }
  }
}
