import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

/// The routes about the API itself, and about who asks.
extension API {
  @Sendable func ready(_ call: Call) async throws -> Answer {
    if let refusal = await operations.engine.readiness() { throw Problem.unavailable(refusal) }
    _ = try await operations.store.clock()
    return Answer(.members(["status": .string("ready")]))
  }

  /// Lists the addresses of the API.
  @Sendable func index(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let routes = RouteShape.all.map { shape in
      JSON.members([
        "method": .string(shape.method.rawValue), "path": .string(shape.template),
        "operation": .string(shape.operation), "summary": .string(shape.summary(in: call.language)),
      ])
    }
    return Answer(
      .members([
        "name": .string("lookback"), "version": .string(APIDocument.version), "document": .string("/v1/openapi.json"),
        "problems": .string("/v1/problems"), "me": .string("/v1/me"), "routes": .array(routes),
      ]))
  }

  @Sendable func document(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(APIDocument(language: call.language).json)
  }

  @Sendable func listProblems(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(.members(["items": .array(ProblemKind.all.map { JSON($0, call.language) }), "next": .null]))
  }

  @Sendable func showProblem(_ call: Call) async throws -> Answer {
    let code = try call.parameter("code")
    guard let kind = ProblemKind.kind(code) else { throw Problem.unknownProblem(code) }
    return Answer(JSON(kind, call.language))
  }

  /// Tells the caller who it is, and whose rights it has today.
  @Sendable func whoAmI(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let actor = caller.person == nil ? Actor.engine : try await call.currentActor(of: caller)
    let today = try await call.today().date
    let name = try await operations.store.persons(on: today).first { $0.code == caller.person }?.name
    guard case .person(_, let posts, let substitutions) = actor else {
      return try await answer(call, caller, name, [], [])
    }
    return try await answer(call, caller, name, posts, substitutions)
  }

  private func answer(
    _ call: Call, _ caller: Caller, _ name: String?, _ posts: Set<Post>, _ substitutions: Set<ActiveSubstitution>
  ) async throws -> Answer {
    Answer(
      .members([
        "person": caller.person.map { .string($0) } ?? .null, "name": name.map { .string($0) },
        "posts": .posts(posts), "substituting": .array(substitutions.sorted().map { JSON($0) }),
        "via": .string(caller.via), "administrator": .bool(try await call.has(Duty.allCases, caller)),
        "sees_everything": .bool(try await call.viewer().actor == .engine),
        "language": .string(call.language.rawValue),
        "today": .date(try await call.today().date),
      ]))
  }
}

extension JSON {
  fileprivate init(_ kind: ProblemKind, _ language: Language) {
    let isChinese = language == .chinese
    self = .members([
      "code": .string(kind.code), "status": kind.status.map { .int(Int64($0)) },
      "type": .string(ProblemKind.address(of: kind.code)),
      "meaning": .string(isChinese ? kind.meaning.chinese : kind.meaning.english),
      "advice": .string(isChinese ? kind.advice.chinese : kind.advice.english),
    ])
  }

  fileprivate static func posts(_ posts: Set<Post>) -> JSON {
    .array(posts.sorted().map { .members(["post": .string($0.name), "unit": .string($0.unit)]) })
  }

  fileprivate init(_ substitution: ActiveSubstitution) {
    self = .members([
      "person": .string(substitution.person), "whole": .bool(substitution.isWhole),
      "posts": .posts(substitution.posts),
    ])
  }
}
