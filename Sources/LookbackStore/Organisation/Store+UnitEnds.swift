package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// What became of a unit that is to be merged or dissolved.
package enum UnitEndOutcome: Sendable, Hashable {
  case done(posts: Int)
  case unknownUnit(String)
  /// The unit, or the one that takes over, is gone.
  case gone(String)
  case ownSuccessor
  /// The unit stands below the one that is to end, or units stand below that one.
  case unitsBelow([String])
  /// Something waits for posts of the unit in open cases.
  case waits([RetirementOutcome.WaitingCase], count: Int)
}

extension Store {
  /// The most cases that are named when a unit cannot be dissolved.
  private static let namedCases: Int64 = 20

  /// Merges a unit into another, from this day on: its posts end, what waits for them waits for the posts of the same
  /// name in the other unit, and the units below it stand below that one.
  /// - Parameter movesPosts: whether those who held posts in it get them in the other unit.
  package func merge(
    _ code: String, into other: String, movesPosts: Bool, by initiator: Initiator, on today: CivilDate
  ) async throws(StoreError) -> UnitEndOutcome {
    try await administer(by: initiator) { c, acts in
      let units = try c.allUnits()
      guard code != other else { return .ownSuccessor }
      for name in [code, other] {
        guard let unit = units[name] else { return .unknownUnit(name) }
        if unit.isGone(on: today) { return .gone(name) }
      }
      if units[other]?.parent == code { return .unitsBelow([other]) }
      var plan = UnitPlan(units, on: today)
      let ended = try c.endPosts(in: code, on: today)
      if movesPosts {
        acts += try c.give(
          ended.map { PostLine(person: $0.person, post: Post(name: $0.post.name, unit: other)) }, on: today)
      }
      for unit in units.values.sorted(by: { $0.code < $1.code }) {
        var line = unit
        if unit.code == code { line.days.last = today.before }
        if unit.code == code || unit.successor == code { line.successor = other }
        if unit.parent == code { line.parent = other }
        guard line != unit else { continue }
        plan.write(line, unit.code == code ? .unitMerged : .unitChanged, unit.code == code ? ended.map(\.endFact) : [])
      }
      _ = try c.pipeline(plan.steps)
      acts += plan.acts
      return .done(posts: ended.count)
    }
  }

  /// Dissolves a unit from this day on. That is refused while units stand below it, or while something waits for its
  /// posts in open cases.
  /// - Parameter posts: the names of posts that definitions ask for.
  package func dissolve(
    _ code: String, askedFor posts: Set<String>, by initiator: Initiator, on today: CivilDate
  ) async throws(StoreError) -> UnitEndOutcome {
    try await administer(by: initiator) { c, acts in
      let units = try c.allUnits()
      guard var line = units[code] else { return .unknownUnit(code) }
      if line.isGone(on: today) { return .gone(code) }
      let below = units.values.filter { $0.parent == code && !$0.isGone(on: today) }.map(\.code).sorted()
      guard below.isEmpty else { return .unitsBelow(below) }
      let former = [code] + units.values.filter { $0.successor == code }.map(\.code)
      let held = try c.query(Statements.listUnitPosts, ["unit": .text(code)]).map { try $0.text(0) }
      let names = posts.union(held).flatMap { name in former.map { Post(name: name, unit: $0).description } }
      let waiting = try c.query(
        Statements.listNamedCases, ["persons": .texts(names.sorted()), "limit": .int8(Self.namedCases)])
      if let count = try waiting.first?.int8(2) {
        let cases = try waiting.map {
          RetirementOutcome.WaitingCase(id: CaseID(try $0.int8(0)), title: try $0.text(1))
        }
        return .waits(cases, count: Int(count))
      }
      let ended = try c.endPosts(in: code, on: today)
      line.days.last = today.before
      var plan = UnitPlan(units, on: today)
      plan.write(line, .unitDissolved, ended.map(\.endFact))
      _ = try c.pipeline(plan.steps)
      acts = plan.acts
      return .done(posts: ended.count)
    }
  }
}

extension Connection {
  /// Ends all posts in a unit that is gone from this day on.
  fileprivate func endPosts(in unit: String, on day: CivilDate) throws -> [PostLine] {
    try query(Statements.closeUnitPosts, ["unit": .text(unit), "day": .date(day.days)]).map { row in
      PostLine(person: try row.text(0), post: Post(name: try row.text(1), unit: unit))
    }
  }

  /// Gives posts from this day on, as far as they are not held already.
  /// - Returns: the acts.
  fileprivate func give(_ lines: [PostLine], on day: CivilDate) throws -> [AdministrativeAct] {
    let held = try query(Statements.findPosts, ["persons": .texts(lines.map(\.person))]).map { try PostLine($0) }
    let days = ActiveDays(from: day)
    let new = lines.filter { line in
      !held.contains { $0.person == line.person && $0.post == line.post && $0.days.overlap(days) }
    }.map { PostLine(person: $0.person, post: $0.post, days: days) }
    _ = try pipeline(new.map { (Statements.insertPost, $0.columns) })
    return new.map { AdministrativeAct(.postGiven, $0.person, $0.fact(isNew: true)) }
  }
}

extension PostLine {
  /// The post with its holder, as the act has it by which its unit ends.
  fileprivate var endFact: AdministrativeAct.Fact { .init("post", from: "\(person) \(post.name)", to: nil) }
}

extension CivilDate {
  /// The day before; the first day itself has none.
  fileprivate var before: CivilDate { CivilDate(days: max(CivilDate.first.days, days - 1)) }
}
