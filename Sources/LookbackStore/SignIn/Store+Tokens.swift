package import LookbackCore
import LookbackPostgres
package import LookbackTime

extension Store {
  /// Stores the hash of a new token of a person, who must not have retired.
  /// - Returns: the token as lists show it.
  package func addToken(
    _ grant: TokenGrant, by initiator: Initiator, on today: CivilDate = .first
  ) async throws(StoreError) -> TokenLine {
    try await administer(by: initiator) { c, acts in
      let found = try c.query(Statements.findPersons, ["persons": .texts([grant.person]), "uids": .int8s([])]).first
      if let line = try found.map({ try PersonLine($0) }), line.isRetired(on: today) {
        throw StoreError.refusedEntries([EntryProblem(0, .retired(grant.person))])
      }
      guard let row = try c.query(Statements.insertToken, grant.columns(by: initiator)).first else {
        throw StoreError.unreadable("tokens")
      }
      let line = try TokenLine(row)
      let facts = [
        AdministrativeAct.Fact("token", to: String(line.number)), .init("name", to: grant.name),
        .init("scope", to: grant.scope.rawValue), .init("expires", to: line.expires.description),
      ]
      acts.append(AdministrativeAct(grant.kind == .session ? .signedIn : .tokenMade, grant.person, facts))
      return line
    }
  }

  /// Ends a token.
  /// - Returns: false if there is none of that number that has not ended.
  package func endToken(_ number: Int64, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      let columns: Parameters = ["token_id": .int8(number), "ended_by": .text(initiator.name)]
      guard let row = try c.query(Statements.closeToken, columns).first else { return false }
      let kind: AdministrativeAct.Kind =
        try row.text(1) == TokenGrant.Kind.session.rawValue ? .signedOut : .tokenRevoked
      acts.append(AdministrativeAct(kind, try row.text(0), [.init("token", from: String(number), to: nil)]))
      return true
    }
  }

  /// Returns tokens, the newest first.
  /// - Parameters:
  ///   - person: if set, only those of this person.
  ///   - before: if set, only those with smaller numbers.
  package func tokens(
    _ kind: TokenGrant.Kind, of person: String? = nil, before: Int64? = nil, limit: Int
  ) async throws(StoreError) -> [TokenLine] {
    let columns: Parameters = [
      "kind": .text(kind.rawValue), "person": .text(person), "before": .int8(before), "limit": .int8(Int64(limit)),
    ]
    return try await rows(Statements.listTokens, columns) { try TokenLine($0) }
  }

  /// Returns a token of this number; nil if there is none.
  package func token(_ number: Int64) async throws(StoreError) -> TokenLine? {
    try await rows(Statements.readToken, ["token_id": .int8(number)]) { try TokenLine($0) }.first
  }

  /// Notes that a token was used now, at most once a minute.
  package func noteUse(ofToken hash: [UInt8]) async throws(StoreError) {
    _ = try await rows(Statements.markTokenUse, ["hash": .bytea(hash)]) { try $0.int8(0) }
  }
}
