import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime

/// Problems with persons and their posts.
extension Problem {
  static func unknownLanguage(_ text: String) -> Problem {
    malformed("`language` is en or zh, not \(text)", "“language”应为 en 或 zh，实为 \(text)")
  }

  static func notCleared(_ text: String) -> Problem {
    let known = PersonChange.Clearing.allCases.map(\.rawValue)
    return malformed(
      "`clear` names what is taken away: \(known.joined(separator: ", ")); not \(text)",
      "“clear”指明要清除的项目：\(known.joined(separator: "、"))；实为 \(text)")
  }

  static func alreadyRetired(_ code: String, _ last: CivilDate) -> Problem {
    Problem(
      409, "already-retired", ("retired already", "已经停用"),
      ("\(code) was active until \(last)", "\(code) 的任用已于 \(last) 终止"))
  }

  static func retiresInThePast(_ day: CivilDate, _ today: CivilDate) -> Problem {
    Problem(
      422, "in-the-past", ("in the past", "日期已过"),
      (
        "nobody retires on \(day): today is \(today), and what was done since stands",
        "不能于 \(day) 停用：今日为 \(today)，其间所办事项仍然有效"
      ))
  }

  static func postTakenInThePast(_ day: CivilDate, _ today: CivilDate) -> Problem {
    Problem(
      422, "in-the-past", ("in the past", "日期已过"),
      (
        "no post is taken away from \(day) on: today is \(today), and what was done since stands",
        "不能自 \(day) 起免职：今日为 \(today)，其间所办事项仍然有效"
      ))
  }

  static func waitsForNothing(_ number: Int64) -> Problem {
    Problem(
      409, "waits-for-nothing", ("waits for nothing", "无须同意"),
      ("substitution \(number) waits for nothing", "第 \(number) 号代理无须同意"))
  }

  static func forSubstitute(_ code: String) -> Problem {
    Problem(
      403, "not-the-substitute", ("not yours to agree to", "非本人不得同意"),
      ("only \(code), who is to act, consents to it", "须由代理人 \(code) 本人同意"))
  }

  static let ownSubstitution = Problem(
    403, "own-substitution", ("somebody else confirms", "须由他人确认"),
    ("nobody confirms a substitution of or by themselves", "本人的代理须由他人确认"))

  static func unknownSetting(_ text: String) -> Problem {
    let known = OfficeSettings.Name.allCases.map(\.rawValue)
    return Problem(
      404, "unknown-setting", ("unknown setting", "没有此设置"),
      (
        "there is no setting \(text): there are \(known.joined(separator: ", "))",
        "没有设置 \(text)：现有 \(known.joined(separator: "、"))"
      ))
  }

  static func unfitSetting(_ name: OfficeSettings.Name, _ value: String) -> Problem {
    let expected =
      switch name {
      case .substituteDays: ("a number of days from 1 to 3660", "1 至 3660 的天数")
      case .substitutePosts: ("`all`, or names of posts with commas between", "all 或以逗号分隔的岗位名称")
      case .substituteNeeds: ("nothing, consent or confirmation", "nothing、consent 或 confirmation")
      }
    return Problem(
      422, "unfit-setting", ("not valid", "不合要求"),
      ("`\(name.rawValue)` is \(expected.0), not \(value)", "“\(name.rawValue)”应为\(expected.1)，实为 \(value)"))
  }

  static let ownSuccessor = Problem(
    422, "own-successor", ("another successor", "须由他人接办"), ("nobody succeeds to themselves", "本人不能接办本人的事项"))

  static func inactiveSuccessor(_ code: String, _ day: CivilDate) -> Problem {
    Problem(
      422, "inactive-successor", ("another successor", "须另择接办人"),
      ("\(code) is not active without an end from \(day) on", "\(code) 自 \(day) 起并非长期在任"))
  }

  static func workWaits(
    for code: String, _ cases: [RetirementOutcome.WaitingCase], count: Int
  ) -> Problem {
    let named = cases.prefix(5).map { $0.title.isEmpty ? $0.id.description : $0.title }
    let more = count > named.count ? ("; in all \(count)", "等，共 \(count) 件") : ("", "")
    return Problem(
      409, "work-waits", ("work waits", "尚有事项待办"),
      (
        "\(code) has a part by name in open cases, so name a successor: \(named.joined(separator: ", "))" + more.0,
        "有在办案件指名 \(code)，请指定接办人：\(named.joined(separator: "、"))" + more.1
      ),
      more: [
        .texts("cases", cases.map(\.id.description)), JSON.Member(name: "count", value: .int(Int64(count))),
      ])
  }
}

extension Problem {
  /// So many wrong entries are told at most.
  static let mostEntries = 1_000

  /// What is wrong with the entries of a list, each with its place.
  init(_ problems: [EntryProblem]) {
    let first = problems.first?.words ?? ("", "")
    self.init(422, "invalid", ("not valid", "不合要求"), first)
    errors = problems.prefix(Self.mostEntries).map { problem in
      ProblemPlace("/\(problem.index)", code: "invalid", problem.words)
    }
  }
}
