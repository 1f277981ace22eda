import LookbackCore
import LookbackJSON
import LookbackStore

/// Problems with units.
extension Problem {
  static func unknownUnit(_ code: String) -> Problem {
    Problem(
      404, "unknown-unit", ("unknown unit", "没有此单位"),
      ("there is no unit \(code): see `lookback unit list`", "没有单位 \(code)，请用 `lookback unit list` 查看"))
  }

  static func unitIsGone(_ code: String) -> Problem {
    Problem(
      409, "unit-is-gone", ("gone already", "已经撤销"), ("the unit \(code) does not exist any more", "单位 \(code) 已撤销"))
  }

  static let ownUnit = Problem(
    422, "own-unit", ("another unit", "须为另一单位"), ("no unit is merged into itself", "单位不能并入自身"))

  static func notClearedOfUnit(_ text: String) -> Problem {
    let known = UnitChange.Clearing.allCases.map(\.rawValue)
    return malformed(
      "`clear` names what is taken away: \(known.joined(separator: ", ")); not \(text)",
      "“clear”指明要清除的项目：\(known.joined(separator: "、"))；实为 \(text)")
  }

  static func unitsBelow(_ code: String, _ units: [String]) -> Problem {
    Problem(
      409, "units-below", ("units below", "尚有下级单位"),
      (
        "units stand below \(code): \(units.joined(separator: ", ")); move them first",
        "\(code) 尚有下级单位 \(units.joined(separator: "、"))，请先调整"
      ))
  }

  static func workWaitsForUnit(
    _ code: String, _ cases: [RetirementOutcome.WaitingCase], count: Int
  ) -> Problem {
    let named = cases.prefix(5).map { $0.title.isEmpty ? $0.id.description : $0.title }
    let more = count > named.count ? ("; in all \(count)", "等，共 \(count) 件") : ("", "")
    return Problem(
      409, "work-waits", ("work waits", "尚有事项待办"),
      (
        "posts of \(code) have a part in open cases, so merge it into another unit: \(named.joined(separator: ", "))"
          + more.0,
        "有在办案件由 \(code) 的岗位办理，请并入其他单位：\(named.joined(separator: "、"))" + more.1
      ),
      more: [
        .texts("cases", cases.map(\.id.description)), JSON.Member(name: "count", value: .int(Int64(count))),
      ])
  }
}
