import HTTPTypes
import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackJSON
import LookbackSignIn
import LookbackStore

/// The routes by which people sign in with a password and end their sessions.
extension API {
  /// Begins a session. An unknown person, a wrong password and a wrong code are answered alike and take as long.
  @Sendable func signIn(_ call: Call) async throws -> Answer {
    let body = try call.body()
    let (person, password) = (try body.required("person"), try body.required("password"))
    let (desk, address) = (operations.signIn, await origin(of: call.context.channel))
    try desk.admit(person, from: address)
    let found = try await operations.store.credentials(of: person)
    let isRight = try await desk.checker.matches(password, found?.password)
    guard isRight, let found, let stored = found.password, !call.hasLapsed(found),
      found.days.include(try await call.today().date)
    else {
      desk.failed(person, from: address)
      throw Problem.wrongSignIn
    }
    if found.isConfirmed { try await call.prove(body["code"]?.text, found, from: address) }
    desk.succeeded(person, from: address)
    if desk.checker.isWeak(stored) {
      let hash = try await desk.checker.hash(password)
      try await operations.store.rehashPassword(of: person, from: stored, to: hash.description)
    }
    return try await call.begin(found, from: address)
  }

  /// Lists sessions that hold: the caller's own, or those of a person for an administrator.
  @Sendable func listSessions(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let person = call.query("person") ?? caller.person
    if person != caller.person { _ = try await call.administrator([.security]) }
    let limit = call.count("limit", default: 100)
    let lines = try await operations.store.tokens(
      .session, of: person, before: try call.numberAfter(), limit: limit + 1)
    return call.page(lines, limit: limit, number: \.number) { JSON($0) }
  }

  /// Ends a session: one of the caller's own, or any for an administrator.
  @Sendable func endSession(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let text = try call.parameter("number")
    let number = text == "current" ? caller.token : Int64(text)
    let line = number == nil ? nil : try await operations.store.token(number ?? 0)
    guard let line, line.kind == .session else { throw Problem.unknownSession(text) }
    if line.person != caller.person {
      do { _ = try await call.administrator([.security]) } catch is Problem { throw Problem.unknownSession(text) }
    }
    guard try await operations.store.endToken(line.number, by: caller.initiator)
    else { throw Problem.unknownSession(text) }
    return Answer(.members(["ended": .int(1)]))
  }
}

extension Call {
  /// Whether an initial password has waited too long to be used.
  fileprivate func hasLapsed(_ found: Credentials) -> Bool {
    found.isInitial && found.age > operations.signIn.rules.initialLifetime
  }

  /// Takes a code of the person's authenticator, or a recovery code. Throws a problem if it is missing or wrong.
  func prove(_ code: String?, _ found: Credentials, from address: String) async throws {
    guard let code else { throw Problem.codeNeeded }
    let desk = operations.signIn
    if let secret = found.secret, let step = desk.step(of: code, secret, after: found.lastStep),
      try await operations.store.takeCode(of: found.person, step: step)
    {
      return
    }
    let hash = Digest.sha256.hash(Array(code.filter { $0 != " " && $0 != "-" }.lowercased().utf8))
    if try await operations.store.takeRecoveryCode(of: found.person, hash: hash) { return }
    desk.failed(found.person, from: address)
    throw Problem.wrongSignIn
  }

  fileprivate func begin(_ found: Credentials, from address: String) async throws -> Answer {
    let rules = operations.signIn.rules
    let token = SecretToken.made(prefix: "lbs_")
    let agent = request.headers[.userAgent].map { String($0.prefix(200)) } ?? ""
    var grant = TokenGrant(
      person: found.person, hash: Digest.sha256.hash(Array(token.utf8)), name: agent, lifetime: rules.lifetime)
    (grant.kind, grant.idle, grant.address) = (.session, rules.idle, address)
    let reason = changeNeeded(found)
    grant.scope = reason != nil ? .password : found.isConfirmed ? .administer : .act
    let line = try await operations.store.addToken(
      grant, by: Initiator(person: found.person, via: "session from \(address)"), on: try await today().date)
    return Answer(
      .members([
        "token": .string(token), "id": .string(String(line.number)), "person": .string(found.person),
        "name": .string(found.name), "scope": .string(line.scope.rawValue), "expires": .moment(line.expires),
        "idle_seconds": .int(Int64(rules.idle)), "change_password": reason.map { .string($0) },
      ]), status: 201)
  }

  /// Why another password must be chosen first; nil if it need not be.
  private func changeNeeded(_ found: Credentials) -> String? {
    if found.isInitial { return "initial" }
    guard let days = operations.signIn.rules.policy.lifetime else { return nil }
    return found.age > Int64(days) * 86_400 ? "expired" : nil
  }
}

extension JSON {
  init(_ line: TokenLine) {
    self = .members([
      "id": .string(String(line.number)), "person": .string(line.person), "name": .string(line.name),
      "scope": .string(line.scope.rawValue), "address": line.address.map { .string($0) },
      "created": .moment(line.created), "created_by": .string(line.createdBy), "expires": .moment(line.expires),
      "used": .moment(line.used), "ended": .moment(line.ended), "ended_by": line.endedBy.map { .string($0) },
      "holds": .bool(line.holds),
    ])
  }
}
