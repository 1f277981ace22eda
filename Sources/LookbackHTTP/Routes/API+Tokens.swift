import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackJSON
import LookbackSignIn
import LookbackStore

/// The routes about the tokens with which programs act.
extension API {
  /// Lists tokens of programs, the newest first. The tokens themselves cannot be read again.
  @Sendable func listTokens(_ call: Call) async throws -> Answer {
    _ = try await call.administrator([.security])
    let limit = call.count("limit", default: 100)
    let lines = try await operations.store.tokens(
      .program, of: call.query("person"), before: try call.numberAfter(), limit: limit + 1)
    return call.page(lines, limit: limit, number: \.number) { JSON($0) }
  }

  @Sendable func removeToken(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let text = try call.parameter("number")
    guard let number = Int64(text), try await operations.store.endToken(number, by: caller.initiator) else {
      throw Problem.unknownToken(text)
    }
    return Answer(.members(["removed": .int(1)]))
  }

  /// Makes a token, which is shown only in this answer. Only its hash is stored.
  @Sendable func addToken(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let body = try call.body()
    let token = SecretToken.made(prefix: "lb_")
    let days = body["days"]?.whole.map { Int($0) * 86_400 }
    var grant = TokenGrant(
      person: try body.required("person"), hash: Digest.sha256.hash(Array(token.utf8)), name: body["name"]?.text ?? "",
      lifetime: days ?? TokenGrant.usualLife)
    grant.scope = body["scope"]?.text.flatMap { TokenScope(rawValue: $0) } ?? .act
    let line = try await operations.store.addToken(
      grant, by: caller.initiator, on: try await call.today().date)
    return Answer(
      .members([
        "id": .string(String(line.number)), "token": .string(token), "person": .string(line.person),
        "name": .string(line.name), "scope": .string(line.scope.rawValue), "expires": .moment(line.expires),
      ]), status: 201)
  }
}
