import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Publishes calendars and counts open cases with them. With `dry_run` it only lists the dates that would move.
  @Sendable func publishCalendars(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    try caller.requireAdministrator()
    let body = try call.body(["files", "dry_run"], limit: Self.bodyLimit)
    let texts = try body.offeredFiles()
    do {
      if body["dry_run"]?.truth == true {
        let planned = try await operations.redating.plan(try await operations.preview(texts))
        return Answer(call.moves(planned))
      }
      let results = try await operations.publish(texts)
      var members = try await call.redated(caller)
      members.insert(
        JSON.Member(name: "results", value: .array(results.map { JSON($0) })), at: 0)
      return Answer(.object(members))
    } catch let refused as RefusedDefinitions {
      throw Problem(refused, call.language)
    }
  }

  /// Counts open cases with the newest calendars, or lists the dates that would move.
  @Sendable func redate(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    try caller.requireAdministrator()
    let body = try call.body(["dry_run"])
    guard body["dry_run"]?.truth == true else { return Answer(.object(try await call.redated(caller))) }
    let planned = try await operations.redating.plan(operations.library.current.library)
    return Answer(call.moves(planned))
  }

  @Sendable func listRedatings(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let limit = try call.count("limit", default: 50, atMost: 1_000)
    let lines = try await operations.store.redatings(limit: limit, tenant: operations.tenant)
    return Answer(.members(["redatings": .array(lines.map { JSON($0) })]))
  }

  @Sendable func showRedating(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    guard let number = Int64(try call.parameter("number")) else {
      throw Problem.malformed("a re-dating is called by its number")
    }
    return Answer(call.moves(try await operations.store.redatedDates(of: number, tenant: operations.tenant)))
  }
}

extension Call {
  fileprivate func moves(_ dates: [RedatedDate]) -> JSON {
    .members([
      "cases": .int(Int64(Set(dates.map(\.id)).count)), "dates": .int(Int64(dates.count)),
      "moves": .array(dates.map { JSON($0) }),
    ])
  }

  fileprivate func redated(_ caller: Caller) async throws -> [JSON.Member] {
    let outcome = try await operations.redating.run(
      in: operations.library.current.library, person: caller.person ?? "", via: caller.via)
    guard case .object(let members) = moves(outcome.dates) else { return [] }
    let failures = outcome.failures.sorted { $0.key < $1.key }.map { id, reason in
      JSON.members(["case": .string(id.description), "reason": .string(reason)])
    }
    return [JSON.Member(name: "redating", value: .int(outcome.number))] + members
      + [JSON.Member(name: "failures", value: .array(failures))]
  }
}

extension JSON {
  fileprivate init(_ date: RedatedDate) {
    self = .members([
      "case": .string(date.id.description), "title": .string(date.title), "track": .int(Int64(date.track.value)),
      "clock": .string(date.subject), "from": .date(date.from), "to": .date(date.to), "settled": .bool(date.isSettled),
    ])
  }

  fileprivate init(_ line: RedatingLine) {
    self = .members([
      "redating": .int(line.number), "editions": .texts(line.editions), "person": .string(line.person),
      "via": .string(line.via), "started": .moment(line.started), "ended": .moment(line.ended),
      "cases": .int(Int64(line.cases)), "dates": .int(Int64(line.dates)),
    ])
  }
}
