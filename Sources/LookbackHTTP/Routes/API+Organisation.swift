import Glibc
import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

extension API {
  @Sendable func listRegisters(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    let lines = try await operations.store.registers()
    return try call.page(of: lines, by: \.place) { line in
      .members([
        "name": .string(line.key.name), "period": .int(Int64(line.key.period)), "next": .int(Int64(line.next)),
      ])
    }
  }

  @Sendable func setRegister(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let (next, period) = (try body.requiredWhole("next"), try body.requiredWhole("period"))
    let key = RegisterKey(name: try body.required("name"), period: Int(period))
    guard try await operations.store.setRegister(key, next: Int(next), by: caller.initiator) else {
      throw Problem.registerIsPast(key.name, next)
    }
    return Answer(.members(["name": .string(key.name), "period": .int(period), "next": .int(next)]))
  }
}

extension Call {
  /// Adds the one entry of a body, or all of a list or none; with `dry_run` it says what would be. Only an administrator
  /// may.
  /// - Parameter add: is given the entries, who adds them, the office's day, and whether nothing is to be kept.
  func addAll<Line: Sendable>(
    _ add: ([Line], Initiator, CivilDate, Bool) async throws -> EntryCounts, of line: (JSON) throws -> Line
  ) async throws -> Answer {
    let caller = try await administrator()
    let body = try body()
    let entries = body.items ?? [body]
    let isDryRun = query["dry_run"]?.truth == true
    let counts = try await add(try entries.map(line), caller.initiator, try await today().date, isDryRun)
    return Answer(
      .members([
        "added": .int(Int64(entries.count)), "new": .int(Int64(counts.added)), "changed": .int(Int64(counts.changed)),
        "unchanged": .int(Int64(counts.unchanged)), "dry_run": isDryRun ? .bool(true) : nil,
      ]), status: 201)
  }
}

extension JSON {
  /// Returns a text that the declared form needs. Throws a problem if it is empty or missing.
  func required(_ name: String) throws -> String {
    guard let text = self[name]?.text, !text.isEmpty else {
      throw Problem.noText(name)
    }
    return text
  }

  /// Returns a number that the declared form needs. Throws a problem if it is missing.
  func requiredWhole(_ name: String) throws -> Int64 {
    guard let number = self[name]?.whole else {
      throw Problem.noNumber(name)
    }
    return number
  }
}
