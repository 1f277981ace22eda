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
        report(StaffFinding.onlyPersonBarred, at: places.step(index, of: state.name))
      }
    }
  }

  /// Reports a number of persons that the fields of the step can never name.
  private mutating func checkNeed(of step: ApprovalRule.Step, _ index: Int, _ state: StateDefinition) {
    guard case .count(let needed) = step.need, let most = mostAsked(by: step), most < needed else { return }
    report(StaffFinding.asksTooFew(needed: needed, most: most), at: places.step(index, of: state.name))
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
      report(StaffFinding.vacantRole(name, post: post, units: empty), at: places.role(name))
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
    var short: [(unit: String, shortfall: Shortfall)] = []
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
      report(
        StaffFinding.tooFew(units: short.map(\.unit).filter { !$0.isEmpty }, first.shortfall),
        at: places.step(index, of: state.name))
    }
    checkTogether(step, index, rule, state, units.filter { unit in !short.contains { $0.unit == unit } }, staffing.list)
    for (unit, away) in fragile.prefix(3) {
      report(StaffFinding.tooFewWithout(persons: away, unit: unit), at: places.step(index, of: state.name))
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
    guard let shortfall = question(named)?.shortfall([]) else { return }
    report(StaffFinding.tooFewTogether(units: named, shortfall), at: places.step(index, of: state.name))
  }
}
