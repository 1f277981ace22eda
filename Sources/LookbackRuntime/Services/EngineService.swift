import ServiceLifecycle

/// Lets an engine finish what it has begun before the daemon ends.
package struct EngineService: Service {
  private let engine: Engine
  private let patience: Duration

  /// - Parameter patience: what is not answered by then is left to the callers' repetition.
  package init(engine: Engine, patience: Duration) {
    self.engine = engine
    self.patience = patience
  }

  package func run() async throws {
    try? await gracefulShutdown()
    await engine.drain(patience: patience)
  }
}
