import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackText
import LookbackTime

/// The routes about what was done to the office itself.
extension API {
  /// Lists administrative acts, the newest first.
  @Sendable func listActs(_ call: Call) async throws -> Answer {
    _ = try await call.administrator([.audit])
    let kind = try call.query("kind").map { text throws(Problem) in
      guard let kind = AdministrativeAct.Kind(rawValue: text) else { throw Problem.unknownActKind(text) }
      return kind
    }
    let limit = call.count("limit", default: 100)
    let found = try await operations.store.acts(
      before: try call.numberAfter(), limit: limit + 1, kind, subject: call.query("subject"))
    return call.page(found, limit: limit, number: \.recorded.number) { JSON($0.recorded, $0.record, call.language) }
  }

  /// Shows one act with its canonical bytes, by which its link can be computed.
  @Sendable func showAct(_ call: Call) async throws -> Answer {
    _ = try await call.administrator([.audit])
    let text = try call.parameter("number")
    guard let number = Int64(text), number > 0, number < .max,
      let found = try await operations.store.acts(before: number + 1, limit: 1).first, found.recorded.number == number
    else { throw Problem.unknownAct(text) }
    guard case .object(let members) = JSON(found.recorded, found.record, call.language) else { return Answer(.null) }
    return Answer(.object(members + [JSON.Member(name: "body", value: .string(found.record.body.hexadecimal))]))
  }
}

extension JSON {
  fileprivate init(_ recorded: RecordedAct, _ record: ActRecord, _ language: Language) {
    self = .members([
      "number": .int(recorded.number), "at": .moment(recorded.at),
      "person": recorded.initiator.person.map { .string($0) }, "via": .string(recorded.initiator.via),
      "kind": .string(recorded.act.kind.rawValue), "kind_title": .string(recorded.act.kind.title(language)),
      "subject": .string(recorded.act.subject), "facts": .array(recorded.act.facts.map { JSON($0) }),
      "link": .string(record.link.hexadecimal),
    ])
  }

  fileprivate init(_ fact: AdministrativeAct.Fact) {
    self = .members([
      "name": .string(fact.name), "before": fact.before.map { .string($0) }, "after": fact.after.map { .string($0) },
    ])
  }
}
