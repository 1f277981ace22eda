/// What the database says about the names in commands.
package struct Identities: Sendable {
  package struct TokenHolder: Sendable {
    package var person: String
    /// By which lists name it.
    package var token: Int64

    package init(person: String, token: Int64) {
      self.person = person
      self.token = token
    }
  }
  /// The persons, by the users of the machine that they log in as.
  package var users: [Int64: String] = [:]
  /// By the hashes of tokens.
  package var tokens: [[UInt8]: TokenHolder] = [:]
  /// The codes that are persons.
  package var persons: Set<String> = []
  /// The cases that a name means; more than one where it is ambiguous.
  package var cases: [CaseName: [CaseID]] = [:]

  package init() {}

  /// The one case that a name means.
  package func target(of name: CaseName) throws(Rejection) -> CaseID {
    let found = cases[name] ?? []
    guard let first = found.first else { throw .unknownCase }
    guard Set(found).count == 1 else { throw .unresolved(.ambiguousCase(name.description, found)) }
    return first
  }
}
