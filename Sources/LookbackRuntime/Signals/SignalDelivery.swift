package import Logging
package import LookbackCore
package import LookbackStore

/// Delivers signals from the outbox. Each is submitted as a command under a stable id, so that a signal that is
/// delivered twice acts once. A signal that its target refuses becomes a dead letter with the reason, which `lookback
/// outbox` shows.
package struct SignalDelivery: Sendable {
  /// The lanes of all messages: a message is in the lane of its case, whatever clock the office runs on.
  private static let lanes = Array(Int16(0)..<64)
  private static let perLane = 8

  private let store: Store
  private let engine: Engine
  private let wording: @Sendable (Rejection) -> String
  private let logger: Logger

  /// - Parameter wording: puts the refusal of a target into words, for the person who looks into it.
  package init(
    store: Store, engine: Engine, wording: @escaping @Sendable (Rejection) -> String = { "\($0)" },
    logger: Logger = Logger(label: "signals")
  ) {
    self.store = store
    self.engine = engine
    self.wording = wording
    self.logger = logger
  }

  /// Delivers the signals that wait now. A signal that could not be tried stays in the outbox.
  /// - Returns: how many signals left the outbox, dead letters included.
  @discardableResult
  package func runOnce() async throws(StoreError) -> Int {
    let waiting = try await store.signals(lanes: Self.lanes, perLane: Self.perLane)
    guard !waiting.isEmpty else { return 0 }
    let outcomes = await engine.submit(waiting.map(\.command))
    var delivered: [WaitingSignal] = []
    var dead: [(signal: WaitingSignal, reason: String)] = []
    for (signal, outcome) in zip(waiting, outcomes) {
      switch outcome {
      case .done, .replayed: delivered.append(signal)
      case .rejected(let rejection): dead.append((signal, wording(rejection)))
      case .unavailable, .unknown: break
      }
    }
    report(dead)
    try await store.settle(delivered: delivered, dead: dead)
    return delivered.count + dead.count
  }

  /// Delivers until no signal is left that could be delivered.
  package func drain() async throws(StoreError) {
    while try await runOnce() > 0 {}
  }

  private func report(_ dead: [(signal: WaitingSignal, reason: String)]) {
    for (signal, reason) in dead {
      logger.warning(
        "a signal could not be delivered",
        metadata: [
          "from": "\(signal.sender)", "case": "\(signal.target)", "event": "\(signal.event)", "reason": "\(reason)",
        ])
    }
  }
}

extension WaitingSignal {
  fileprivate var command: Command {
    Command(
      id: CommandID("signal \(lane)-\(number)"), target: target,
      request: .fire(event: event, track: nil, data: [:]), actor: .engine, via: "signal from \(sender)",
      origin: Command.Origin(sender: sender, used: used))
  }
}
