import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Moves one round of open cases to a version. With `dry_run` it only says what would become of them. The `next` of
  /// the answer is the `after` of the next round; it is null when all cases have been looked at.
  @Sendable func migrate(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let version = try movable(try body.required("workflow"), body["version"]?.whole)
    let after = try body["after"]?.text.map { text in
      guard let number = Int64(text) else { throw Problem.noCaseNumber("after") }
      return CaseID(number)
    }
    let limit = body["limit"]?.whole.map { Int($0) }
    let (start, size) = (after ?? .beforeAll, limit ?? CaseMigration.atOnce)
    guard body["dry_run"]?.truth != true else {
      let round = try await operations.migration.plan(to: version, after: start, limit: size)
      return Answer(call.answer(nil, version, round))
    }
    let number = try await operations.migration.begin(to: version, by: caller.initiator)
    let round = try await operations.migration.run(number, to: version, after: start, limit: size)
    return Answer(call.answer(number, version, round))
  }

  @Sendable func listMigrations(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    let limit = call.count("limit", default: 50)
    let lines = try await operations.store.caseMigrations(before: try call.numberAfter(), limit: limit + 1)
    return call.page(lines, limit: limit, number: \.number) { JSON($0) }
  }

  @Sendable func showMigration(_ call: Call) async throws -> Answer {
    _ = try await call.administrator()
    guard let number = Int64(try call.parameter("number")) else {
      throw Problem.noMigrationNumber
    }
    let newest = try await operations.store.caseMigrations(before: number < .max ? number + 1 : nil, limit: 1).first
    guard newest?.number == number else { throw Problem.unknownMigration(number) }
    let limit = call.count("limit", default: 1_000)
    let after = CaseID(try call.numberAfter() ?? 0)
    let results = try await operations.store.results(ofMigration: number, after: after, limit: limit)
    let next = results.count == limit ? results.last?.id : nil
    return .page(results.map { JSON($0, call.language) }, next: next?.description, ["migration": .int(number)])
  }

  /// Returns the version to which cases are to move: the newest if none is named. Throws if the version does not take
  /// cases.
  private func movable(_ name: String, _ number: Int64?) throws -> WorkflowReference {
    let library = operations.library.current.library
    let wanted = number.map { WorkflowReference(name: name, version: Int($0)) }
    guard let workflow = wanted.map({ library.workflow($0) }) ?? library.latest(name) else {
      throw Rejection.unknownWorkflow(
        name: wanted?.description ?? name, known: library.workflows.keys.sorted().map(\.description))
    }
    guard workflow.moves != nil else { throw Problem.noMoves(workflow.reference) }
    return workflow.reference
  }
}

extension Call {
  fileprivate func answer(_ number: Int64?, _ version: WorkflowReference, _ round: CaseMigration.Round) -> JSON {
    .members([
      "migration": number.map { .int($0) }, "workflow": .string(version.name), "version": .int(Int64(version.version)),
      "cases": .array(round.entries.map { entry($0) }),
      "next": round.next.map { .string($0.description) } ?? .null,
    ])
  }

  private func entry(_ entry: CaseMigration.Entry) -> JSON {
    let (fate, reason): (String, String?) =
      switch entry.fate {
      case .moves: ("moves", nil)
      case .stays(let reason): ("stays", reason.text(in: language, fallback: ""))
      case .refused(let rejection): ("refused", voice.sentence(rejection))
      case .failed(let reason): ("failed", reason)
      }
    return .members([
      "case": .string(entry.id.description), "title": .string(entry.title), "result": .string(fate),
      "reason": reason.map { .string($0) },
      "tracks": .array(
        entry.steps.map { step in
          .members([
            "track": .int(Int64(step.track.value)), "version": .int(Int64(step.version)), "from": .string(step.from),
            "to": .string(step.to),
          ])
        }),
      "dates": .array(entry.dates.map { JSON($0) }),
    ])
  }
}

extension JSON {
  fileprivate init(_ change: DateChange) {
    self = .members([
      "track": .int(Int64(change.track.value)), "clock": .string(change.subject),
      "from": change.from.map { .date($0) } ?? .null, "to": change.to.map { .date($0) } ?? .null,
      "reason": .string(change.reason.rawValue),
    ])
  }

  fileprivate init(_ line: CaseMigrationLine) {
    self = .members([
      "migration": .int(line.number), "workflow": .string(line.version.name),
      "version": .int(Int64(line.version.version)), "person": .string(line.person), "via": .string(line.via),
      "started": .moment(line.started), "ended": .moment(line.ended), "moved": .int(Int64(line.moved)),
      "refused": .int(Int64(line.refused)), "planned": .int(Int64(line.planned)),
    ])
  }

  fileprivate init(_ result: CaseMigrationResult, _ language: Language) {
    let reason: String? =
      if case .refused(let label) = result.fate { label.text(in: language, fallback: "") } else { nil }
    self = .members([
      "case": .string(result.id.description), "title": .string(result.title), "result": .string(result.fate.outcome),
      "reason": reason.map { .string($0) }, "dates": .array(result.dates.map { JSON($0) }),
    ])
  }
}
