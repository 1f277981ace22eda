import LookbackPostgres
import ServiceLifecycle

/// Closes the connections when everybody above has ended.
struct PoolService: Service {
  let pool: ConnectionPool

  func run() async throws {
    try? await gracefulShutdown()
    await pool.close()
  }
}
