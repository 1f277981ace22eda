import ServiceLifecycle

/// Lets an engine finish the commands that it has accepted before the daemon ends.
package struct EngineService: Service {
  private let engine: Engine
  private let timeout: Duration

  /// - Parameter timeout: how long to wait; the callers repeat what is not answered by then.
  package init(engine: Engine, timeout: Duration) {
    self.engine = engine
    self.timeout = timeout
  }

  package func run() async throws {
    try? await gracefulShutdown()
    await engine.drain(timeout: timeout)
  }
}
