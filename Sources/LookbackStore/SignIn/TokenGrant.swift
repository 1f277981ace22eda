package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// What a new token is for.
package struct TokenGrant: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    /// Given to a program by an administrator.
    case program
    /// Begun by a person with a password.
    case session
  }

  package var kind = Kind.program
  package var person: String
  /// The SHA-256 of the token.
  package var hash: [UInt8]
  /// What it is for, in the words of who asked for it; of a session, the program that signed in.
  package var name: String
  package var scope = TokenScope.act
  /// From where a session was begun; nil for the token of a program.
  package var address: String?
  /// After how many seconds it ends.
  package var lifetime: Int
  /// After how many seconds without use it ends; nil if it does not.
  package var idle: Int?

  package init(person: String, hash: [UInt8], name: String, lifetime: Int) {
    self.person = person
    self.hash = hash
    self.name = name
    self.lifetime = lifetime
  }

  /// The longest life of a token that an administrator gives to a program: 366 days.
  package static let longestLife = 366 * 86_400
  /// The life of such a token if nothing else is asked for: 90 days.
  package static let usualLife = 90 * 86_400

  /// The parameters of `insert_token`.
  func columns(by initiator: Initiator) -> Parameters {
    [
      "person": .text(person), "hash": .bytea(hash), "kind": .text(kind.rawValue), "name": .text(name),
      "scope": .text(scope.rawValue), "address": .text(address), "created_by": .text(initiator.name),
      "lifetime": .int8(Int64(lifetime)), "idle_seconds": .int8(idle.map { Int64($0) }),
    ]
  }
}

/// A token as lists show it, without its hash. Its moments are those of the database's clock, also in an office that runs on
/// a test clock.
package struct TokenLine: Sendable, Hashable {
  package var number: Int64
  package var kind: TokenGrant.Kind
  package var person: String
  package var name: String
  package var scope: TokenScope
  package var address: String?
  package var created: Moment
  package var createdBy: String
  package var expires: Moment
  /// When it was used last, to the minute; nil if it was not.
  package var used: Moment?
  /// When it ended before it expired; nil if it did not.
  package var ended: Moment?
  package var endedBy: String?
  /// Whether it still holds.
  package var holds: Bool

  /// Decodes a row of `list_tokens`.
  init(_ row: Row) throws {
    number = try row.int8(0)
    kind = TokenGrant.Kind(rawValue: try row.text(1)) ?? .program
    person = try row.text(2)
    name = try row.text(3)
    scope = TokenScope(rawValue: try row.text(4)) ?? .password
    address = try row.optionalText(5)
    created = Moment(microseconds: try row.timestamptz(6))
    createdBy = try row.text(7)
    expires = Moment(microseconds: try row.timestamptz(8))
    used = try row.optionalInt8(9).map { Moment(microseconds: $0) }
    ended = try row.optionalInt8(10).map { Moment(microseconds: $0) }
    endedBy = try row.optionalText(11)
    holds = try row.bool(12)
  }
}
