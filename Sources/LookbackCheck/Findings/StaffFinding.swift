import LookbackDefinition

/// What was found about the persons of whom a definition asks something.
enum StaffFinding: CheckFinding {
  /// The field that names who fires the event is never set by then.
  case nobodyFires(event: String)
  case nobodyAsked(state: String)
  /// The fields of a step may name fewer persons than must agree.
  case mayAskTooFew(needed: Int)
  /// The fields of a step can never name as many persons as must agree.
  case asksTooFew(needed: Int, most: Int)
  /// `never` bars the only person whom the step asks.
  case onlyPersonBarred
  /// Nobody holds the post in these units; the list is empty if no unit has the post.
  case vacantRole(String, post: String, units: [String])
  /// The step cannot be completed in these units; the list is empty if the step asks nobody by a unit of the case.
  case tooFew(units: [String], Shortfall)
  /// Each unit can complete the step, and these together cannot.
  case tooFewTogether(units: [String], Shortfall)
  /// The unit is empty if the step asks nobody by a unit of the case.
  case tooFewWithout(persons: [String], unit: String)

  var code: CheckCode {
    switch self {
    case .nobodyFires: .nobody
    case .nobodyAsked: .emptyApproval
    case .mayAskTooFew, .asksTooFew, .onlyPersonBarred: .unsatisfiable
    case .vacantRole, .tooFew, .tooFewTogether: .understaffed
    case .tooFewWithout: .fragile
    }
  }

  var severity: Diagnostic.Severity {
    switch self {
    case .mayAskTooFew: .warning
    case .tooFew, .tooFewTogether: .error
    case .nobodyFires, .nobodyAsked, .asksTooFew, .onlyPersonBarred, .vacantRole, .tooFewWithout: code.severity
    }
  }
}
