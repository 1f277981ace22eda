package import LookbackTime

extension TermLength {
  /// Returns the length in words, its units from the longest to the shortest.
  package func text(in language: Language) -> String {
    let parts = [
      (months / 12, "year", "年"), (months % 12, "month", "个月"), (days, "day", "日"),
      (workingDays, "working day", "个工作日"), (workingHours, "working hour", "个工作小时"), (minutes / 60, "hour", "小时"),
      (minutes % 60, "minute", "分钟"),
    ].filter { $0.0 > 0 }
    if language == .chinese { return parts.isEmpty ? "0日" : parts.map { "\($0.0)\($0.2)" }.joined(separator: "又") }
    return parts.isEmpty ? "no time" : parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}
