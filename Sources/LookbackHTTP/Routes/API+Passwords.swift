import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackJSON
import LookbackSignIn
import LookbackStore

/// The routes by which passwords and authenticators are set.
extension API {
  /// Chooses another password for the caller, who gives the old one. All other sessions of the caller end.
  @Sendable func changePassword(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let (old, new) = (try body.required("old"), try body.required("new"))
    let found = try await call.ownCredentials(caller)
    let (desk, address) = (operations.signIn, await origin(of: call.context.channel))
    try desk.admit(found.person, from: address)
    guard try await desk.checker.matches(old, found.password) else {
      desk.failed(found.person, from: address)
      throw Problem.wrongPassword
    }
    guard old.composed != new.composed else { throw Problem.samePassword }
    try await call.require(new, for: found)
    let hash = try await desk.checker.hash(new)
    try await operations.store.setPassword(
      of: found.person, hash.description, isInitial: false, keeping: caller.token, by: caller.initiator)
    if let token = caller.token, caller.scope == .password {
      // A session that could only choose a password has done so: the next one is begun with it.
      _ = try await operations.store.endToken(token, by: caller.initiator)
    }
    return Answer(.members(["person": .string(found.person)]))
  }

  /// Gives a person a password that holds for one sign-in, in which the person chooses another. It is shown only in this
  /// answer.
  @Sendable func resetPassword(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    let person = try call.parameter("code")
    guard try await operations.store.credentials(of: person) != nil else {
      throw Rejection.unresolved(.unknownPerson(person))
    }
    let password = SecretToken.readable()
    let hash = try await operations.signIn.checker.hash(password)
    try await operations.store.setPassword(of: person, hash.description, isInitial: true, by: caller.initiator)
    return Answer(
      .members([
        "person": .string(person), "password": .string(password),
        "expires_after_seconds": .int(operations.signIn.rules.initialLifetime),
      ]), status: 201)
  }

  /// Gives the caller the secret of an authenticator, which holds once a first code was given.
  @Sendable func addAuthenticator(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let found = try await call.ownCredentials(caller)
    let code = OneTimeCode()
    guard try await operations.store.addAuthenticator(of: found.person, secret: code.secret, by: caller.initiator)
    else { throw Problem.authenticatorThere }
    let address = code.address(office: "Lookback", person: found.person)
    return Answer(.members(["secret": .string(code.text), "address": .string(address)]), status: 201)
  }

  /// Confirms the caller's authenticator by a first code, and shows the recovery codes, which are not shown again.
  @Sendable func confirmAuthenticator(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let code = try call.body().required("code")
    let found = try await call.ownCredentials(caller)
    let (desk, address) = (operations.signIn, await origin(of: call.context.channel))
    try desk.admit(found.person, from: address)
    guard let secret = found.secret, !found.isConfirmed else { throw Problem.noAuthenticatorWaits }
    guard let step = desk.step(of: code, secret, after: found.lastStep) else {
      desk.failed(found.person, from: address)
      throw Problem.wrongCode
    }
    let codes = (0..<10).map { _ in SecretToken.readable() }
    let hashes = codes.map { Digest.sha256.hash(Array($0.filter { $0 != "-" }.utf8)) }
    guard
      try await operations.store.confirmAuthenticator(
        of: found.person, step: step, recovery: hashes, by: caller.initiator)
    else { throw Problem.noAuthenticatorWaits }
    return Answer(.members(["person": .string(found.person), "recovery_codes": .texts(codes)]))
  }

  /// Takes away the caller's own authenticator, with a code of it.
  @Sendable func removeAuthenticator(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let code = try call.body().required("code")
    let found = try await call.ownCredentials(caller)
    let address = await origin(of: call.context.channel)
    try operations.signIn.admit(found.person, from: address)
    if found.isConfirmed { try await call.prove(code, found, from: address) }
    return try await remove(authenticatorOf: found.person, by: caller)
  }

  /// Takes away the authenticator of a person who has lost it.
  @Sendable func resetAuthenticator(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator([.security])
    return try await remove(authenticatorOf: try call.parameter("code"), by: caller)
  }

  private func remove(authenticatorOf person: String, by caller: Caller) async throws -> Answer {
    guard try await operations.store.removeAuthenticator(of: person, by: caller.initiator) else {
      throw Problem.noAuthenticator(person)
    }
    return Answer(.members(["removed": .int(1)]))
  }
}

extension Call {
  /// What the caller signs in with. Throws a `Rejection` for an administrator who acts for nobody, and for one who acts for
  /// somebody else.
  fileprivate func ownCredentials(_ caller: Caller) async throws -> Credentials {
    let actor = try caller.actor()
    guard let person = actor.person, request.headers[.lookbackAs] == nil,
      let found = try await operations.store.credentials(of: person)
    else { throw Problem.ownOnly }
    return found
  }

  /// Throws a problem with all faults of a new password.
  fileprivate func require(_ password: String, for found: Credentials) async throws {
    let earlier = (found.password.map { [$0] } ?? []) + found.earlier
    let faults = try await operations.signIn.checker.faults(
      of: password, by: operations.signIn.rules.policy, context: [found.person, found.name, "lookback"],
      earlier: earlier)
    guard faults.isEmpty else { throw Problem.weakPassword(faults) }
  }
}
