import HTTPTypes
import Hummingbird
import LookbackAudit
import LookbackCore
import LookbackRuntime
import LookbackStore
import LookbackTime
import NIOCore

/// The sender of a request, as the connection and the headers name it. Only the database knows which person that is.
struct Sender: Sendable {
  let asker: Asker
  /// How the sender is known, such as `peer 1000` or `peer 0 as liu`. For a token it is `token`, as its number is not
  /// known yet.
  let via: String
  /// Whether the sender may manage people, definitions and the clock, as root and the daemon's own user may on the
  /// socket.
  let isAdministrator: Bool

  /// Throws a problem unless the sender is an administrator.
  func requireAdministrator() throws {
    guard isAdministrator else { throw Problem.administratorsOnly }
  }
}

/// The person who sent a request, and how that is known.
struct Caller: Sendable {
  /// The code of the person; nil for an administrator who acts for nobody.
  let person: String?
  /// How the person is known, such as `peer 1000` or `token 7`.
  let via: String
  let isAdministrator: Bool
  /// Whether every case is shown to the caller: an administrator who acts for nobody else.
  let seesEverything: Bool
  /// The number of the token; nil for a user of the machine.
  let token: Int64?
  /// How far the token goes; a user of the machine has no bound.
  let scope: TokenScope
  /// The user of the machine; nil for a token.
  fileprivate let user: Int64?

  /// Returns the person as an actor without posts. Throws a `Rejection` for an administrator who acts for nobody.
  func actor() throws -> Actor {
    guard let person else { throw Rejection.unresolved(.administratorForNobody(user ?? 0)) }
    return .person(code: person, posts: [])
  }

  /// Throws a problem unless the caller is an administrator.
  func requireAdministrator() throws {
    guard isAdministrator else { throw Problem.administratorsOnly }
  }

  /// The caller as the record of an act has it.
  var initiator: Initiator { Initiator(person: person, via: via) }
}

extension Call {
  /// Returns the sender: on the socket as the kernel tells it, elsewhere by a token. Throws a problem if neither is
  /// there.
  func sender() async throws -> Sender {
    if let known { return known }
    let named = request.headers[.lookbackAs]
    if let user = try await peer() { return try await sender(user, named) }
    guard let given = request.headers[.authorization], given.prefix(7).lowercased() == "bearer " else {
      throw Problem.noToken
    }
    guard named == nil else { throw Problem.tokenForOthers }
    let hash = Digest.sha256.hash(Array(given.dropFirst(7).utf8))
    return Sender(asker: .token(hash), via: "token", isAdministrator: false)
  }

  /// Returns the user at the other end of the socket; nil for a TCP connection. Throws a problem if the connection was
  /// closed meanwhile.
  private func peer() async throws -> UInt32? {
    do { return try await api.peers.user(of: context.channel) } catch {
      guard context.channel.isActive else { throw Problem.brokenBody }
      throw error
    }
  }

  private func sender(_ user: UInt32, _ named: String?) async throws -> Sender {
    guard api.hasTrustworthyPeers else { throw Problem.untrustworthyPeers }
    let isAdministrator = PeerCredentials.isAdministrator(user)
    guard let named else {
      return Sender(
        asker: .user(Int64(user), isAdministrator: isAdministrator), via: "peer \(user)",
        isAdministrator: isAdministrator)
    }
    guard isAdministrator, try await !operations.store.separation().bindsRoot else { throw Problem.userForOthers }
    return Sender(asker: .person(named), via: "peer \(user) as \(named)", isAdministrator: true)
  }

  /// Looks the sender up in the database, for requests that only read and for acts without a case. The sender of a
  /// command is resolved by the batch that does it. Throws a `Rejection` if nobody is known by that name, user or
  /// token.
  func caller() async throws -> Caller {
    let sender = try await sender()
    let store = operations.store
    var (person, via, peer): (String?, String, Int64?) = (nil, sender.via, nil)
    var (token, scope): (Int64?, TokenScope) = (nil, .administer)
    var activity: [String: ActiveDays] = [:]
    switch sender.asker {
    case .known: break
    case .user(let user, let isAdministrator):
      let found = try await store.identities(users: [user])
      (person, peer, activity) = (found.users[user], user, found.activity)
      if person == nil && !isAdministrator { throw Rejection.unresolved(.unknownUser(user)) }
    case .person(let code):
      let found = try await store.identities(persons: [code])
      guard found.persons.contains(code) else { throw Rejection.unresolved(.unknownPerson(code)) }
      (person, activity) = (code, found.activity)
    case .token(let hash):
      let found = try await store.identities(tokens: [hash])
      guard let holder = found.tokens[hash] else { throw Rejection.unresolved(.unknownToken) }
      guard holder.scope >= shape.scope else { throw Rejection.unresolved(.tokenFallsShort(holder.scope)) }
      (person, via, token, scope) = (holder.person, "token \(holder.token)", holder.token, holder.scope)
      activity = found.activity
    }
    if let person, let days = activity[person], !days.include(try await today().date) {
      throw Rejection.unresolved(.retired(person))
    }
    // Only a sender who acts for nobody else is known by the user of the machine.
    let seesEverything = sender.isAdministrator && peer != nil
    return Caller(
      person: person, via: via, isAdministrator: sender.isAdministrator, seesEverything: seesEverything, token: token,
      scope: scope, user: peer)
  }
}

extension HTTPField.Name {
  static let lookbackAs = HTTPField.Name("Lookback-As").unsafelyUnwrapped
  static let idempotencyKey = HTTPField.Name("Idempotency-Key").unsafelyUnwrapped
}
