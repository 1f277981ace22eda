import LookbackCore
import LookbackTime

extension EntryProblem {
  package var words: (english: String, chinese: String) {
    switch reason {
    case .codeIllFormed(let code):
      (
        "a code has 1 to 128 characters without blanks, commas and @, and `engine` is nobody's; found `\(code)`",
        "代码须为 1 至 128 个字符，不含空格、逗号和 @，且不得为 engine；实为“\(code)”"
      )
    case .userReserved(let user):
      (
        "\(user) is no user of a person: 65534 stands for users who are not mapped, and the largest is 4294967294",
        "\(user) 不能作为人员的用户：65534 代表未映射的用户，最大为 4294967294"
      )
    case .userTaken(let user, let person):
      (
        "another person already logs in as this user: \(person) as \(user)", "已有他人以此用户登录：\(person)（\(user)）"
      )
    case .mailIllFormed(let mail): ("`\(mail)` is no address for mail", "“\(mail)”不是邮件地址")
    case .daysReversed(let first, let last):
      ("the last day is not before the first: \(first) until \(last)", "末日不得早于首日：\(first) 至 \(last)")
    case .unknownPerson(let code):
      ("there is no such person: add the person first (\(code))", "没有此人员：请先添加（\(code)）")
    case .unknownUnit(let code): ("there is no such unit: add the unit first (\(code))", "没有此单位：请先添加（\(code)）")
    case .goneUnit(let code): ("the unit \(code) does not exist any more", "单位 \(code) 已撤销")
    case .unitLoop(let code, let parent):
      ("\(code) would stand below itself: \(parent) is below it", "\(code) 不能置于 \(parent) 之下：后者在其下级")
    case .substitutionTooLong(let days, let most):
      (
        "a substitution lasts at most \(most) days, not \(days): see `lookback setting list`",
        "代理至多 \(most) 天，实为 \(days) 天：请用 `lookback setting list` 查看"
      )
    case .substitutionTooOld(let first, let earliest):
      (
        "a substitution begins on \(earliest) at the earliest, not on \(first): nobody acted before it was named",
        "代理最早自 \(earliest) 起，实为 \(first)：指定之前无人代理"
      )
    case .notSubstituted(let post, let allowed):
      (
        "nobody is substituted for as \(post?.description ?? "all that a person is"): only as "
          + allowed.joined(separator: ", ") + ", each named with its unit",
        "\(post?.description ?? "全部岗位") 不得代理：仅限 \(allowed.joined(separator: "、"))，并须指明单位"
      )
    case .retired(let code): ("\(code) is not active any more", "\(code) 已停用")
    }
  }
}
