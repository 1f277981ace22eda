package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A person of a tenant, as the organisation's list shows it.
package struct PersonLine: Sendable, Hashable {
  package var code: String
  package var name: String
  /// The user of the machine that this person logs in as.
  package var uid: Int64?
  package var posts: [String]
  package init(code: String, name: String, uid: Int64?, posts: [String] = []) {
    self.code = code
    self.name = name
    self.uid = uid
    self.posts = posts
  }
}

/// A unit of a tenant.
package struct UnitLine: Sendable, Hashable {
  package var code: String
  package var name: String
  package var documentCode: String?
  package init(code: String, name: String, documentCode: String?) {
    self.code = code
    self.name = name
    self.documentCode = documentCode
  }
}

/// A post that a person holds.
package struct PostLine: Sendable, Hashable {
  package var person: String
  package var post: Post
  package init(person: String, post: Post) {
    self.person = person
    self.post = post
  }
}

extension Store {
  package func tenant(named name: String) async throws(StoreError) -> TenantID {
    let found = try await rows(Statements.findTenant, [.text(name)]) { TenantID(try $0.int4(0)) }
    guard let tenant = found.first else { throw .noSuchTenant(name) }
    return tenant
  }

  package func tenants() async throws(StoreError) -> [TenantID] {
    try await rows(Statements.listTenants, []) { TenantID(try $0.int4(0)) }
  }

  package func add(_ person: PersonLine, tenant: TenantID) async throws(StoreError) {
    try await change(
      Statements.insertPerson, [.int4(tenant.value), .text(person.code), .text(person.name), .int8(person.uid)])
  }

  package func add(_ unit: UnitLine, tenant: TenantID) async throws(StoreError) {
    try await change(
      Statements.insertUnit, [.int4(tenant.value), .text(unit.code), .text(unit.name), .text(unit.documentCode)])
  }

  package func add(_ line: PostLine, tenant: TenantID) async throws(StoreError) {
    try await change(
      Statements.insertPost,
      [.int4(tenant.value), .text(line.person), .text(line.post.name), .text(line.post.unit)])
  }

  /// Takes a post from a person; false if the person does not hold it.
  package func remove(_ line: PostLine, tenant: TenantID) async throws(StoreError) -> Bool {
    try await change(
      Statements.deletePost,
      [.int4(tenant.value), .text(line.person), .text(line.post.name), .text(line.post.unit)]) != nil
  }

  /// Whose tokens there are.
  package func tokens(
    tenant: TenantID
  ) async throws(StoreError) -> [(number: Int64, person: String, created: Moment)] {
    try await rows(Statements.listTokens, [.int4(tenant.value)]) { row in
      (try row.int8(0), try row.text(1), Moment(microseconds: try row.timestamptz(2)))
    }
  }

  /// Ends a token; false if there is none of that number.
  package func removeToken(_ number: Int64, tenant: TenantID) async throws(StoreError) -> Bool {
    try await change(Statements.deleteToken, [.int4(tenant.value), .int8(number)]) != nil
  }

  /// Keeps the hash of a token of this person; its number.
  package func addToken(hash: [UInt8], of person: String, tenant: TenantID) async throws(StoreError) -> Int64 {
    try await change(Statements.insertToken, [.int4(tenant.value), .text(person), .bytea(hash)]) ?? 0
  }

  package func persons(tenant: TenantID) async throws(StoreError) -> [PersonLine] {
    try await rows(Statements.listPersons, [.int4(tenant.value)]) { row in
      PersonLine(
        code: try row.text(0), name: try row.text(1), uid: try row.optionalInt8(2),
        posts: try row.text(3).split(separator: ",").map(String.init))
    }
  }

  package func units(tenant: TenantID) async throws(StoreError) -> [UnitLine] {
    try await rows(Statements.listUnits, [.int4(tenant.value)]) {
      UnitLine(code: try $0.text(0), name: try $0.text(1), documentCode: try $0.optionalText(2))
    }
  }

  package func posts(tenant: TenantID) async throws(StoreError) -> [PostLine] {
    try await rows(Statements.listPosts, [.int4(tenant.value)]) {
      PostLine(person: try $0.text(0), post: Post(name: try $0.text(1), unit: try $0.text(2)))
    }
  }

  package func person(uid: Int64, tenant: TenantID) async throws(StoreError) -> String? {
    try await persons(uids: [uid], tenant: tenant)[uid]
  }

  /// Who logs in as these users of the machine.
  package func persons(uids: [Int64], tenant: TenantID) async throws(StoreError) -> [Int64: String] {
    let found = try await rows(Statements.findPersonsByUid, [.int4(tenant.value), .int8s(uids)]) {
      (try $0.int8(0), try $0.text(1))
    }
    return Dictionary(found) { first, _ in first }
  }

  package func person(
    tokenHash: [UInt8], tenant: TenantID
  ) async throws(StoreError) -> (person: String, token: Int64)? {
    try await rows(Statements.findPersonByToken, [.int4(tenant.value), .bytea(tokenHash)]) {
      (try $0.text(0), try $0.int8(1))
    }.first
  }

  /// The person as an actor with the posts held now and those whom this person substitutes for on that day; nil if
  /// there is no such person.
  package func actor(_ person: String, on day: CivilDate, tenant: TenantID) async throws(StoreError) -> Actor? {
    let found = try await rows(Statements.readPosts, [.int4s([tenant.value]), .texts([person]), .int8s([])]) { row in
      let other = try row.optionalText(4)
      return (post: try row.post(), substitution: try other.map { try Substitution(of: $0, row) })
    }
    let posts = Set(found.filter { $0.substitution == nil }.compactMap(\.post))
    let standings = found.compactMap(\.substitution).standings(on: day)
    return found.isEmpty ? nil : .person(code: person, posts: posts, standingIn: standings)
  }

  /// Which of these names exist now.
  package func directory(of names: Directory.Names, tenant: TenantID) async throws(StoreError) -> Directory {
    try await run { c in
      try c.query(Statements.readNames, [tenant: names].columns).reduce(into: Directory()) { try $0.take($1) }
    }
  }

  /// The next numbers of these registers; one from which nothing was drawn yet is missing.
  package func registers(_ keys: [RegisterKey], tenant: TenantID) async throws(StoreError) -> [RegisterKey: Int] {
    let columns: [Parameter] = [
      .int4(tenant.value), .texts(keys.map(\.name)), .int4s(keys.map { Int32(clamping: $0.period) }),
    ]
    let found = try await rows(Statements.readRegisters, columns) {
      (RegisterKey(name: try $0.text(0), period: Int(try $0.int4(1))), Int(try $0.int8(2)))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// Lets a register go on from `next`; nil if it is already past it.
  package func setRegister(_ key: RegisterKey, next: Int, tenant: TenantID) async throws(StoreError) -> Int64? {
    try await change(
      Statements.setRegister,
      [.int4(tenant.value), .text(key.name), .int4(Int32(clamping: key.period)), .int8(Int64(next))])
  }

  /// One statement in a transaction of its own, whose first parameter is the tenant; the first column of its first row.
  /// What the organisation then is is sealed with it, so that a verification sees what others change.
  @discardableResult
  func change(_ statement: Statement, _ parameters: [Parameter]) async throws(StoreError) -> Int64? {
    do {
      return try await run { c in
        // What is there already may be on this server only: saying so waits for the same as writing it.
        let tenant = Array(parameters.prefix(1))
        let rows = try c.pipeline([
          (.begin, []), (Statements.lockSeals, tenant), (Statements.markSeals, tenant), (statement, parameters),
          (Statements.renewSeals, tenant), (Statements.writeNothing, []), (.commit, []),
        ])[3]
        return try rows.first.map { try $0.int8(0) }
      }
    } catch .database(let error) where error.constraint != nil { throw .invalid(wording(of: error)) }
  }

  private func wording(of error: PostgresError) -> String {
    switch error.constraint {
    case "persons_tenant_id_uid_key": "another person already logs in as this user"
    case "posts_tenant_id_person_fkey", "tokens_tenant_id_person_fkey":
      "there is no such person: add the person first"
    case "substitutes_tenant_id_person_fkey", "substitutes_tenant_id_substitute_fkey":
      "there is no such person: add the person first"
    case "substitutes_check": "nobody substitutes for themselves"
    case "substitutes_check1": "the last day is not before the first"
    case "posts_tenant_id_unit_fkey": "there is no such unit: add the unit first"
    default: "a code has 1 to 128 characters without blanks, commas and @, and `engine` is nobody's"
    }
  }
}
