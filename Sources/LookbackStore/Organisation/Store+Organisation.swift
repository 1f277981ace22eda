package import LookbackCore
import LookbackPostgres
package import LookbackTime

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
  package func add(_ unit: UnitLine, by initiator: Initiator) async throws(StoreError) {
    try await add([unit], by: initiator)
  }

  /// Adds these units, or changes the names and letter codes of those that are there: all of them or none.
  /// - Throws: `StoreError.refusedEntries` with everything that is wrong.
  @discardableResult
  package func add(
    _ units: [UnitLine], by initiator: Initiator, isDryRun: Bool = false
  ) async throws(StoreError) -> EntryCounts {
    try await administer(by: initiator, isDryRun: isDryRun) { c, acts in
      let problems = units.indices.filter { !EntryProblem.isCode(units[$0].code) }
      guard problems.isEmpty else {
        throw StoreError.refusedEntries(problems.map { EntryProblem($0, .codeIllFormed(units[$0].code)) })
      }
      let rows = try c.query(Statements.findUnits, ["units": .texts(units.map(\.code))])
      var known = try rows.reduce(into: [String: UnitLine]()) { known, row in
        known[try row.text(0)] = UnitLine(
          code: try row.text(0), name: try row.text(1), documentCode: try row.optionalText(2))
      }
      var (steps, counts): ([(Statement, Parameters)], EntryCounts) = ([], EntryCounts())
      for var line in units {
        let before = known[line.code]
        line.documentCode = line.documentCode ?? before?.documentCode
        guard let act = line.act(after: before) else {
          counts.unchanged += 1
          continue
        }
        if before == nil { counts.added += 1 } else { counts.changed += 1 }
        known[line.code] = line
        acts.append(act)
        steps.append((Statements.insertUnit, line.columns))
      }
      _ = try c.pipeline(steps)
      return counts
    }
  }

  package func units() async throws(StoreError) -> [UnitLine] {
    try await rows(Statements.listUnits, []) {
      UnitLine(code: try $0.text(0), name: try $0.text(1), documentCode: try $0.optionalText(2))
    }
  }

  /// Returns the person as an actor, with the posts held now and the substitutions that are active on that day; nil if
  /// there is no such person.
  package func actor(_ person: String, on day: CivilDate) async throws(StoreError) -> Actor? {
    let columns: Parameters = ["persons": .texts([person]), "uids": .int8s([]), "hashes": .byteas([])]
    let found = try await rows(Statements.readPosts, columns) { row in
      let other = try row.optionalText(3)
      return (held: try row.heldPost, substitution: try other.map { try Substitution(of: $0, row) })
    }
    let posts = found.filter { $0.substitution == nil }.compactMap(\.held).active(on: day)
    let substitutions = found.compactMap(\.substitution).active(on: day)
    return found.isEmpty ? nil : .person(code: person, posts: posts, substitutingFor: substitutions)
  }

  /// Returns which of these names exist, and which of the persons are not active on this day.
  package func directory(
    of names: Directory.Names, on day: CivilDate
  ) async throws(StoreError) -> Directory {
    try await run { c in
      try c.query(Statements.readNames, names.columns).reduce(into: Directory()) { directory, row in
        try directory.take(row)
        if let (person, days) = try row.datedPerson, !days.include(day) { directory.retired.insert(person) }
      }
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
