/// Whether there are people for what a definition asks of them.
extension WorkflowProof {
  /// What `never` and `need` say together, whoever the people are.
  mutating func checkNever() {
    for state in workflow.states {
      guard let rule = state.approval else { continue }
      let barred = Set(rule.neverActorOf.compactMap { soleActor(of: $0) })
      for (index, step) in rule.steps.enumerated() {
        let left = step.ask.filter { !barred.contains($0) }
        let isShort = step.need == .all ? left.count < step.ask.count : left.isEmpty && !step.ask.isEmpty
        guard isShort, !step.ask.isEmpty else { continue }
        report(
          .unsatisfiable, at: places.step(index, of: state.name),
          "this step can never be approved: `never` bars the only person whom it asks",
          "该步骤永远无法通过：never 排除了唯一可签的人")
      }
    }
  }

  /// The role of the one person who alone can fire an event.
  private func soleActor(of event: String) -> Role? {
    var roles: Set<String> = []
    for state in workflow.states {
      for one in state.events where one.name == event {
        roles.formUnion(one.who.isEmpty ? state.who : one.who)
      }
    }
    for rule in workflow.anywhere where rule.event.name == event { roles.formUnion(rule.event.who) }
    let found = Set(roles.compactMap { workflow.roles[$0] })
    guard found.count == 1, let role = found.first, case .person(let path) = role, path.scope == .data,
      workflow.field(path.field)?.type == .person
    else { return nil }
    return role
  }

  mutating func checkStaff(_ staffing: Staffing) {
    checkPosts(staffing.list)
    for state in workflow.states {
      guard let rule = state.approval else { continue }
      for (index, step) in rule.steps.enumerated() { check(step, index, rule, state, staffing) }
    }
  }

  /// Roles that nobody holds.
  private mutating func checkPosts(_ list: StaffList) {
    for (name, role) in workflow.roles.sorted(by: { $0.key < $1.key }) {
      guard case .post(let post, let unit) = role else { continue }
      let empty = units(of: unit, list).filter { list.holders(of: post, in: $0).isEmpty }
      guard !empty.isEmpty || units(of: unit, list).isEmpty else { continue }
      let named = empty.brief
      report(
        .understaffed, at: places.role(name),
        "nobody is `\(name)`: no person holds the post \(post) in \(named.isEmpty ? "any unit" : named)",
        "无人担任“\(name)”：\(named.isEmpty ? "没有单位" : named)的 \(post) 岗位空缺")
    }
  }

  private func units(of reference: UnitReference, _ list: StaffList) -> [String] {
    switch reference {
    case .unit(let code): [code]
    case .trackUnit, .field: list.units(with: postsOfUnits)
    }
  }

  /// The posts that are asked for in whichever unit a track is of.
  private var postsOfUnits: Set<String> {
    let asked = workflow.states.compactMap(\.approval).flatMap(\.steps).flatMap(\.ask)
    return Set(
      (asked + Array(workflow.roles.values)).compactMap { role in
        switch role {
        case .post(let post, of: .trackUnit), .post(let post, of: .field): post
        default: nil
        }
      })
  }

  private mutating func check(
    _ step: ApprovalRule.Step, _ index: Int, _ rule: ApprovalRule, _ state: StateDefinition, _ staffing: Staffing
  ) {
    var short: [String] = []
    var fragile: [(unit: String, away: [String])] = []
    let isLocal = step.ask.contains { if case .post(_, of: .unit) = $0 { false } else { true } }
    for unit in isLocal ? staffing.list.units(with: postsOfUnits) : [""] {
      let question = StaffQuestion(step, rule, in: unit, workflow, staffing.list)
      guard let question else { continue }
      if !question.canBeMet(without: []) {
        short.append(unit)
      } else if let away = question.smallestAbsence(upTo: staffing.absent) {
        fragile.append((unit, away))
      }
    }
    if !short.isEmpty {
      let place = short == [""] ? "" : short.brief
      report(
        .understaffed, at: places.step(index, of: state.name),
        "too few people can approve this step\(place.isEmpty ? "" : " in \(place)"): `need` and `never` ask for more",
        "\(place)能签该步骤的人不够：need 与 never 要求更多", severity: .error)
    }
    for (unit, away) in fragile.prefix(3) {
      report(
        .fragile, at: places.step(index, of: state.name),
        "without \(away.joined(separator: " and ")) nobody is left to approve this step"
          + (unit.isEmpty ? "" : " in \(unit)"),
        "\(away.joined(separator: "、"))缺席时\(unit)无人能签该步骤")
    }
  }
}

extension [String] {
  fileprivate var brief: String {
    count > 5 ? prefix(5).joined(separator: ", ") + " (+\(count - 5))" : joined(separator: ", ")
  }
}

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
        state.events.filter { $0.name == event }.flatMap { $0.who.isEmpty ? state.who : $0.who }
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
