package import Logging
import LookbackCore
package import LookbackStore
import LookbackTime
import ServiceLifecycle

/// Fires the timers of tenants on the real clock: sleeps until the next one is due, looks every second anyway.
///
/// Nothing is claimed: due timers are read without locks and fired through the engine, which takes those that are
/// really still there. Two services never fire one twice.
package actor TimerService: Service {
  private static let lanes = Array(Int16(0)..<64)
  /// So many timers of each lane are read at once: together they fill the batches that run side by side.
  private static let perLane = 31
  /// Inserts that commit late may stand this far behind the low-water mark.
  private static let margin: Int64 = 2_000_000

  private let store: Store
  private let engine: Engine
  private let alarm: TimerAlarm
  private let figures: Figures
  private let pulse: Pulse
  private let logger: Logger
  /// Below this no timer of the lane is expected: dead rows are not walked again.
  private var low = [Moment](repeating: Moment(microseconds: .min), count: 64)
  /// Timers that could not be recorded; tried again at the next full sweep.
  private var stuck: Set<DueTimer> = []
  private var fullSweep = ContinuousClock.now

  package init(
    store: Store, engine: Engine, alarm: TimerAlarm, figures: Figures = Figures(), pulse: Pulse = Pulse(),
    logger: Logger = Logger(label: "timers")
  ) {
    self.store = store
    self.engine = engine
    self.alarm = alarm
    self.figures = figures
    self.pulse = pulse
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown { await self.loop() }
    pulse.rest(.timers)
  }

  private func loop() async {
    while !Task.isCancelled {
      pulse.beat(.timers)
      let jitter = Int64.random(in: 800_000...1_000_000)
      do throws(StoreError) {
        if try await runOnce() > 0 { continue }
        let (next, now) = try await store.nextDue(lanes: Self.lanes)
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
    lowerMarks()
    let found = try await store.dueTimers(lanes: Self.lanes, low: low, limit: Self.perLane + stuck.count)
    let due = found.filter { !stuck.contains($0) }.sorted { ($0.due, $0.target, $0.key) < ($1.due, $1.target, $1.key) }
    guard !due.isEmpty else { return 0 }
    let outcomes = await engine.fire(due)
    var taken = 0
    var fired = 0
    var lateness: Int64 = 0
    for (timer, outcome) in zip(due, outcomes) {
      switch outcome {
      case .done(let receipt):
        (taken, fired) = (taken + 1, fired + 1)
        lateness = max(lateness, receipt.at.microseconds - timer.due.microseconds)
      case .replayed: taken += 1
      case .rejected(let rejection):
        taken += 1
        report(timer, rejection)
      case .unavailable, .unknown: stuck.insert(timer)
      }
    }
    figures.countFired(fired, late: lateness)
    raiseMarks(due)
    return taken
  }

  private func report(_ timer: DueTimer, _ rejection: Rejection) {
    if case .timerGone = rejection { return }
    logger.error(
      "a timer could not fire",
      metadata: ["case": "\(timer.target)", "timer": "\(timer.key)", "reason": "\(rejection)"])
  }

  /// All lanes are looked through from their beginning every 30 s, and when a timer was armed behind the mark.
  private func lowerMarks() {
    let isSweep = fullSweep <= .now
    if isSweep {
      fullSweep = .now + .seconds(30)
      stuck = []
    }
    let announced = alarm.takeAnnounced()
    for lane in low.indices where isSweep || announced.map({ $0 < low[lane] }) ?? false {
      low[lane] = Moment(microseconds: .min)
    }
  }

  private func raiseMarks(_ fired: [DueTimer]) {
    guard stuck.isEmpty else { return }
    for timer in fired {
      let lane = Int(timer.lane)
      low[lane] = max(low[lane], timer.due.adding(microseconds: -Self.margin))
    }
  }
}
