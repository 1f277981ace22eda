import LookbackDefinition

/// What a proof found, with the facts that its sentence tells. The sentences stand in `Words`.
protocol CheckFinding {
  var code: CheckCode { get }
  var severity: Diagnostic.Severity { get }
  var english: String { get }
  var chinese: String { get }
}

extension CheckFinding {
  var severity: Diagnostic.Severity { code.severity }
}
