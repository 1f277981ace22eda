package import LookbackCore
import LookbackPostgres
package import LookbackTime

/// That somebody leaves: from a day on the person can do nothing, and what waits by name is the successor's.
package struct Retirement: Sendable, Hashable {
  package var person: String
  /// The first day on which the person is not active any more.
  package var day: CivilDate
  package var successor: String?

  package init(of person: String, on day: CivilDate, successor: String? = nil) {
    self.person = person
    self.day = day
    self.successor = successor
  }
}

/// What became of a retirement.
package enum RetirementOutcome: Sendable, Hashable {
  /// An open case in which something waits for the person by name.
  package struct WaitingCase: Sendable, Hashable {
    package var id: CaseID
    package var title: String
  }

  case done(posts: Int, tokens: Int, substitutions: Int)
  case unknownPerson(String)
  case alreadyRetired(until: CivilDate)
  /// The day is over.
  case past(today: CivilDate)
  /// Nobody succeeds to themselves.
  case ownSuccessor
  /// The successor is not active from that day on.
  case inactiveSuccessor(String)
  /// Something waits for the person by name, and no successor is named.
  case waits([WaitingCase], count: Int)
}

extension Store {
  /// The most cases that are named when a person cannot retire without a successor.
  private static let namedCases: Int64 = 20

  /// Retires a person in one transaction, as one act: posts and tokens end, the user of the machine is free, and so do
  /// substitutions of and by the person. A successor acts from then on for the person, without an end, in what waits for
  /// the person by name, also as the successor of others.
  package func retire(
    _ retirement: Retirement, by initiator: Initiator, on today: CivilDate
  ) async throws(StoreError) -> RetirementOutcome {
    try await administer(by: initiator) { c, acts in
      let codes = [retirement.person] + (retirement.successor.map { [$0] } ?? [])
      let rows = try c.query(Statements.findPersons, ["persons": .texts(codes), "uids": .int8s([])])
      let known = try Dictionary(rows.map { (try $0.text(0), try PersonLine($0)) }) { first, _ in first }
      guard let person = known[retirement.person] else { return .unknownPerson(retirement.person) }
      if let refusal = retirement.refusal(of: person, known, on: today) { return refusal }
      let predecessors = try c.query(Statements.listPredecessors, ["person": .text(person.code)]).map { try $0.text(0) }
      let names = [person.code] + predecessors
      if retirement.successor == nil {
        let waiting = try c.query(
          Statements.listNamedCases, ["persons": .texts(names), "limit": .int8(Self.namedCases)])
        let cases = try waiting.map {
          RetirementOutcome.WaitingCase(id: CaseID(try $0.int8(0)), title: try $0.text(1))
        }
        if let count = try waiting.first?.int8(2) { return .waits(cases, count: Int(count)) }
      }
      return try c.retire(person, retirement, names, by: initiator, on: today, &acts)
    }
  }
}

extension Retirement {
  fileprivate func refusal(
    of person: PersonLine, _ known: [String: PersonLine], on today: CivilDate
  ) -> RetirementOutcome? {
    if let last = person.days.last, last < max(day, today) { return .alreadyRetired(until: last) }
    guard day >= today else { return .past(today: today) }
    guard let successor else { return nil }
    guard successor != self.person else { return .ownSuccessor }
    guard let other = known[successor] else { return .unknownPerson(successor) }
    return other.days.include(day) && other.days.last == nil ? nil : .inactiveSuccessor(successor)
  }

  /// The last day on which the person is active.
  fileprivate var lastDay: CivilDate { CivilDate(days: max(CivilDate.first.days, day.days - 1)) }
}

extension Connection {
  /// - Parameter names: the person, and those whose successor the person is.
  fileprivate func retire(
    _ person: PersonLine, _ retirement: Retirement, _ names: [String], by initiator: Initiator, on today: CivilDate,
    _ acts: inout [AdministrativeAct]
  ) throws -> RetirementOutcome {
    var after = person
    after.days.last = retirement.lastDay
    let isNow = retirement.day <= today
    if isNow { after.uid = nil }
    let key: Parameters = ["person": .text(person.code)]
    let posts = try query(
      Statements.closePosts, key + ["post": .text(nil), "unit": .text(nil), "day": .date(retirement.day.days)])
    // Of a day to come, tokens and substitutions end by the days of the person.
    let closing = key + ["ended_by": .text(initiator.name)]
    let tokens = try isNow ? query(Statements.closeTokens, closing).map { try $0.int8(0) } : []
    let ended = try isNow ? query(Statements.closeSubstitutes, closing).map { try $0.int8(0) } : []
    var facts = person.differences(to: after)
    facts += try posts.map { row in
      .init("post", from: Post(name: try row.text(0), unit: try row.text(1)).description, to: nil)
    }
    facts += tokens.sorted().map { .init("token", from: String($0), to: nil) }
    facts += ended.sorted().map { .init("substitution", from: String($0), to: nil) }
    var steps = [(Statements.insertPerson, after.columns)]
    if let successor = retirement.successor {
      facts.append(.init("successor", to: successor))
      steps += names.filter { $0 != successor }.map { name in
        let line = SubstituteLine(
          person: name, substitute: successor, from: retirement.day, until: .last, isSuccession: true)
        return (Statements.insertSubstitute, line.columns(by: initiator))
      }
    }
    _ = try pipeline(steps)
    acts.append(AdministrativeAct(.personRetired, person.code, facts))
    return .done(posts: posts.count, tokens: tokens.count, substitutions: ended.count)
  }
}
