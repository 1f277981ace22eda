import LookbackCEL
import LookbackCore
import LookbackDefinition

extension Machine {
  /// Whether fewer persons can be named than must agree. It is false if a post is asked, because any number of persons
  /// can hold it.
  func mayBeShort(_ step: ApprovalRule.Step, _ configuration: Configuration) -> Bool {
    guard case .count(let needed) = step.need else { return false }
    var least = 0
    for role in step.ask {
      guard case .person(let path) = role else { return false }
      least += leastNamed(in: path, role, configuration)
    }
    return least < needed
  }

  private func leastNamed(in path: ValuePath, _ role: Role, _ configuration: Configuration) -> Int {
    if let field = field(at: path), case .list? = workflow.field(path.field)?.type {
      return domains[field].finest(configuration.cells[fieldCell(field)]).map { $0.length?.least ?? 0 }.min() ?? 0
    }
    if case .somebody = meaning(of: role, configuration) { return 1 }
    return 0
  }
}

// MARK: - Decisions

extension Machine {
  /// The configurations in which an approval can open if its step conditions have these outcomes.
  func opened(_ rule: ApprovalRule, _ outcomes: [Outcomes], _ configuration: Configuration) -> [Configuration] {
    guard let course = approvalCourses[state(configuration).name] else {
      var next = configuration
      next.approval = .open
      return [next]
    }
    var choices: [[Int]] = [[]]
    for (index, outcome) in outcomes.enumerated() where outcome.mayHold {
      choices = choices.flatMap { outcome.mustHold ? [$0 + [index]] : [$0, $0 + [index]] }
    }
    return choices.filter { !$0.isEmpty }.map { at(course.first($0), course, configuration) }
  }

  /// The configurations to which one more agreement can lead.
  func agreed(_ configuration: Configuration) -> [Configuration] {
    var counted = configuration
    count(AvailableAction.approve, &counted)
    if let (course, place) = place(configuration) {
      return course.agreed(at: place).map { at($0, course, counted) }
    }
    var complete = counted
    complete.approval = .complete
    return tellsDecisions ? [counted, complete] : [complete]
  }

  /// What a refusal can do now.
  func refusals(of rule: ApprovalRule, _ configuration: Configuration) -> [ApprovalRule.Refusal] {
    if let (course, place) = place(configuration) { return [course.refusal(at: place)] }
    return rule.refusals
  }

  /// The configuration after a refusal, with the decisions from a step on asked for again.
  func returned(to step: Int, _ configuration: Configuration) -> Configuration {
    guard let (course, place) = place(configuration) else {
      var next = configuration
      next.approval = .open
      return next
    }
    return at(course.returned(to: step, from: place), course, configuration)
  }

  private func place(_ configuration: Configuration) -> (ApprovalCourse, ApprovalCourse.Place)? {
    guard let index = configuration.approvalPlace, let course = approvalCourses[state(configuration).name] else {
      return nil
    }
    return (course, course.places[index])
  }

  private func at(
    _ place: ApprovalCourse.Place, _ course: ApprovalCourse, _ configuration: Configuration
  ) -> Configuration {
    var next = configuration
    next.setApproval(place: course.places.firstIndex(of: place) ?? 0, isComplete: course.isComplete(place))
    return next
  }
}
