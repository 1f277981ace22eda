import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore

/// The routes about what the office settles for itself.
extension API {
  @Sendable func listSettings(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return try call.page(of: try await operations.store.settings().lines, by: \.name) {
      .members(["name": .string($0.name), "value": .string($0.value)])
    }
  }

  @Sendable func setSetting(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let text = try body.required("name")
    guard let name = OfficeSettings.Name(rawValue: text) else { throw Problem.unknownSetting(text) }
    let value = try body.required("value")
    guard let settings = try await operations.store.set(name, to: value, by: caller.initiator) else {
      throw Problem.unfitSetting(name, value)
    }
    return Answer(.members(["name": .string(text), "value": .string(settings[name])]))
  }
}

extension OfficeSettings {
  fileprivate var lines: [(name: String, value: String)] { Name.allCases.map { ($0.rawValue, self[$0]) } }
}
