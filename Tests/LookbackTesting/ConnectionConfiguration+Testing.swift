package import LookbackPostgres

extension ConnectionConfiguration {
  /// With timeouts that no busy machine reaches.
  package static func testing(_ conninfo: String) -> ConnectionConfiguration {
    ConnectionConfiguration(
      conninfo: conninfo, connectTimeout: .seconds(120), statementTimeout: .seconds(300),
      idleInTransactionTimeout: .seconds(300), commitDeadline: .seconds(120))
  }
}
