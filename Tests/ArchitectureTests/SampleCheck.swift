/// The sample year against the published figures of 2015.
enum SampleCheck {
  static let topics = ["交通基建": 93, "财政经济": 73, "科教文卫": 107, "民族宗教": 3, "社会管理": 78, "农牧环保": 78, "其他": 8]
  static let branches = ["government": 431, "court": 2, "other": 17]
  static let units = 55

  static func violations(organisation: SourceFile, recommendations: SourceFile) -> [Violation] {
    let branchOf = Dictionary(rows(of: organisation).map { ($0[0], $0[3]) }) { first, _ in first }
    let rows = rows(of: recommendations)
    let handedOut = rows.flatMap { $0.suffix(2) }.filter { !$0.isEmpty }
    let byTopic = counts(rows.map { $0[2] })
    let byBranch = counts(handedOut.map { branchOf[$0] ?? "unknown unit \($0)" })
    var found: [Violation] = []
    if byTopic != topics { found.append(recommendations.violation("by topic \(byTopic), expected \(topics)")) }
    if byBranch != branches { found.append(recommendations.violation("by branch \(byBranch), expected \(branches)")) }
    if Set(handedOut).count != units || branchOf.count != units {
      found.append(recommendations.violation("\(Set(handedOut).count) of \(branchOf.count) units, expected \(units)"))
    }
    return found
  }

  /// Cut at every comma. Lists are quoted and hold commas, but stand between the columns that are read here:
  /// the first three and the last two.
  private static func rows(of file: SourceFile) -> [[String]] {
    file.lines.dropFirst().filter { !$0.isEmpty }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func counts(_ values: [String]) -> [String: Int] {
    values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
