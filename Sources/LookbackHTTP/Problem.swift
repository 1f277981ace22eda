import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackTime

/// Why a request was not done, as RFC 9457 puts it.
struct Problem: Error, Sendable {
  var status: Int
  /// The stable code, the last part of `type`.
  var code: String
  var title: String
  var detail: String
  /// Title and detail for readers of Chinese, where the problem is one that the command line's users meet.
  var chinese: (title: String, detail: String)?
  var more: [JSON.Member] = []

  init(_ status: Int, _ code: String, _ title: String, _ detail: String, more: [JSON.Member] = []) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.more = more
  }

  /// Title and detail as pairs, English first.
  init(_ status: Int, _ code: String, _ title: (String, String), _ detail: (String, String)) {
    self.init(status, code, title.0, detail.0)
    chinese = (title.1, detail.1)
  }

  func said(in language: Language) -> Problem {
    guard language == .chinese, let chinese else { return self }
    var said = self
    (said.title, said.detail) = chinese
    return said
  }

  var json: JSON {
    .object(
      [
        JSON.Member(name: "type", value: .string("urn:lookback:\(code)")),
        JSON.Member(name: "title", value: .string(title)), JSON.Member(name: "status", value: .int(Int64(status))),
        JSON.Member(name: "detail", value: .string(detail)), JSON.Member(name: "code", value: .string(code)),
      ] + more)
  }

  static func malformed(_ english: String, _ chinese: String) -> Problem {
    Problem(400, "malformed", ("malformed request", "请求有误"), (english, chinese))
  }

  static func noCaseNumber(_ name: String) -> Problem {
    malformed("`\(name)` is the number of a case", "“\(name)”应为件的编号")
  }

  static func noField(_ name: String) -> Problem {
    malformed(
      "`\(name)` is a text, number, true, false, null or a list of these", "“\(name)”应为文本、数字、true、false、null 或其列表")
  }

  static let nulInAddress = malformed("an address cannot contain NUL", "地址不能含 NUL")

  /// `after` names no place in the list that is asked for.
  static func noPlace(_ text: String) -> Problem {
    Problem(
      400, "malformed", ("malformed request", "请求有误"),
      (
        "`after` is no place in this list: \(text); give what the page before named as `next`, with the same filters",
        "`after` 不是此列表中的位置：\(text)；请填前一页 `next` 所示，筛选条件不变"
      ))
  }

  static func unavailable(_ detail: String) -> Problem {
    Problem(
      503, "unavailable", ("not available now", "暂时不可用"),
      (detail + ": nothing was changed, try again", "\(detail)。未作任何更改，请重试"))
  }

  static let unknownOutcome = Problem(
    503, "unknown-outcome", ("outcome not known", "结果未知"),
    (
      "the database did not say whether the command was recorded: repeat it with the same Idempotency-Key, "
        + "it is never done twice", "数据库未答复是否已记录。请用同一 Idempotency-Key 重发，不会重复办理"
    ))
}

extension JSON.Member {
  static func texts(_ name: String, _ texts: [String]) -> JSON.Member {
    JSON.Member(name: name, value: .texts(texts))
  }

  static func text(_ name: String, _ text: String) -> JSON.Member { JSON.Member(name: name, value: .string(text)) }
}
