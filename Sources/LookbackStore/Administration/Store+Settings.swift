package import LookbackCore
import LookbackPostgres

extension Store {
  /// Returns what the office has settled; what it has not is as it is everywhere.
  package func settings() async throws(StoreError) -> OfficeSettings {
    try await run { c in try c.officeSettings() }
  }

  /// Settles something for the office.
  /// - Returns: the settings after it; nil if the setting cannot have this value.
  package func set(
    _ name: OfficeSettings.Name, to value: String, by initiator: Initiator
  ) async throws(StoreError) -> OfficeSettings? {
    try await administer(by: initiator) { c, acts in
      let before = try c.officeSettings()
      var after = before
      guard after.set(name, to: value) else { return nil }
      guard after != before else { return after }
      _ = try c.query(Statements.upsertSetting, ["name": .text(name.rawValue), "value": .text(after[name])])
      let fact = AdministrativeAct.Fact("value", from: before[name], to: after[name])
      acts.append(AdministrativeAct(.settingChanged, name.rawValue, [fact]))
      return after
    }
  }
}

extension Connection {
  func officeSettings() throws -> OfficeSettings {
    try query(Statements.readOfficeSettings).reduce(into: OfficeSettings()) { settings, row in
      guard let name = OfficeSettings.Name(rawValue: try row.text(0)) else { return }
      guard settings.set(name, to: try row.text(1)) else { throw StoreError.unreadable("setting \(name.rawValue)") }
    }
  }
}
