package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// A person in the list of the organisation.
package struct PersonLine: Sendable, Hashable {
  package var code: String
  package var name: String
  /// The user id on this machine with which the person logs in; nil if there is none.
  package var uid: Int64?
  package var posts: [String]
  package init(code: String, name: String, uid: Int64?, posts: [String] = []) {
    self.code = code
    self.name = name
    self.uid = uid
    self.posts = posts
  }
}

/// A unit in the list of the organisation.
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

  fileprivate var columns: Parameters {
    ["person": .text(person), "post": .text(post.name), "unit": .text(post.unit)]
  }
}

extension Store {
  package func add(_ person: PersonLine) async throws(StoreError) {
    try await change(
      Statements.insertPerson,
      ["person": .text(person.code), "name": .text(person.name), "uid": .int8(person.uid)])
  }

  package func add(_ unit: UnitLine) async throws(StoreError) {
    try await change(
      Statements.insertUnit,
      ["unit": .text(unit.code), "name": .text(unit.name), "document_code": .text(unit.documentCode)])
  }

  package func add(_ line: PostLine) async throws(StoreError) {
    try await change(Statements.insertPost, line.columns)
  }

  /// Takes a post from a person.
  /// - Returns: false if the person does not hold it.
  package func remove(_ line: PostLine) async throws(StoreError) -> Bool {
    try await change(Statements.deletePost, line.columns) != nil
  }

  /// Returns the tokens with their persons, without their hashes.
  package func tokens() async throws(StoreError) -> [(number: Int64, person: String, created: Moment)] {
    try await rows(Statements.listTokens, []) { row in
      (try row.int8(0), try row.text(1), Moment(microseconds: try row.timestamptz(2)))
    }
  }

  /// Removes a token.
  /// - Returns: false if there is none of that number.
  package func removeToken(_ number: Int64) async throws(StoreError) -> Bool {
    try await change(Statements.deleteToken, ["token_id": .int8(number)]) != nil
  }

  /// Stores the hash of a token of this person.
  /// - Returns: the number of the token.
  package func addToken(hash: [UInt8], of person: String) async throws(StoreError) -> Int64 {
    try await change(Statements.insertToken, ["person": .text(person), "hash": .bytea(hash)]) ?? 0
  }

  package func persons() async throws(StoreError) -> [PersonLine] {
    try await rows(Statements.listPersons, []) { row in
      PersonLine(
        code: try row.text(0), name: try row.text(1), uid: try row.optionalInt8(2),
        posts: try row.text(3).split(separator: ",").map(String.init))
    }
  }

  package func units() async throws(StoreError) -> [UnitLine] {
    try await rows(Statements.listUnits, []) {
      UnitLine(code: try $0.text(0), name: try $0.text(1), documentCode: try $0.optionalText(2))
    }
  }

  package func posts() async throws(StoreError) -> [PostLine] {
    try await rows(Statements.listPosts, []) {
      PostLine(person: try $0.text(0), post: Post(name: try $0.text(1), unit: try $0.text(2)))
    }
  }

  /// Returns the person as an actor, with the posts held now and the substitutions that are active on that day; nil if
  /// there is no such person.
  package func actor(_ person: String, on day: CivilDate) async throws(StoreError) -> Actor? {
    let columns: Parameters = ["persons": .texts([person]), "uids": .int8s([]), "hashes": .byteas([])]
    let found = try await rows(Statements.readPosts, columns) { row in
      let other = try row.optionalText(3)
      return (post: try row.post(at: 1), substitution: try other.map { try Substitution(of: $0, row) })
    }
    let posts = Set(found.filter { $0.substitution == nil }.compactMap(\.post))
    let substitutions = found.compactMap(\.substitution).active(on: day)
    return found.isEmpty ? nil : .person(code: person, posts: posts, substitutingFor: substitutions)
  }

  /// Returns which of these names exist now.
  package func directory(of names: Directory.Names) async throws(StoreError) -> Directory {
    try await run { c in
      try c.query(Statements.readNames, names.columns).reduce(into: Directory()) { try $0.take($1) }
    }
  }

  /// Returns the next numbers of these registers. A register from which nothing was drawn yet is missing.
  package func registers(_ keys: [RegisterKey]) async throws(StoreError) -> [RegisterKey: Int] {
    let columns: Parameters = [
      "name": .texts(keys.map(\.name)), "period": .int4s(keys.map { Int32(clamping: $0.period) }),
    ]
    let found = try await rows(Statements.readRegisters, columns) {
      (RegisterKey(name: try $0.text(0), period: Int(try $0.int4(1))), Int(try $0.int8(2)))
    }
    return Dictionary(found) { first, _ in first }
  }

  /// Sets the next number of a register.
  /// - Returns: nil if the register is already past that number.
  package func setRegister(_ key: RegisterKey, next: Int) async throws(StoreError) -> Int64? {
    try await change(
      Statements.setRegister,
      ["name": .text(key.name), "period": .int4(Int32(clamping: key.period)), "next": .int8(Int64(next))])
  }

  /// Runs one statement in a transaction of its own, and seals the organisation's tables as they are after it, so that
  /// a verification finds changes that others make.
  /// - Returns: the first column of the first row; nil if there is no row.
  /// - Throws: `StoreError.invalid` if a constraint refuses the values.
  @discardableResult
  func change(_ statement: Statement, _ parameters: Parameters) async throws(StoreError) -> Int64? {
    do {
      return try await run { c in
        // What is unchanged may be on this server only. So the answer waits for a commit, as a change does.
        let rows = try c.pipeline([
          (.begin, []), (Statements.lockSeals, []), (Statements.markSeals, []), (statement, parameters),
          (Statements.renewSeals, []), (Statements.writeNothing, []), (.commit, []),
        ])[3]
        return try rows.first.map { try $0.int8(0) }
      }
    } catch .database(let error) where error.constraint != nil {
      let (english, chinese) = wording(of: error)
      throw .invalid(english: english, chinese: chinese)
    }
  }

  private func wording(of error: PostgresError) -> (english: String, chinese: String) {
    switch error.constraint {
    case "persons_uid_unique": ("another person already logs in as this user", "已有他人以此用户登录")
    case "posts_person_known", "tokens_person_known", "substitutes_person_known", "substitutes_substitute_known":
      ("there is no such person: add the person first", "没有此人员：请先添加")
    case "posts_unit_known": ("there is no such unit: add the unit first", "没有此单位：请先添加")
    case "substitutes_for_others": ("nobody substitutes for themselves", "本人不能代理本人")
    case "substitutes_days_ordered": ("the last day is not before the first", "末日不得早于首日")
    case "substitutes_post_whole": ("a post is named together with its unit", "职务须连同单位一并指明")
    case "registers_next_positive": ("a register counts from 1 on", "编号从 1 起")
    case "persons_person_wellformed", "units_unit_wellformed", "posts_post_wellformed":
      (
        "a code has 1 to 128 characters without blanks, commas and @, and `engine` is nobody's",
        "代码须为 1 至 128 个字符，不含空格、逗号和 @，且不得为 engine"
      )
    default: ("the database does not take it: \(error)", "数据库不予保存：\(error)")
    }
  }
}
