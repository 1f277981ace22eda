import LookbackCore
package import LookbackTime

extension CourseLength {
  /// Returns the time in a sentence with the name of the workflow.
  package func text(in language: Language) -> String {
    switch language {
    case .english: "\(workflow.name) can take \(time(in: language))"
    case .chinese: "\(title.text(in: language, fallback: workflow.name))：\(time(in: language))"
    }
  }

  private func time(in language: Language) -> String {
    let measured = TimedWalk.Limit.atMost(longest).text(in: language)
    guard let first = obstacles.first else { return measured }
    guard first != .notDecided else { return first.text(in: language) }
    let reasons = obstacles.map { $0.reason(in: language) }
    let isMeasured = longest.weight(.likely) > 0
    return switch language {
    case .english:
      "any time: \(reasons.joined(separator: "; "))\(isMeasured ? "; once and without that, \(measured)" : "")"
    case .chinese: "没有上限：\(reasons.joined(separator: "；"))\(isMeasured ? "；不重复、不计此等待时\(measured)" : "")"
    }
  }
}
