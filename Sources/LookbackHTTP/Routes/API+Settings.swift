import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore

/// The routes about what the office settles for itself.
extension API {
  @Sendable func listSettings(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(JSON(try await operations.store.settings()))
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
    return Answer(JSON(settings))
  }
}

extension JSON {
  fileprivate init(_ settings: OfficeSettings) {
    let lines = OfficeSettings.Name.allCases.map { name in
      JSON.members(["name": .string(name.rawValue), "value": .string(settings[name])])
    }
    self = .members(["settings": .array(lines)])
  }
}
