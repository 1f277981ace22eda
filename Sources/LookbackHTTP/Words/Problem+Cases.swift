import LookbackCore
import LookbackTime

/// Problems with what a caller asks about a case.
extension Problem {
  static func untilIsPast(_ today: CivilDate) -> Problem {
    Problem(
      422, "until-is-past", ("a day that is past", "日期已过"),
      ("`until` is past: today is \(today)", "“until”已过：今日为 \(today)"))
  }

  static func cannotWaitUntil(_ error: any Error) -> Problem {
    Problem(
      422, "cannot-wait", ("it cannot be told so far ahead", "无法推算至该日"),
      ("`until`: \(error)", "“until”：\(error)"))
  }

  // MARK: - Clocks

  /// - Parameter started: the clocks that could be explained.
  static func clockNotStarted(_ name: String, _ started: [String]) -> Problem {
    let advice = advice(started)
    return Problem(
      409, "clock-not-started", ("not started", "尚未起算"),
      ("the clock `\(name)` has not been started; \(advice.0)", "期限“\(name)”尚未起算；\(advice.1)"))
  }

  /// - Parameter started: the clocks that could be explained.
  static func unknownClock(_ name: String, suggestion: String?, _ started: [String]) -> Problem {
    let (advice, hint) = (advice(started), hint(suggestion))
    return Problem(
      404, "unknown-clock", ("unknown clock", "没有此期限"),
      ("the case has no clock `\(name)`\(hint.0); \(advice.0)", "该件没有期限“\(name)”\(hint.1)；\(advice.1)"))
  }

  private static func advice(_ started: [String]) -> (String, String) {
    let names = Set(started).sorted()
    return ("clocks that were started: \(names.joined(separator: ", "))", "已起算的期限：\(names.joined(separator: "、"))")
  }

  // MARK: - Corrections

  static let noProposal = malformed("a proposal is named by the number of its event", "请用提出更正的记录号")

  static let severalActs = malformed(
    "one act at a time: `state` frees what is blocked, `retry` tries one event again, `drop` gives one up",
    "一次只办一项：`state` 转入状态（并解除受阻），`retry` 重试一个事项，`drop` 放弃一个事项")

  /// Returns the end of a sentence that suggests a name, in both languages; empty without a suggestion.
  static func hint(_ suggestion: String?) -> (String, String) {
    suggestion.map { (", did you mean `\($0)`?", "，是否为“\($0)”？") } ?? ("", "")
  }
}
