package import LookbackCore
package import LookbackDefinition

/// Whether the people of one unit can complete one step of an approval, counted as the engine counts.
package struct StaffQuestion {
  private let need: ApprovalRule.Step.Need
  /// The persons who could fill each seat.
  private let candidates: [Set<String>]
  /// For each barred event the persons who might have fired it.
  private let actors: [Set<String>]

  /// Makes the question; nil if the people are known only from the fields of a case.
  /// - Parameter listed: the units in a list of units.
  package init?(
    _ step: ApprovalRule.Step, _ rule: ApprovalRule, in unit: String, listed: [String], _ workflow: Workflow,
    _ list: StaffList
  ) {
    func posts(_ role: Role) -> [Post]? {
      switch role {
      case .person: nil
      case .post(let name, of: .unit(let code)): [Post(name: name, unit: code)]
      case .post(let name, of: .field(let path)) where workflow.isList(path):
        listed.map { Post(name: name, unit: $0) }
      case .post(let name, _): [Post(name: name, unit: unit)]
      }
    }
    func holders(_ post: Post) -> Set<String> { list.holders(of: post.name, in: post.unit) }
    var seats: [Post] = []
    for role in step.ask {
      guard let found = posts(role) else { return nil }
      for seat in found where !seats.contains(seat) { seats.append(seat) }
    }
    need = step.need
    candidates = seats.map(holders)
    actors = rule.neverActorOf.map { event in
      let roles = workflow.roleNames(firing: event).compactMap { workflow.roles[$0] } + workflow.asked(firing: event)
      return Set(roles.flatMap { posts($0) ?? [] }.flatMap { holders($0) })
    }
  }

  /// Whether the step can be completed without the absent persons, whichever of the possible actors fired the barred
  /// events.
  package func canBeMet(without away: Set<String>) -> Bool {
    let people = candidates.reduce(Set()) { $0.union($1) }
    var barred: Set<Set<String>> = [[]]
    for one in actors {
      // A person who could not approve anyway makes no difference.
      let present = one.subtracting(away).intersection(people)
      guard !present.isEmpty else { continue }
      // If there are too many combinations, only the worst is tried.
      guard barred.count * present.count <= 4_096 else { return isMet(without: actors.reduce(away) { $0.union($1) }) }
      barred = Set(barred.flatMap { chosen in present.map { chosen.union([$0]) } })
    }
    return barred.allSatisfy { isMet(without: away.union($0)) }
  }

  /// Whether the step asks the posts of all units in a list, whose length a case decides.
  static func asksList(_ step: ApprovalRule.Step, _ workflow: Workflow) -> Bool {
    step.ask.contains { role in
      if case .post(_, of: .field(let path)) = role { workflow.isList(path) } else { false }
    }
  }

  /// Whether the step can be completed if nobody is absent or barred.
  var canBeMetByAll: Bool { isMet(without: []) }

  /// Who could approve, how many must, and the barred events that one of those able may have fired.
  func shortfall(_ barred: [String]) -> Shortfall {
    let able = candidates.reduce(Set()) { $0.union($1) }
    let needed = if case .count(let count) = need { count } else { candidates.count }
    let isBarring = actors.contains { !$0.isDisjoint(with: able) }
    return Shortfall(able: able.sorted(), needed: needed, barredEvents: isBarring ? barred : [])
  }

  private func isMet(without gone: Set<String>) -> Bool {
    let people = candidates.reduce(Set()) { $0.union($1) }.subtracting(gone).sorted()
    let choices = people.map { person in candidates.indices.filter { candidates[$0].contains(person) } }
    let filled = SeatMatching(choices, among: candidates.count).size
    switch need {
    case .count(let needed): return people.count >= needed && filled >= min(needed, candidates.count)
    case .all: return filled == candidates.count
    }
  }

  /// The smallest group of persons without whom the step cannot be completed; nil if it can be without any group of
  /// that size.
  func smallestAbsence(upTo most: Int) -> [String]? {
    let people = candidates.reduce(Set()) { $0.union($1) }.union(actors.reduce(Set()) { $0.union($1) }).sorted()
    var sets: [[String]] = [[]]
    for _ in 0..<most {
      sets = sets.flatMap { chosen in
        people.filter { person in chosen.last.map { $0 < person } ?? true }.map { chosen + [$0] }
      }
      guard sets.count <= 20_000 else { return nil }
      if let found = sets.first(where: { !canBeMet(without: Set($0)) }) { return found }
    }
    return nil
  }
}

extension Workflow {
  /// The roles that can fire an event, in whatever state it is.
  fileprivate func roleNames(firing event: String) -> [String] {
    let own = self.states.flatMap { state in state.events.filter { $0.name == event }.flatMap { state.roles(of: $0) } }
    let anywhere = self.anywhere.filter { $0.event.name == event }.flatMap(\.event.who)
    let ofClocks = self.clocks.flatMap { clock -> [String] in
      let extending = event == AvailableAction.extend(clock.name) ? clock.extend?.who ?? [] : []
      return extending + (event == AvailableAction.correct(clock.name) ? clock.correct?.who ?? [] : [])
    }
    return own + anywhere + ofClocks + (event == "open" ? openers : [])
  }

  /// The roles that other approvals ask, if the event is a decision.
  fileprivate func asked(firing event: String) -> [Role] {
    guard event == AvailableAction.approve || event == AvailableAction.refuse else { return [] }
    return self.states.compactMap(\.approval).filter { !$0.neverActorOf.contains(event) }
      .flatMap(\.steps).flatMap(\.ask)
  }

  /// Whether the field holds a list. A field of the case can, seen from a track, where its type is not known.
  fileprivate func isList(_ path: ValuePath) -> Bool {
    guard let field = field(path.field) else { return path.scope == .case }
    if case .list = field.type { return true }
    return false
  }
}
