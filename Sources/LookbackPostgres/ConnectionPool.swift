import Logging

/// Lends connections, never more than its size, and replaces those that break.
package actor ConnectionPool {
  private let configuration: ConnectionConfiguration
  private let timeout: Duration
  private let probeAfter: Duration
  private let backoff: Backoff
  private let admit: @Sendable (Connection) async throws -> Void
  private var state: PoolState
  private var connections: [PoolState.Slot: Connection] = [:]
  private var idleSince: [PoolState.Slot: ContinuousClock.Instant] = [:]
  private var attempts: [PoolState.Slot: Task<Void, Never>] = [:]
  private var waiters: [PoolState.Ticket: Waiter] = [:]
  private var closers: [CheckedContinuation<Void, Never>] = []
  private var tickets = 0
  private var lastFailure: PostgresError?

  /// A connection on loan.
  private struct Loan: Sendable {
    let slot: PoolState.Slot
    let connection: Connection
  }

  private struct Waiter {
    let continuation: CheckedContinuation<Loan, any Error>
    let deadline: Task<Void, Never>
  }

  /// Makes a pool. It opens nothing yet.
  ///
  /// - Parameters:
  ///   - size: the largest number of connections; they are opened when needed.
  ///   - timeout: how long a request waits for a connection.
  ///   - probeAfter: a connection that was idle for longer is probed before it is lent.
  ///   - admit: checks each new connection; a connection for which it throws is closed and never lent.
  package init(
    _ configuration: ConnectionConfiguration, size: Int, timeout: Duration = .seconds(5),
    probeAfter: Duration = .milliseconds(500), backoff: Backoff = Backoff(),
    admit: @escaping @Sendable (Connection) async throws -> Void = { _ in }
  ) {
    self.admit = admit
    self.configuration = configuration
    self.timeout = timeout
    self.probeAfter = probeAfter
    self.backoff = backoff
    self.state = PoolState(size: size)
  }

  /// Runs the body with a connection that no other request uses meanwhile. Returns what the body returns.
  /// - Throws: the body's error; `PostgresError` of kind `.unavailable` if no connection became free in time, of kind
  ///   `.closed` after `close()`; `CancellationError` if the task was cancelled while it waited.
  package nonisolated func withConnection<R: Sendable>(
    _ body: @Sendable (Connection) async throws -> R
  ) async throws -> R {
    let loan = try await borrow()
    let result: R
    do { result = try await body(loan.connection) } catch {
      await giveBack(loan)
      throw error
    }
    await giveBack(loan)
    return result
  }

  /// Refuses new requests, waits until all connections are given back, and closes them.
  package func close() async {
    await withCheckedContinuation { continuation in
      closers.append(continuation)
      for attempt in attempts.values { attempt.cancel() }
      perform(state.close())
    }
  }

  private func borrow() async throws -> Loan {
    tickets += 1
    let ticket = tickets
    var loan = if let idle = idleLoan() { idle } else { try await wait(for: ticket) { $0.request(ticket) } }
    while await isDead(loan) {
      let dead = loan.slot
      loan = try await wait(for: ticket) { $0.requestAgain(ticket, insteadOf: dead) }
    }
    return loan
  }

  private func idleLoan() -> Loan? {
    guard let slot = state.lendAtOnce(), let connection = connections[slot] else { return nil }
    return Loan(slot: slot, connection: connection)
  }

  private func isDead(_ loan: Loan) async -> Bool {
    guard let since = idleSince.removeValue(forKey: loan.slot), since.duration(to: .now) >= probeAfter else {
      return false
    }
    return await !loan.connection.probe()
  }

  private func wait(
    for ticket: PoolState.Ticket, _ ask: @Sendable (inout PoolState) -> [PoolState.Action]
  ) async throws -> Loan {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let deadline = Task { [timeout] in
          try? await Task.sleep(for: timeout)
          if !Task.isCancelled { expire(ticket, with: unavailable) }
        }
        waiters[ticket] = Waiter(continuation: continuation, deadline: deadline)
        perform(ask(&state))
        if Task.isCancelled { expire(ticket, with: CancellationError()) }
      }
    } onCancel: {
      Task { await expire(ticket, with: CancellationError()) }
    }
  }

  private func expire(_ ticket: PoolState.Ticket, with error: any Error) {
    if state.expire(ticket) { refuse(ticket, with: error) }
  }

  private func giveBack(_ loan: Loan) async {
    let isUsable = if loan.connection.isSettled { true } else { await loan.connection.isFreeForReuse() }
    idleSince[loan.slot] = .now
    perform(state.giveBack(loan.slot, isUsable: isUsable))
  }

  private func perform(_ actions: [PoolState.Action]) {
    for action in actions {
      switch action {
      case .lend(let slot, let ticket): lend(slot, to: ticket)
      case .connect(let slot, let failures): connect(slot, after: backoff.delay(after: failures))
      case .refuse(let ticket): refuse(ticket, with: PostgresError(.closed, "the pool is closed"))
      case .discard(let slot): discard(slot)
      case .finish:
        for closer in closers { closer.resume() }
        closers = []
      }
    }
  }

  private func lend(_ slot: PoolState.Slot, to ticket: PoolState.Ticket) {
    guard let waiter = waiters.removeValue(forKey: ticket), let connection = connections[slot] else { return }
    waiter.deadline.cancel()
    waiter.continuation.resume(returning: Loan(slot: slot, connection: connection))
  }

  private func refuse(_ ticket: PoolState.Ticket, with error: any Error) {
    guard let waiter = waiters.removeValue(forKey: ticket) else { return }
    waiter.deadline.cancel()
    waiter.continuation.resume(throwing: error)
  }

  private var unavailable: PostgresError {
    let reason =
      lastFailure.map { "no connection could be made: \($0.message)" }
      ?? (connections.isEmpty ? "the server has not answered yet" : "all connections are busy")
    return PostgresError(.unavailable, "no connection within \(timeout): \(reason)")
  }

  private func connect(_ slot: PoolState.Slot, after delay: Duration) {
    attempts[slot] = Task { [configuration, admit] in
      do {
        try await Task.sleep(for: delay)
        let connection = try await Connection.connect(configuration)
        do { try await admit(connection) } catch {
          await connection.close()
          throw error
        }
        connected(slot, connection)
      } catch {
        failed(slot, error)
      }
    }
  }

  private func connected(_ slot: PoolState.Slot, _ connection: Connection) {
    attempts[slot] = nil
    lastFailure = nil
    connections[slot] = connection
    perform(state.connected(slot))
  }

  private func failed(_ slot: PoolState.Slot, _ error: any Error) {
    attempts[slot] = nil
    if let error = error as? PostgresError {
      lastFailure = error
      configuration.logger.warning("cannot connect to the database", metadata: ["reason": "\(error.message)"])
    }
    perform(state.failedToConnect(slot))
  }

  private func discard(_ slot: PoolState.Slot) {
    guard let connection = connections.removeValue(forKey: slot) else { return }
    idleSince[slot] = nil
    Task { await connection.close() }
  }
}
