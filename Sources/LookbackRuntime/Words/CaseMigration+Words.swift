import LookbackCore

extension CaseMigration {
  /// Why a case stays with the version that it runs.
  static func reason(_ versions: [Int], _ version: WorkflowReference) -> Label {
    guard versions.contains(where: { $0 != version.version }) else {
      return Label(english: "it runs version \(version.version) already", chinese: "已是版本 \(version.version)")
    }
    let found = Set(versions).sorted().map(String.init)
    return Label(
      english: "it runs version \(found.joined(separator: ", ")), from which nothing moves to \(version.version)",
      chinese: "现为版本 \(found.joined(separator: "、"))，版本 \(version.version) 未规定由其转入")
  }
}
