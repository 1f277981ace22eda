package import LookbackTime

/// What the database knows about the names in commands.
package struct Identities: Sendable {
  /// The person to whom a token belongs.
  package struct TokenHolder: Sendable {
    package var person: String
    /// The number by which lists name the token.
    package var token: Int64
    /// How far the token goes.
    package var scope: TokenScope

    package init(person: String, token: Int64, scope: TokenScope) {
      self.person = person
      self.token = token
      self.scope = scope
    }
  }
  /// The codes of persons by the user ids of this machine with which they log in.
  package var users: [Int64: String] = [:]
  /// The holders of tokens by the tokens' hashes.
  package var tokens: [[UInt8]: TokenHolder] = [:]
  /// The days on which these persons are active, as far as these have a beginning or an end.
  package var activity: [String: ActiveDays] = [:]
  /// Those of the given codes that are codes of persons.
  package var persons: Set<String> = []
  /// The cases that each name means; more than one if the name is ambiguous.
  package var cases: [CaseName: [CaseID]] = [:]

  package init() {}

  /// Throws a `Rejection` if the person is not active on this day.
  package func requireActive(_ person: String, on day: @autoclosure () -> CivilDate) throws(Rejection) {
    guard let days = activity[person], !days.include(day()) else { return }
    throw .unresolved(.retired(person))
  }

  /// The one case that a name means. Of several cases of that name, those count that the asker may see.
  /// - Parameter isSeen: whether the asker may see a case; it is called only if there are several.
  /// - Throws: `unknownCase` or `unresolved`.
  package func target(of name: CaseName, seeing isSeen: (CaseID) -> Bool) throws(Rejection) -> CaseID {
    var found = Set(cases[name] ?? [])
    if found.count > 1 { found = found.filter(isSeen) }
    guard let first = found.first else { throw .unknownCase }
    guard found.count == 1 else { throw .unresolved(.ambiguousCase(name.description, found.sorted())) }
    return first
  }
}
