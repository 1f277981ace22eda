extension ReportWords {
  var upToDate: String { pick("the tables are up to date", "各表已是最新") }

  func applied(_ migration: String) -> String { pick("applied \(migration)", "已执行 \(migration)") }

  /// - Parameter statements: the statements that this role may not run.
  func leftToAdministrator(_ statements: [String]) -> String {
    let lines = statements.map { "  \($0);" }.joined(separator: "\n")
    return pick(
      "lookbackd: this role may not do the rest; an administrator must run\n\(lines)\nand `lookbackd migrate` again",
      "lookbackd：本角色无权完成其余各步；请由管理员执行\n\(lines)\n之后再次运行 `lookbackd migrate`")
  }
}
