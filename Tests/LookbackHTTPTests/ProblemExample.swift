import HTTPTypes
import LookbackJSON
import Testing

/// A request that is refused, and what it is told.
struct ProblemExample: Sendable, CustomTestStringConvertible {
  let code: String
  let status: Int
  let method: HTTPRequest.Method
  /// From `/v1/` on; `{case}` is an open case called P-1.
  let address: String
  let sender: RoutedOffice.Sender
  let body: String
  /// Words of the detail.
  let english: String
  let chinese: String

  var testDescription: String { "\(code), \(method) \(address)" }

  private static func get(
    _ code: String, _ status: Int, _ address: String, as sender: RoutedOffice.Sender = .ann, _ english: String,
    _ chinese: String
  ) -> ProblemExample {
    ProblemExample(
      code: code, status: status, method: .get, address: address, sender: sender, body: "", english: english,
      chinese: chinese)
  }

  private static func post(
    _ code: String, _ status: Int, _ address: String, as sender: RoutedOffice.Sender = .ann, _ body: String,
    _ english: String, _ chinese: String
  ) -> ProblemExample {
    ProblemExample(
      code: code, status: status, method: .post, address: address, sender: sender, body: body, english: english,
      chinese: chinese)
  }

  private static func delete(
    _ code: String, _ status: Int, _ address: String, _ body: String, _ english: String, _ chinese: String
  ) -> ProblemExample {
    ProblemExample(
      code: code, status: status, method: .delete, address: address, sender: .administrator, body: body,
      english: english, chinese: chinese)
  }
}

extension ProblemExample {
  static let all: [ProblemExample] = [byRules, byNames, byAddresses, byAdministration].flatMap(\.self)

  private static let events = "cases/{case}/events"

  /// What a rule of the definition says no to.
  private static let byRules: [ProblemExample] = [
    post("unknown-workflow", 404, "cases", #"{"workflow":"permitt"}"#, "there are: permit", "现有：permit"),
    get("unknown-case", 404, "cases/P-9", "there is no such case", "没有此件"),
    post("unknown-event", 404, events, #"{"event":"not"}"#, "did you mean `note`?", "是否为“note”"),
    post(
      "not-allowed", 403, events, as: .administrator(as: "chief"), #"{"event":"grant"}"#, "clerk@desk", "应由"),
    post("missing", 422, events, #"{"event":"note"}"#, "give fee", "请填写：费用（fee）"),
    post(
      "unknown-field", 422, events, #"{"event":"note","data":{"fee":1,"fe":2}}"#, "did you mean `fee`?",
      "此处不接受“fe”"),
    post("ill-typed", 422, events, #"{"event":"note","data":{"fee":"x"}}"#, "`fee` is", "应为"),
    post("guard-failed", 409, events, #"{"event":"grant"}"#, "the fee is not paid", "尚未缴费"),
    post(
      "stale", 412, events, #"{"event":"note","data":{"fee":1},"expected":9}"#, "look at it again", "请重新查看"),
    post(
      "in-the-future", 422, events, #"{"event":"note","data":{"fee":1},"on":"2025-03-04"}"#, "after today",
      "晚于今日"),
    post("date", 422, events, #"{"event":"note","on":"2025-02-29"}"#, "does not exist", "没有 2025 年 2 月 29 日"),
    post("date", 422, events, #"{"event":"note","on":"monday"}"#, "write YYYY-MM-DD", "请写作 YYYY-MM-DD"),
    post(
      "not-unique", 409, "cases", #"{"workflow":"permit","data":{"number":"P-1"}}"#, "P-1", "P-1"),
    post("unknown-track", 404, events, #"{"event":"note","track":7}"#, "no track 7", "没有分支 7"),
    post(
      "unknown-track", 404, events, #"{"event":"note","track":"yard"}"#, "no track for yard", "没有 yard 的分支"),
  ]

  /// Names that mean nothing.
  private static let byNames: [ProblemExample] = [
    get("unknown-clock", 404, "cases/{case}/deadlines/replay", "did you mean `reply`?", "是否为“reply”"),
    get("unknown-track", 404, "cases/{case}/deadlines/reply?track=9", "no track 9", "没有分支 9"),
    get("unknown-workflow", 404, "cases?workflow=none", "there are: permit", "现有：permit"),
    get("unknown-workflow", 404, "workflows/none", "there are: permit", "现有：permit"),
    get("unknown-state", 404, "cases?workflow=permit&state=opn", "did you mean `open`?", "流程 permit 没有状态“opn”"),
    get("unknown-state", 404, "cases?state=opn", "no workflow has a state `opn`", "没有任何流程有状态“opn”"),
    post("condition", 422, "sweeps", #"{"event":"note","where":"data.fee =="}"#, "cannot be read", "条件无法解析"),
    post(
      "condition", 422, "sweeps", #"{"event":"note","where":"data.fe == 1","filter":{"workflow":"permit"}}"#,
      "permit has no field `fe`, did you mean `fee`?", "permit 没有字段“fe”，是否为“fee”？"),
    post(
      "condition", 422, "sweeps", #"{"event":"note","where":"data.fe == 1"}"#, "no workflow has a field `fe`",
      "没有任何流程有字段“fe”"),
    post("unknown-event", 404, "sweeps", #"{"event":"not"}"#, "did you mean `note`?", "是否为“note”"),
    post(
      "malformed", 400, "sweeps", #"{"event":"note","after":"x"}"#, "`after` is the number of a case", "“after”应为件的编号"),
  ]

  /// Parts of an address that should be numbers, and days that are past.
  private static let byAddresses: [ProblemExample] = [
    get("unknown-problem", 404, "problems/nonsense", "no code nonsense", "没有代码 nonsense"),
    get("malformed", 400, "redatings/x", as: .administrator, "called by its number", "须用其次数指明"),
    get("malformed", 400, "migrations/x", as: .administrator, "called by its number", "须用其次数指明"),
    get("until-is-past", 422, "cases/{case}/whatif?until=2025-03-02", "`until` is past", "“until”已过"),
    post("malformed", 400, "substitutes/x/end", "", "named by its number", "代理须用其号指明"),
    post("unknown-substitute", 404, "substitutes/9/end", "", "no substitution 9", "没有第 9 号代理"),
    post(
      "malformed", 400, "cases/{case}/mends/x/confirm", as: .administrator(as: "chief"), "{}", "number of its event",
      "请用提出更正的记录号"),
    post(
      "malformed", 400, "cases/{case}/mends", as: .administrator(as: "chief"),
      #"{"state":"open","retry":"note","reason":"x"}"#, "one act at a time", "一次只办一项"),
  ]

  /// What only administrators ask for.
  private static let byAdministration: [ProblemExample] = [
    delete("unknown-token", 404, "tokens/9", "", "there is no token 9", "没有令牌 9"),
    delete("unknown-token", 404, "tokens/x", "", "there is no token x", "没有令牌 x"),
    delete(
      "unknown-post", 404, "posts", #"{"person":"bob","post":"clerk","unit":"desk"}"#, "bob does not hold clerk@desk",
      "bob 未任 clerk@desk"),
    get("unknown-act", 404, "administration/999", as: .administrator, "no administrative act 999", "没有第 999 号管理操作"),
    get("unknown-act", 404, "administration/x", as: .administrator, "no administrative act x", "没有第 x 号管理操作"),
    get(
      "malformed", 400, "administration?kind=nothing", as: .administrator, "the kinds are administration-refused",
      "种类有：administration-refused"),
    get("unknown-redating", 404, "redatings/999", as: .administrator, "no re-dating 999", "没有第 999 次重算"),
    get("unknown-migration", 404, "migrations/999", as: .administrator, "no migration 999", "没有第 999 次迁移"),
    post(
      "invalid", 422, "persons", as: .administrator, #"{"code":"cai","uid":65534}"#, "65534 stands for users",
      "65534 代表"),
    post("invalid", 422, "persons", as: .administrator, #"{"code":"cai","mail":"x"}"#, "no address for mail", "不是邮件地址"),
    post(
      "malformed", 400, "persons", as: .administrator, #"{"code":"cai","language":"fr"}"#, "is en or zh", "应为 en 或 zh"),
    post("malformed", 400, "persons", as: .administrator, #"{"code":"cai","clear":["name"]}"#, "not name", "实为 name"),
    post(
      "unknown-person", 404, "persons/none/retire", as: .administrator, "{}", "no person none", "没有人员 none"),
    post("in-the-past", 422, "persons/bob/retire", as: .administrator, #"{"on":"2025-03-02"}"#, "today is", "今日为"),
    post(
      "own-successor", 422, "persons/bob/retire", as: .administrator, #"{"successor":"bob"}"#,
      "nobody succeeds to themselves", "本人不能接办"),
    delete(
      "in-the-past", 422, "posts", #"{"person":"ann","post":"clerk","unit":"desk","on":"2025-03-02"}"#,
      "no post is taken away", "起免职"),
    post(
      "unknown-setting", 404, "settings", as: .administrator, #"{"name":"x","value":"y"}"#, "no setting x", "没有设置 x"),
    post(
      "unfit-setting", 422, "settings", as: .administrator, #"{"name":"substitute_days","value":"0"}"#,
      "a number of days from 1", "1 至 3660"),
    post("unknown-substitute", 404, "substitutes/9/agree", "", "no substitution 9", "没有第 9 号代理"),
    post(
      "invalid", 422, "substitutes", #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"2026-03-03"}"#,
      "at most 90 days, not 366", "至多 90 天，实为 366 天"),
    post(
      "invalid", 422, "substitutes", #"{"person":"ann","substitute":"bob","from":"2025-01-03","until":"2025-03-03"}"#,
      "on 2025-02-01 at the earliest", "最早自 2025-02-01 起"),
    get("unknown-unit", 404, "units/none", "there is no unit none", "没有单位 none"),
    post("own-unit", 422, "units/desk/merge", as: .administrator, #"{"into":"desk"}"#, "into itself", "并入自身"),
    post("unknown-unit", 404, "units/desk/merge", as: .administrator, #"{"into":"none"}"#, "no unit none", "没有单位 none"),
    post("work-waits", 409, "units/desk/dissolve", as: .administrator, "{}", "merge it into another unit", "请并入其他单位"),
    post("invalid", 422, "units", as: .administrator, #"{"code":"desk","parent":"desk"}"#, "below itself", "不能置于"),
    post("clock-goes-back", 422, "clock", as: .administrator, #"{"to":"2025-03-02"}"#, "the clock stands at", "时钟现为"),
    post("date", 422, "clock", as: .administrator, #"{"to":"tomorrow"}"#, "is not a moment", "不是时刻"),
    post(
      "register-is-past", 409, "registers", as: .administrator, #"{"name":"D","period":2025,"next":1}"#,
      "the register D is already past 1", "D 已编过第 1 号"),
    post("no-moves", 409, "migrations", as: .administrator, #"{"workflow":"permit"}"#, "has no `moves`", "没有 `moves`"),
    post(
      "refused-definitions", 422, "workflows", as: .administrator,
      #"{"files":[{"name":"a.yaml","source":"notation: 1\nworkflow: a\n"}]}"#, "nothing was published", "未作发布"),
    post(
      "refused-definitions", 422, "calendars", as: .administrator,
      #"{"files":[{"name":"calendars/a.yaml","source":"notation: 1\n"}],"dry_run":true}"#, "nothing was published",
      "未作发布"),
    post(
      "invalid", 422, "posts", as: .administrator, #"{"person":"none","post":"clerk","unit":"desk"}"#,
      "add the person first", "没有此人员：请先添加"),
    post(
      "invalid", 422, "posts", as: .administrator, #"{"person":"bob","post":"clerk","unit":"none"}"#,
      "add the unit first", "没有此单位：请先添加"),
    post("invalid", 422, "tokens", as: .administrator, #"{"person":"none"}"#, "add the person first", "请先添加"),
    post(
      "invalid", 422, "persons", as: .administrator, #"{"code":"a b","name":"x"}"#, "without blanks", "不含空格"),
    post(
      "invalid", 422, "persons", as: .administrator, #"{"code":"cai","name":"x","uid":70001}"#,
      "another person already logs in", "已有他人以此用户登录"),
    post(
      "invalid", 422, "substitutes", #"{"person":"ann","substitute":"ann","from":"2025-03-03","until":"2025-03-03"}"#,
      "nobody substitutes for themselves", "本人不能代理本人"),
    post(
      "invalid", 422, "substitutes", #"{"person":"ann","substitute":"bob","from":"2025-03-04","until":"2025-03-03"}"#,
      "not before the first", "末日不得早于首日"),
  ]
}
