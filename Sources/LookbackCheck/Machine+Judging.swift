import LookbackCEL
import LookbackCore
import LookbackDefinition

/// The outcomes of a guard in a view, and the refinement that is needed before they are certain.
struct Verdict {
  let outcomes: Outcomes
  let refinement: RefinementNeeded?
}

extension Machine {
  /// Evaluates a guard. Fields are refined only as far as this guard needs.
  func judged(_ condition: Guard, _ view: MachineView) -> Verdict {
    let first = answer(condition, view)
    guard first.outcomes.mayHold, first.outcomes.mayRefuse else {
      return Verdict(outcomes: first.outcomes, refinement: nil)
    }
    var whole: RefinementNeeded?
    for path in first.asked {
      guard let field = ownField(path).flatMap({ index(ofField: $0) }) else { continue }
      let cell = fieldCell(field)
      let singles = domains[field].singles(of: view.configuration.cells[cell])
      guard singles.count > 1 else { continue }
      let groups = grouped(singles, cell, condition, view)
      guard groups.count == 1 else {
        return Verdict(outcomes: first.outcomes, refinement: RefinementNeeded(cell: cell, parts: groups.map(\.part)))
      }
      if !groups[0].outcomes.mayHold || !groups[0].outcomes.mayRefuse {
        return Verdict(outcomes: groups[0].outcomes, refinement: nil)
      }
      whole = whole ?? distinguished(singles, field, condition)
    }
    return Verdict(outcomes: first.outcomes, refinement: whole)
  }

  private func grouped(
    _ singles: [UInt64], _ cell: Int, _ condition: Guard, _ view: MachineView
  ) -> [(part: UInt64, outcomes: Outcomes)] {
    var groups: [(part: UInt64, outcomes: Outcomes)] = []
    var closer = view
    for one in singles {
      closer.configuration.cells[cell] = one
      let outcomes = answer(condition, closer).outcomes
      let place = groups.firstIndex {
        $0.outcomes.mayHold == outcomes.mayHold && $0.outcomes.mayRefuse == outcomes.mayRefuse
      }
      if let place {
        groups[place] = (groups[place].part | one, groups[place].outcomes.union(outcomes))
      } else {
        groups.append((one, outcomes))
      }
    }
    return groups
  }

  /// The kinds of values that the guard can distinguish at all, if no single kind decides the outcome.
  private func distinguished(_ singles: [UInt64], _ field: Int, _ condition: Guard) -> RefinementNeeded? {
    if domains[field].isRelation { return RefinementNeeded(cell: fieldCell(field), parts: singles) }
    let subject = ConeOfInfluence.subject(domains[field].name, isRoot)
    guard let parts = guards[condition.source]?.parts(about: subject) else { return nil }
    var known: [GuardParts.Answer: UInt64] = [:]
    for one in singles { known[parts.answer(domains[field].known(one)), default: 0] |= one }
    return known.count > 1 ? RefinementNeeded(cell: fieldCell(field), parts: known.values.sorted()) : nil
  }

  /// Whether all rules hold for some of the values that the fields can have.
  func mayAllHold(_ rules: [GuardRule], _ view: MachineView) -> Bool {
    var asked: [[String]] = []
    for rule in rules {
      let answer = answer(rule.condition, view)
      guard answer.outcomes.mayHold else { return false }
      if answer.outcomes.mayRefuse { asked += answer.asked }
    }
    if rules.allSatisfy({ answer($0.condition, view).outcomes.mustHold }) { return true }
    for path in asked {
      guard let field = ownField(path).flatMap({ index(ofField: $0) }) else { continue }
      let cell = fieldCell(field)
      let singles = domains[field].singles(of: view.configuration.cells[cell])
      guard singles.count > 1 else { continue }
      var closer = view
      return singles.contains { one in
        closer.configuration.cells[cell] = one
        return mayAllHold(rules, closer)
      }
    }
    return false
  }
}
