package import LookbackCore
import LookbackPostgres

extension Store {
  /// Looks up persons and cases in one round trip.
  /// - Parameters:
  ///   - users: user ids of this machine.
  ///   - tokens: the hashes of tokens.
  ///   - persons: texts that may be codes of persons.
  ///   - cases: names of cases.
  ///   - persons: codes that may be those of persons.
  package func identities(
    users: [Int64] = [], tokens: [[UInt8]] = [], persons: Set<String> = [], cases: [CaseName] = []
  ) async throws(StoreError) -> Identities {
    // Only the needed tables are read, so that looking up a user does not wait for a lock on the cases.
    let steps: [Step] = [
      (
        Statements.findPersonsByUid, ["uids": .int8s(users)], !users.isEmpty,
        { $0.users[try $1.int8(0)] = try $1.text(1) }
      ),
      (
        Statements.findPersonsByToken, ["hashes": .byteas(tokens)], !tokens.isEmpty,
        { try $0.takeToken($1) }
      ),
      (
        Statements.readPosts,
        ["persons": .texts(persons.sorted()), "uids": .int8s([]), "hashes": .byteas([])], !persons.isEmpty,
        { $0.persons.insert(try $1.text(0)) }
      ),
      (
        Statements.findCases, cases.columns, !cases.isEmpty,
        { try $0.takeCase($1) }
      ),
    ]
    let needed = steps.filter(\.isNeeded)
    return try await run { c in
      var found = Identities()
      for (step, rows) in zip(needed, try c.pipeline(needed.map { ($0.statement, $0.parameters) })) {
        for row in rows { try step.take(&found, row) }
      }
      return found
    }
  }

  private typealias Step = (
    statement: Statement, parameters: Parameters, isNeeded: Bool,
    take: @Sendable (inout Identities, Row) throws -> Void
  )

  /// Returns the cases that a name means; more than one if the name is ambiguous.
  package func find(_ name: String) async throws(StoreError) -> [CaseID] {
    try await identities(cases: [CaseName(name)]).cases[CaseName(name)] ?? []
  }
}

extension Identities {
  /// - Parameter row: a row of `find_persons_by_token`.
  mutating func takeToken(_ row: Row) throws {
    tokens[try row.bytea(0)] = TokenHolder(
      person: try row.text(1), token: try row.int8(2), scope: TokenScope(rawValue: try row.text(3)) ?? .password)
  }

  /// - Parameter row: a row of `find_cases`.
  mutating func takeCase(_ row: Row) throws {
    cases[CaseName(try row.text(0)), default: []].append(CaseID(try row.int8(1)))
  }
}
