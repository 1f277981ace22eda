import LookbackCEL
import LookbackCore
import LookbackDefinition

extension WorkflowProof {
  /// Reports timed and automatic events that would be blocked if a field is missing.
  mutating func checkMissing(_ table: [String: Workflow]) {
    let sure = SureFields(workflow, among: table)
    for (state, event) in workflow.placedEvents where !event.isAsked {
      let states = state.map { [$0] } ?? workflow.states.map(\.name)
      for (index, candidate) in event.candidates.enumerated() {
        let fields = states.compactMap { sure.before(event, candidate, in: $0) }
        guard let first = fields.first else { continue }
        let common = fields.dropFirst().reduce(first) { $0.intersection($1) }
        check(event, index, candidate, in: state, sure, common)
      }
    }
  }

  private mutating func check(
    _ event: EventDefinition, _ index: Int, _ candidate: Candidate, in state: String?, _ sure: SureFields,
    _ fields: Set<String>
  ) {
    var fields = fields
    for (rule, one) in candidate.guards.enumerated() {
      if let field = sure.missing(in: one.condition, fields) {
        return tell(field, one.condition, event, at: places.rule(rule, of: index, event.name, in: state))
      }
      fields = sure.given([one], fields)
    }
    for assignment in candidate.assignments {
      guard let field = sure.missing(in: assignment.value, fields) else { continue }
      return tell(
        field, assignment.value, event, at: places.assignment(assignment.path, of: index, event.name, in: state))
    }
  }

  private mutating func tell(
    _ field: String, _ expression: Guard, _ event: EventDefinition, at place: SourceLocation
  ) {
    report(
      GuardFinding.mayBeMissing(field: field, expression: expression.source, event: event.name), at: place)
  }
}

extension EventDefinition {
  /// Whether a person or another case asks for the event and gets the refusal.
  fileprivate var isAsked: Bool {
    switch self.trigger {
    case .person, .signal: true
    case .when, .after, .approval: false
    }
  }
}
