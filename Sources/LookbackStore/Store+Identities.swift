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
        { try $0.takeUser($1) }
      ),
      (
        Statements.findPersonsByToken, ["hashes": .byteas(tokens)], !tokens.isEmpty,
        { try $0.takeToken($1) }
      ),
      (
        Statements.readPosts,
        ["persons": .texts(persons.sorted()), "uids": .int8s([]), "hashes": .byteas([])], !persons.isEmpty,
        { try $0.takePerson($1) }
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
    try take(row.days(at: 4), of: row.text(1))
  }

  /// - Parameter row: a row of `find_persons_by_uid`.
  fileprivate mutating func takeUser(_ row: Row) throws {
    users[try row.int8(0)] = try row.text(1)
    try take(row.days(at: 2), of: row.text(1))
  }

  /// - Parameter row: a row of `read_posts`.
  fileprivate mutating func takePerson(_ row: Row) throws {
    guard try row.optionalText(3) == nil else { return }
    persons.insert(try row.text(0))
    try take(row.days(at: 10), of: row.text(0))
  }

  private mutating func take(_ days: ActiveDays, of person: String) {
    if days != .always { activity[person] = days }
  }

  /// - Parameter row: a row of `find_cases`.
  mutating func takeCase(_ row: Row) throws {
    cases[CaseName(try row.text(0)), default: []].append(CaseID(try row.int8(1)))
  }
}
