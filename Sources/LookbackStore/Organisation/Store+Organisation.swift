package import LookbackCore
import LookbackPostgres
package import LookbackTime

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

  /// Returns which of these names exist, and which of the persons and units are not there on this day.
  package func directory(
    of names: Directory.Names, on day: CivilDate
  ) async throws(StoreError) -> Directory {
    try await run { c in
      try c.query(Statements.readNames, names.columns).reduce(into: Directory()) { directory, row in
        try directory.take(row)
        if let (name, days) = try row.datedName, !days.include(day) { directory.leaveOut(name) }
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

extension AdministrativeAct.Fact {
  /// Returns a fact for each of these values that changed.
  static func differences(_ values: (name: String, before: String?, after: String?)...) -> [Self] {
    values.filter { $0.before != $0.after }.map { Self($0.name, from: $0.before, to: $0.after) }
  }
}
