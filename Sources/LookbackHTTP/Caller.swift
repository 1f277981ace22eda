import Glibc
import HTTPTypes
import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackStore
import LookbackTime
import NIOCore

/// Who sent a request, and how that is known.
struct Caller: Sendable {
  /// Nil for an administrator who acts for nobody.
  let person: String?
  let via: String
  /// May manage people, definitions and the clock: root and the daemon's own user, on the socket.
  let isAdministrator: Bool

  /// The person, who must be one.
  func actor() throws -> Actor {
    guard let person else {
      throw Problem(
        403, "who", "act as a person",
        "you are known as an administrator (\(via)), not as a person: name the person with --as CODE, "
          + "or add yourself with `lookback person add CODE --uid N`")
    }
    return .person(code: person, posts: [])
  }

  func requireAdministrator() throws {
    guard isAdministrator else {
      throw Problem(
        403, "administrators-only", "for administrators", "this is for root and the daemon's own user, on its socket")
    }
  }
}

extension API {
  /// On the socket by the kernel's word, elsewhere by a token.
  func caller(_ request: Request, _ context: CallContext) async throws -> Caller {
    if let user = try await PeerCredentials.user(of: context.channel) { return try await caller(user, request) }
    guard let given = request.headers[.authorization], given.hasPrefix("Bearer ") else {
      throw Problem(401, "unknown-caller", "who are you?", "send a token: `Authorization: Bearer …`")
    }
    let hash = Digest.sha256.hash(Array(given.dropFirst(7).utf8))
    guard let found = try await operations.store.person(tokenHash: hash, tenant: operations.tenant) else {
      throw Problem(401, "unknown-caller", "who are you?", "this token is not known: ask for a new one")
    }
    return Caller(person: found.person, via: "token \(found.token)", isAdministrator: false)
  }

  private func caller(_ user: UInt32, _ request: Request) async throws -> Caller {
    guard hasTrustworthyPeers else {
      throw Problem(
        401, "unknown-caller", "who are you?",
        "the daemon runs in a user namespace, where users of the socket cannot be told apart: use a token")
    }
    let isAdministrator = user == 0 || user == geteuid()
    if let name = request.headers[.lookbackAs] {
      guard isAdministrator else {
        throw Problem(403, "administrators-only", "for administrators", "only an administrator acts for others")
      }
      guard try await operations.store.actor(name, on: CivilDate.first, tenant: operations.tenant) != nil else {
        throw Problem(404, "unknown-person", "unknown person", "there is no person \(name): see `lookback person list`")
      }
      return Caller(person: name, via: "peer \(user) as \(name)", isAdministrator: true)
    }
    let person = try await operations.store.person(uid: Int64(user), tenant: operations.tenant)
    if person == nil && !isAdministrator {
      throw Problem(
        401, "unknown-caller", "who are you?",
        "user \(user) of this machine is nobody here: an administrator adds you with "
          + "`lookback person add CODE --name NAME --uid \(user)`")
    }
    return Caller(person: person, via: "peer \(user)", isAdministrator: isAdministrator)
  }
}

extension HTTPField.Name {
  static let lookbackAs = HTTPField.Name("Lookback-As").unsafelyUnwrapped
  static let idempotencyKey = HTTPField.Name("Idempotency-Key").unsafelyUnwrapped
}
