import LookbackCore
import LookbackDefinition

/// Checks whether there are people for what a definition asks of them.
extension WorkflowProof {
  /// Reports what `never` and `need` make impossible together, for any people.
  mutating func checkNever() {
    for state in workflow.states {
      guard let rule = state.approval else { continue }
      let barred = Set(rule.neverActorOf.compactMap { soleActor(of: $0) })
      for (index, step) in rule.steps.enumerated() {
        checkNeed(of: step, index, state)
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

  /// Reports a number of persons that the fields of the step can never name.
  private mutating func checkNeed(of step: ApprovalRule.Step, _ index: Int, _ state: StateDefinition) {
    guard case .count(let needed) = step.need, let most = mostAsked(by: step), most < needed else { return }
    report(
      .unsatisfiable, at: places.step(index, of: state.name),
      "\(needed) of \(most) cannot agree: ask more or need fewer", "所问仅\(most)人，不可能有\(needed)人同意：请增加所问的人或减少所需人数")
  }

  /// The largest number of persons whom the step can ask; nil if it is not known, because several persons can hold a
  /// post and a list has any length.
  func mostAsked(by step: ApprovalRule.Step) -> Int? {
    var fields: Set<String> = []
    for role in step.ask {
      guard case .person(let path) = role, path.scope == .data, workflow.field(path.field)?.type == .person else {
        return nil
      }
      fields.insert(path.field)
    }
    return fields.isEmpty ? nil : fields.count
  }

  /// The role of the one person who alone can fire an event; nil if there is none.
  private func soleActor(of event: String) -> Role? {
    var roles: Set<String> = []
    for state in workflow.states {
      for one in state.events where one.name == event {
        roles.formUnion(state.roles(of: one))
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

  /// Reports roles that nobody holds.
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

  /// The posts that are asked for in the unit of a track or of a field.
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
    var short: [(unit: String, words: (english: String, chinese: String))] = []
    var fragile: [(unit: String, away: [String])] = []
    let isLocal = step.ask.contains { if case .post(_, of: .unit) = $0 { false } else { true } }
    let units = isLocal ? staffing.list.units(with: postsOfUnits) : [""]
    for unit in units {
      // A case decides how many units its list names. For a number in `need` it is enough if all units together have
      // enough people.
      let listed = step.need == .all ? [unit] : units
      let question = StaffQuestion(step, rule, in: unit, listed: listed, workflow, staffing.list)
      guard let question else { continue }
      if !question.canBeMet(without: []) {
        short.append((unit, question.shortfall(rule.neverActorOf)))
      } else if let away = question.smallestAbsence(upTo: staffing.absent) {
        fragile.append((unit, away))
      }
    }
    if let first = short.first {
      let place = short.map(\.unit).filter { !$0.isEmpty }.brief
      report(
        .understaffed, at: places.step(index, of: state.name),
        "too few people can approve this step\(place.isEmpty ? "" : " in \(place)"): \(first.words.english)",
        "\(place)能签该步骤的人不够：\(first.words.chinese)", severity: .error)
    }
    checkTogether(step, index, rule, state, units.filter { unit in !short.contains { $0.unit == unit } }, staffing.list)
    for (unit, away) in fragile.prefix(3) {
      report(
        .fragile, at: places.step(index, of: state.name),
        "without \(away.joined(separator: " and ")) too few are left to approve this step"
          + (unit.isEmpty ? "" : " in \(unit)"),
        "\(away.joined(separator: "、"))缺席时\(unit)能签该步骤的人不够")
    }
  }
}

extension WorkflowProof {
  /// Reports steps that each unit can complete and several units together cannot, because one person heads several
  /// units.
  private mutating func checkTogether(
    _ step: ApprovalRule.Step, _ index: Int, _ rule: ApprovalRule, _ state: StateDefinition, _ units: [String],
    _ list: StaffList
  ) {
    guard step.need == .all, StaffQuestion.asksList(step, workflow) else { return }
    func question(_ named: [String]) -> StaffQuestion? {
      StaffQuestion(step, rule, in: named.first ?? "", listed: named, workflow, list)
    }
    func isShort(_ named: [String]) -> Bool { question(named).map { !$0.canBeMetByAll } ?? false }
    guard isShort(units) else { return }
    // None of the remaining units can be left out.
    let named = units.reduce(units) { left, unit in
      let rest = left.filter { $0 != unit }
      return isShort(rest) ? rest : left
    }
    guard let words = question(named)?.shortfall([]) else { return }
    report(
      .understaffed, at: places.step(index, of: state.name),
      "too few people can approve this step where a case names \(named.brief): \(words.english)",
      "案件同时列出\(named.brief)时能签该步骤的人不够：\(words.chinese)", severity: .error)
  }
}

extension [String] {
  fileprivate var brief: String {
    count > 5 ? prefix(5).joined(separator: ", ") + " (+\(count - 5))" : joined(separator: ", ")
  }
}
