package import LookbackPostgres

extension ConnectionConfiguration {
  /// With a patience that no busy machine exhausts.
  package static func testing(_ conninfo: String) -> ConnectionConfiguration {
    ConnectionConfiguration(
      conninfo: conninfo, connectTimeout: .seconds(120), statementTimeout: .seconds(300),
      idleInTransactionTimeout: .seconds(300), commitDeadline: .seconds(120))
  }
}
