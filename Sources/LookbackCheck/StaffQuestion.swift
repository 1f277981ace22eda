package import LookbackCore
package import LookbackDefinition

/// Whether one step of an approval can be met by the people of one unit, counted as the engine counts them.
package struct StaffQuestion {
  private let need: ApprovalRule.Step.Need
  /// Who could fill each of the seats.
  private let candidates: [Set<String>]
  /// For each barred event those who may have fired it.
  private let actors: [Set<String>]

  /// Nil where the people are known only by the fields of a case.
  /// - Parameter listed: the units that stand in a list of units.
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
      let roles = workflow.roles(firing: event).compactMap { workflow.roles[$0] } + workflow.asked(firing: event)
      return Set(roles.flatMap { posts($0) ?? [] }.flatMap { holders($0) })
    }
  }

  /// Whoever of those who may have fired the barred events did.
  package func canBeMet(without away: Set<String>) -> Bool {
    let people = candidates.reduce(Set()) { $0.union($1) }
    var barred: Set<Set<String>> = [[]]
    for one in actors {
      // Who could not approve anyhow takes nothing away.
      let present = one.subtracting(away).intersection(people)
      guard !present.isEmpty else { continue }
      // Of more ways than are looked at only the worst is.
      guard barred.count * present.count <= 4_096 else { return isMet(without: actors.reduce(away) { $0.union($1) }) }
      barred = Set(barred.flatMap { chosen in present.map { chosen.union([$0]) } })
    }
    return barred.allSatisfy { isMet(without: away.union($0)) }
  }

  /// Whether the step asks the posts of all units in a list, however many a case names.
  static func asksList(_ step: ApprovalRule.Step, _ workflow: Workflow) -> Bool {
    step.ask.contains { role in
      if case .post(_, of: .field(let path)) = role { workflow.isList(path) } else { false }
    }
  }

  /// Whether it can be met if nobody is away or barred.
  var canBeMetByAll: Bool { isMet(without: []) }

  /// Who could answer, how many must, and whom `never` may bar, as said after a colon.
  func shortfall(_ barred: [String]) -> (english: String, chinese: String) {
    let able = candidates.reduce(Set()) { $0.union($1) }.sorted()
    let needed = if case .count(let count) = need { count } else { candidates.count }
    let names = able.count > 5 ? able.prefix(5) + ["…"] : able[...]
    var (english, chinese) = ("nobody can", "无人可签")
    if !able.isEmpty {
      english = "\(names.joined(separator: ", ")) can, \(needed) \(needed == 1 ? "is" : "are") needed"
      chinese = "可签者为\(names.joined(separator: "、"))，需\(needed)人"
    }
    let suspects = actors.reduce(Set()) { $0.union($1) }.intersection(able)
    guard !suspects.isEmpty else { return (english, chinese) }
    english += ", and `never` bars whoever of them fired \(barred.map { "`\($0)`" }.joined(separator: ", "))"
    chinese += "，而 never 排除其中触发\(barred.map { "“\($0)”" }.joined(separator: "、"))的人"
    return (english, chinese)
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

  /// The fewest people without whom it cannot be met; nil where it can without any that many.
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
  /// The roles of those who may fire an event, wherever it stands.
  fileprivate func roles(firing event: String) -> [String] {
    let own = states.flatMap { state in state.events.filter { $0.name == event }.flatMap { state.roles(of: $0) } }
    let anywhere = anywhere.filter { $0.event.name == event }.flatMap(\.event.who)
    let ofClocks = clocks.flatMap { clock -> [String] in
      let extending = event == AvailableAction.extend(clock.name) ? clock.extend?.who ?? [] : []
      return extending + (event == AvailableAction.correct(clock.name) ? clock.correct?.who ?? [] : [])
    }
    return own + anywhere + ofClocks + (event == "open" ? openers : [])
  }

  /// Those whom other approvals ask, where the event is a decision.
  fileprivate func asked(firing event: String) -> [Role] {
    guard event == AvailableAction.approve || event == AvailableAction.refuse else { return [] }
    return states.compactMap(\.approval).filter { !$0.neverActorOf.contains(event) }.flatMap(\.steps).flatMap(\.ask)
  }

  /// Whether the field holds several; one of the case, seen from a track, may.
  fileprivate func isList(_ path: ValuePath) -> Bool {
    guard let field = field(path.field) else { return path.scope == .case }
    if case .list = field.type { return true }
    return false
  }
}
