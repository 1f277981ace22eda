import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The routes about units: their tree, their names, and how they end.
extension API {
  /// Lists the units that exist; with `ended`, also those that are gone.
  @Sendable func listUnits(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let today = try await call.today().date
    let withEnded = call.query["ended"]?.truth == true
    let lines = try await operations.store.units().filter { withEnded || !$0.isGone(on: today) }
    return try call.page(of: lines, by: \.code) { .members(JSON.members(of: $0, on: today)) }
  }

  @Sendable func showUnit(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let code = try call.parameter("code")
    let today = try await call.today().date
    let units = try await operations.store.units()
    guard let unit = units.first(where: { $0.code == code }) else { throw Problem.unknownUnit(code) }
    let names = try await operations.store.formerNames(of: code)
    let posts = try await operations.store.posts(on: today).filter { $0.post.unit == code && $0.days.include(today) }
    return Answer(
      .members(
        JSON.members(of: unit, on: today) + [
          (
            "names",
            .array(
              names.map { name in
                .members([
                  "name": .string(name.name), "document_code": name.documentCode.map { .string($0) },
                  "until": .date(name.changedOn),
                ])
              })
          ),
          ("below", .texts(units.filter { $0.parent == code && !$0.isGone(on: today) }.map(\.code))),
          ("posts", .texts(posts.map { "\($0.person) \($0.post.name)" })),
        ]))
  }

  @Sendable func addUnits(_ call: Call) async throws -> Answer {
    try await call.addAll { lines, initiator, today, isDryRun in
      try await operations.store.add(lines, by: initiator, on: today, isDryRun: isDryRun)
    } of: { entry in
      var change = UnitChange(code: try entry.required("code"))
      change.name = entry["name"]?.text
      change.documentCode = entry["document_code"]?.text.flatMap { $0.isEmpty ? nil : $0 }
      change.parent = entry["parent"]?.text
      change.from = try entry.date("from")
      change.clearing = Set(
        try (entry["clear"]?.items ?? []).compactMap(\.text).map { text throws(Problem) in
          guard let field = UnitChange.Clearing(rawValue: text) else { throw Problem.notClearedOfUnit(text) }
          return field
        })
      return change
    }
  }

  /// Merges a unit into another, whose posts answer from then on for what waits for its posts.
  @Sendable func mergeUnit(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let (code, other) = (try call.parameter("code"), try body.required("into"))
    let outcome = try await operations.store.merge(
      code, into: other, movesPosts: body["posts"]?.truth == true, by: caller.initiator, on: try await call.today().date
    )
    return try answer(outcome, code)
  }

  /// Dissolves a unit for whose posts nothing waits.
  @Sendable func dissolveUnit(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    _ = try call.body()
    let code = try call.parameter("code")
    let roles = operations.library.current.library.workflows.values.flatMap(\.roles.values)
    let posts = roles.compactMap { role -> String? in if case .post(let name, _) = role { name } else { nil } }
    let outcome = try await operations.store.dissolve(
      code, askedFor: Set(posts), by: caller.initiator, on: try await call.today().date)
    return try answer(outcome, code)
  }

  private func answer(_ outcome: UnitEndOutcome, _ code: String) throws -> Answer {
    switch outcome {
    case .done(let posts): return Answer(.members(["code": .string(code), "posts": .int(Int64(posts))]))
    case .unknownUnit(let unit): throw Problem.unknownUnit(unit)
    case .gone(let unit): throw Problem.unitIsGone(unit)
    case .ownSuccessor: throw Problem.ownUnit
    case .unitsBelow(let units): throw Problem.unitsBelow(code, units)
    case .waits(let cases, let count): throw Problem.workWaitsForUnit(code, cases, count: count)
    }
  }
}

extension JSON {
  fileprivate static func members(of line: UnitLine, on today: CivilDate) -> [(String, JSON?)] {
    [
      ("code", .string(line.code)), ("name", .string(line.name)),
      ("document_code", line.documentCode.map { .string($0) }), ("parent", line.parent.map { .string($0) }),
      ("from", .date(line.days.first)), ("until", .date(line.days.last)),
      ("successor", line.successor.map { .string($0) }),
    ]
  }

  fileprivate static func members(_ members: [(String, JSON?)]) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }
}
