/// Whether one step of an approval can be met by the people of one unit.
struct StaffQuestion {
  private let need: ApprovalRule.Step.Need
  /// Who could answer for each role that is asked.
  private let candidates: [Set<String>]
  /// For each barred event those who may have fired it.
  private let actors: [Set<String>]

  /// Nil where the people are known only by the fields of a case.
  init?(_ step: ApprovalRule.Step, _ rule: ApprovalRule, in unit: String, _ workflow: Workflow, _ list: StaffList) {
    func people(_ role: Role) -> Set<String>? {
      switch role {
      case .person: nil
      case .post(let post, of: .unit(let code)): list.holders(of: post, in: code)
      case .post(let post, _): list.holders(of: post, in: unit)
      }
    }
    var candidates: [Set<String>] = []
    for role in step.ask {
      guard let found = people(role) else { return nil }
      candidates.append(found)
    }
    need = step.need
    self.candidates = candidates
    actors = rule.neverActorOf.map { event in
      let roles = workflow.states.flatMap { state in
        state.events.filter { $0.name == event }.flatMap { state.roles(of: $0) }
      }
      return Set(roles.compactMap { workflow.roles[$0] }.flatMap { people($0) ?? [] })
    }
  }

  /// Whoever of those who may have fired the barred events did.
  func canBeMet(without away: Set<String>) -> Bool {
    var barred: [Set<String>] = [[]]
    for one in actors {
      let present = one.subtracting(away)
      guard !present.isEmpty, barred.count < 1_000 else { continue }
      barred = barred.flatMap { chosen in present.sorted().map { chosen.union([$0]) } }
    }
    return barred.allSatisfy { isMet(without: away.union($0)) }
  }

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
    let left = candidates.map { $0.subtracting(gone) }
    switch need {
    case .count(let needed): return left.reduce(Set()) { $0.union($1) }.count >= needed
    case .all:
      var taken: [String: Int] = [:]
      return left.indices.allSatisfy { role in
        var tried: Set<String> = []
        return Self.place(role, left, &taken, &tried)
      }
    }
  }

  /// A person for each role, nobody twice (augmenting paths).
  private static func place(
    _ role: Int, _ left: [Set<String>], _ taken: inout [String: Int], _ tried: inout Set<String>
  ) -> Bool {
    for person in left[role].sorted() where tried.insert(person).inserted {
      if let holder = taken[person], !place(holder, left, &taken, &tried) { continue }
      taken[person] = role
      return true
    }
    return false
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
