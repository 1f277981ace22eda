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

/// A register in the list of the organisation.
package struct RegisterLine: Sendable, Hashable {
  package let key: RegisterKey
  package let next: Int

  /// The place in the list, which is in the order of name and period.
  package var place: String {
    let period = String(key.period)
    return "\(key.name)/\(String(repeating: "0", count: max(0, 4 - period.count)))\(period)"
  }
}

extension Store {
  package func add(_ person: PersonLine, by initiator: Initiator) async throws(StoreError) {
    try await add([person], by: initiator)
  }

  package func add(_ unit: UnitLine, by initiator: Initiator) async throws(StoreError) {
    try await add([unit], by: initiator)
  }

  package func add(_ line: PostLine, by initiator: Initiator) async throws(StoreError) {
    try await add([line], by: initiator)
  }

  /// Adds these persons, or changes the names and logins of those that are there: all of them or none.
  package func add(_ persons: [PersonLine], by initiator: Initiator) async throws(StoreError) {
    try await administer(by: initiator) { c, acts in
      let rows = try c.query(Statements.findPersons, ["persons": .texts(persons.map(\.code))])
      var known = try rows.reduce(into: [String: PersonLine]()) { known, row in
        known[try row.text(0)] = PersonLine(
          code: try row.text(0), name: try row.text(1), uid: try row.optionalInt8(2))
      }
      var steps: [(Statement, Parameters)] = []
      for var line in persons {
        let before = known[line.code]
        line.uid = line.uid ?? before?.uid
        guard let act = line.act(after: before) else { continue }
        known[line.code] = line
        acts.append(act)
        steps.append((Statements.insertPerson, line.columns))
      }
      _ = try c.pipeline(steps)
    }
  }

  /// Adds these units, or changes the names and letter codes of those that are there: all of them or none.
  package func add(_ units: [UnitLine], by initiator: Initiator) async throws(StoreError) {
    try await administer(by: initiator) { c, acts in
      let rows = try c.query(Statements.findUnits, ["units": .texts(units.map(\.code))])
      var known = try rows.reduce(into: [String: UnitLine]()) { known, row in
        known[try row.text(0)] = UnitLine(
          code: try row.text(0), name: try row.text(1), documentCode: try row.optionalText(2))
      }
      var steps: [(Statement, Parameters)] = []
      for var line in units {
        let before = known[line.code]
        line.documentCode = line.documentCode ?? before?.documentCode
        guard let act = line.act(after: before) else { continue }
        known[line.code] = line
        acts.append(act)
        steps.append((Statements.insertUnit, line.columns))
      }
      _ = try c.pipeline(steps)
    }
  }

  /// Gives these posts, as far as they are not held already: all of them or none.
  package func add(_ lines: [PostLine], by initiator: Initiator) async throws(StoreError) {
    try await administer(by: initiator) { c, acts in
      let given = try c.pipeline(lines.map { (Statements.insertPost, $0.columns) })
      for (line, rows) in zip(lines, given) where !rows.isEmpty {
        acts.append(AdministrativeAct(.postGiven, line.person, [.init("post", to: line.post.description)]))
      }
    }
  }

  /// Takes a post from a person.
  /// - Returns: false if the person does not hold it.
  package func remove(_ line: PostLine, by initiator: Initiator) async throws(StoreError) -> Bool {
    try await administer(by: initiator) { c, acts in
      guard try !c.query(Statements.deletePost, line.columns).isEmpty else { return false }
      let fact = AdministrativeAct.Fact("post", from: line.post.description, to: nil)
      acts.append(AdministrativeAct(.postTaken, line.person, [fact]))
      return true
    }
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

  /// Returns every register with its next number.
  package func registers() async throws(StoreError) -> [RegisterLine] {
    try await rows(Statements.listRegisters, []) {
      RegisterLine(
        key: RegisterKey(name: try $0.text(0), period: Int(try $0.int4(1))), next: Int(try $0.int8(2)))
    }
  }

  /// Sets the next number of a register.
  /// - Returns: false if the register is already past that number.
  package func setRegister(
    _ key: RegisterKey, next: Int, by initiator: Initiator
  ) async throws(StoreError) -> Bool {
    let name: Parameters = ["name": .texts([key.name]), "period": .int4s([Int32(clamping: key.period)])]
    return try await administer(by: initiator) { c, acts in
      let before = try c.query(Statements.lockRegisters, name).first.map { Int(try $0.int8(2)) }
      guard before ?? 0 <= next else { return false }
      guard before != next else { return true }
      _ = try c.query(
        Statements.setRegister,
        ["name": .text(key.name), "period": .int4(Int32(clamping: key.period)), "next": .int8(Int64(next))])
      let fact = AdministrativeAct.Fact("next", from: before.map { String($0) }, to: String(next))
      acts.append(AdministrativeAct(.registerSet, "\(key.name) \(key.period)", [fact]))
      return true
    }
  }
}

extension PersonLine {
  /// What the office records when this replaces `before`; nil if both are alike.
  fileprivate func act(after before: PersonLine?) -> AdministrativeAct? {
    let facts = AdministrativeAct.Fact.differences(
      ("name", before?.name, name), ("uid", before?.uid.map { String($0) }, uid.map { String($0) }))
    guard before == nil || !facts.isEmpty else { return nil }
    return AdministrativeAct(before == nil ? .personAdded : .personChanged, code, facts)
  }

  fileprivate var columns: Parameters { ["person": .text(code), "name": .text(name), "uid": .int8(uid)] }
}

extension UnitLine {
  /// What the office records when this replaces `before`; nil if both are alike.
  fileprivate func act(after before: UnitLine?) -> AdministrativeAct? {
    let facts = AdministrativeAct.Fact.differences(
      ("name", before?.name, name), ("document_code", before?.documentCode, documentCode))
    guard before == nil || !facts.isEmpty else { return nil }
    return AdministrativeAct(before == nil ? .unitAdded : .unitChanged, code, facts)
  }

  fileprivate var columns: Parameters {
    ["unit": .text(code), "name": .text(name), "document_code": .text(documentCode)]
  }
}

extension AdministrativeAct.Fact {
  /// Returns a fact for each of these values that changed.
  static func differences(_ values: (name: String, before: String?, after: String?)...) -> [Self] {
    values.filter { $0.before != $0.after }.map { Self($0.name, from: $0.before, to: $0.after) }
  }
}
