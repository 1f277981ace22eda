package import LookbackCore
import LookbackPostgres

/// What a person signs in with.
package struct Credentials: Sendable, Hashable {
  package var person: String
  package var name: String
  /// The hash of the password as it is stored; nil if the person has none.
  package var password: String?
  /// Whether somebody else chose the password, so that another must be chosen before anything else.
  package var isInitial: Bool
  /// How many seconds ago the password was set.
  package var age: Int64
  /// The hashes of the passwords before, the newest first.
  package var earlier: [String]
  /// The secret of the authenticator; nil if there is none.
  package var secret: [UInt8]?
  /// Whether a code of the authenticator was given once, so that codes are asked for.
  package var isConfirmed: Bool
  /// The step of the last code that was taken.
  package var lastStep: Int64
  /// How many recovery codes are left.
  package var recoveryCodes: Int64
  /// On which days the person is active.
  package var days: ActiveDays

  /// Decodes a row of `read_credentials`.
  init(_ row: Row) throws {
    person = try row.text(0)
    name = try row.text(1)
    password = try row.optionalText(2)
    isInitial = try row.bool(3)
    age = try row.int8(4)
    earlier = try row.texts(5)
    secret = try row.optionalBytea(6)
    isConfirmed = try row.bool(7)
    lastStep = try row.int8(8)
    recoveryCodes = try row.int8(9)
    days = try row.days(at: 10)
  }
}

extension Store {
  /// Returns what a person signs in with; nil if there is no such person.
  package func credentials(of person: String) async throws(StoreError) -> Credentials? {
    try await rows(Statements.readCredentials, ["person": .text(person)]) { try Credentials($0) }.first
  }

  /// Sets the password of a person, and ends the person's sessions.
  /// - Parameters:
  ///   - hash: its hash, as it is stored.
  ///   - isInitial: whether somebody else chose it.
  ///   - kept: the number of a session that goes on, that of the person who changes the own password.
  package func setPassword(
    of person: String, _ hash: String, isInitial: Bool, keeping kept: Int64? = nil, by initiator: Initiator
  ) async throws(StoreError) {
    try await administer(by: initiator) { c, acts in
      let columns: Parameters = ["person": .text(person), "hash": .text(hash), "is_initial": .bool(isInitial)]
      _ = try c.query(Statements.setPassword, columns)
      acts.append(AdministrativeAct(.passwordSet, person, isInitial ? [.init("initial", to: "true")] : []))
      try Self.endSessions(of: person, keeping: kept, by: initiator, c, &acts)
    }
  }

  /// Ends the sessions of a person, with an act for each.
  private static func endSessions(
    of person: String, keeping kept: Int64?, by initiator: Initiator, _ c: isolated Connection,
    _ acts: inout [AdministrativeAct]
  ) throws {
    let columns: Parameters = [
      "person": .text(person), "kept": .int8(kept), "ended_by": .text(initiator.name),
    ]
    for row in try c.query(Statements.closeSessions, columns) {
      let number = String(try row.int8(0))
      acts.append(AdministrativeAct(.signedOut, person, [.init("token", from: number, to: nil)]))
    }
  }

  /// Replaces the hash of a password by one of the same password that costs more.
  package func rehashPassword(
    of person: String, from old: String, to new: String
  ) async throws(StoreError) {
    try await administer(by: .daemon) { c, _ in
      _ = try c.query(Statements.replacePasswordHash, ["person": .text(person), "old": .text(old), "new": .text(new)])
    }
  }
}
