import LookbackDefinition

/// What was found where a case waits for its tracks.
enum JoinFinding: CheckFinding {
  /// The event waits for the end of these groups, and then cannot happen any more.
  case tooLate(event: String, groups: [String])
  case neverHolds(event: String, state: String)
  case mayHang(event: String, state: String)
  case firesTwice(event: String)
  case tracksLeft(group: String, state: String)

  var code: CheckCode {
    switch self {
    case .tooLate, .neverHolds: .joinNeverCompletes
    case .mayHang: .joinMayHang
    case .firesTwice: .joinTwice
    case .tracksLeft: .tracksLeft
    }
  }

  var severity: Diagnostic.Severity {
    if case .tooLate = self { .warning } else { code.severity }
  }
}
