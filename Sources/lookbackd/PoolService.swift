import LookbackPostgres
import ServiceLifecycle

/// Closes the connections when all services that use them have ended.
struct PoolService: Service {
  let pool: ConnectionPool

  func run() async throws {
    try? await gracefulShutdown()
    await pool.close()
  }
}
