import LookbackTime

/// Every text of the program itself, in both languages.
struct Strings {
  private let isChinese: Bool

  init(_ language: Language) { isChinese = language == .chinese }

  func pick(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

  /// The words with which somebody agrees, in either language.
  static let yes = ["y", "yes", "是"]

  /// The sign between a name and what is said about it. This and the next ones are the signs of the language, for lines
  /// that are put together from parts.
  var colon: String { pick(": ", "：") }
  /// The sign after a heading, at the end of its line.
  var headEnd: String { pick(":", "：") }
  /// The sign between the items of a list.
  var comma: String { pick(", ", "、") }
  /// The sign between two parts of a remark.
  var pause: String { pick(", ", "，") }
  /// Returns a remark in parentheses.
  func aside(_ text: String) -> String { pick(" (\(text))", "（\(text)）") }

  /// Returns a number with its noun, such as `1 case` or `2 cases`. This is for English only, since Chinese has no
  /// plural.
  func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  var error: String { pick("error", "错误") }
  var noAnswer: String { pick("the daemon gave no reason", "后台未说明原因") }
  var possible: String { pick("possible", "可以办理") }
  var who: String { pick("who may", "可办理者") }
  var needs: String { pick("needs", "需填写") }
  var takes: String { pick("takes", "可填写") }
  var read: String { pick("read", "读到") }
  /// What to do about it.
  func remedy(_ cause: Unreachable.Cause) -> String {
    if case .denied = cause {
      return pick(
        "use an account of the socket's group; `id` shows the groups of yours",
        "请使用套接字所属组内的帐户；可用 `id` 查看当前帐户所属的组")
    }
    return pick(
      "is lookbackd running? name its socket with --socket or LOOKBACK_SOCKET",
      "lookbackd 是否在运行？请用 --socket 或 LOOKBACK_SOCKET 指明套接字")
  }
  func unreachable(_ place: String) -> String { pick("cannot reach \(place)", "无法连接 \(place)") }
  func cause(_ cause: Unreachable.Cause) -> String {
    switch cause {
    case .noListener: pick("nothing listens there", "该处没有服务")
    case .denied: pick("this account may not use it", "当前帐户无权使用")
    case .unknownHost: pick("no host has this name", "找不到该主机")
    case .timeout: pick("it did not answer in time", "等待超时")
    case .brokenOff: pick("the connection ended before the answer did", "应答未完，连接中断")
    case .other(let words): words
    }
  }
  var caseNumber: String { pick("CASE", "件号") }
  var title: String { pick("TITLE", "标题") }
  var state: String { pick("STATE", "状态") }
  var due: String { pick("DUE", "期限") }
  func more(after place: String) -> String { pick("more: --after \(place)", "未完：--after \(place)") }
  var workflow: String { pick("WORKFLOW", "流程") }
  var opened: String { pick("OPENED", "收件") }
  var track: String { pick("TRACK", "分支") }
  var unit: String { pick("UNIT", "单位") }
  var event: String { pick("EVENT", "事项") }
  var from: String { pick("FROM", "原状态") }
  var to: String { pick("TO", "新状态") }
  var actor: String { pick("WHO", "办理人") }
  func acting(_ actor: String, for other: String) -> String {
    other.isEmpty ? actor : pick("\(actor) for \(other)", "\(actor)（代 \(other)）")
  }
  var substitute: String { pick("SUBSTITUTE", "代理人") }
  var firstDay: String { pick("FROM", "自") }
  var lastDay: String { pick("UNTIL", "至") }
  var allPosts: String { pick("all", "全部岗位") }
  var holds: String { pick("in force", "代理中") }
  var ended: String { pick("ended", "已终止") }
  func substitution(_ number: Int) -> String { pick("substitution \(number)", "代理关系 \(number)") }
  var on: String { pick("ON", "日期") }
  var notAtHand: String { pick("in months that are not in the database", "所在月份已移出数据库") }
  /// Returns a date, or what happened on it, with a remark if it was entered later.
  func entered(_ what: String, _ lateEntry: String) -> String {
    lateEntry.isEmpty ? what : what + aside(lateEntry)
  }

  var recorded: String { pick("RECORDED", "记录时间") }
  var clock: String { pick("CLOCK", "时限") }
  var started: String { pick("STARTED", "起算") }
  var status: String { pick("STATUS", "情况") }
  var reason: String { pick("WHY NOT", "原因") }
  var toDo: String { pick("TO DO", "待办") }
  var kind: String { pick("KIND", "种类") }
  /// - Parameter kind: as the daemon names it; one that is not known is printed as it came.
  func definition(kind: String) -> String {
    switch kind {
    case "workflow": pick(kind, "流程")
    case "calendar": pick(kind, "日历")
    case "classes": pick(kind, "分类方案")
    default: kind
    }
  }
  var assignee: String { pick("FOR", "归属") }
  var topic: String { pick("TOPIC", "类别") }
  var about: String { pick("ABOUT", "事由") }
  var recipients: String { pick("TO", "收件人") }
  var at: String { pick("AT", "时间") }
  var name: String { pick("NAME", "名称") }
  var code: String { pick("CODE", "代码") }
  var version: String { pick("VERSION", "版本") }
  var posts: String { pick("POSTS", "岗位") }
  var post: String { pick("POST", "岗位") }
  var person: String { pick("PERSON", "人员") }
  var documentCode: String { pick("LETTER CODE", "发文代字") }
  var round: String { pick("ROUND", "轮次") }
  var classLabel: String { pick("CLASS", "类别") }
  var count: String { pick("COUNT", "件数") }
  var outcome: String { pick("OUTCOME", "办理结果") }
  var onTime: String { pick("ON TIME", "按期") }
  var onTimeAtFirst: String { pick("BY FIRST DATE", "按原定期限") }
  var group: String { pick("GROUP", "主办/会办") }
  var takenOut: String { pick("ended", "已终止") }
  var askedNow: String { pick("Asked now", "待办") }
  var extended: String { pick("extended", "已延期") }
  var corrected: String { pick("corrected", "已更正") }
  var warning: String { pick("warning", "警告") }
  func nobodyHolds(_ post: String) -> String {
    pick(
      "nobody holds \(post): give it to somebody with `lookback post add`",
      "无人任 \(post)：请用 `lookback post add` 任命")
  }
  var past: String { pick("past", "已过") }
  var overdue: String { pick("overdue", "逾期") }
  var running: String { pick("running", "进行中") }
  var paused: String { pick("paused", "暂停") }
  var stopped: String { pick("stopped", "已停止") }
  var none: String { pick("none", "无") }
  var received: String { pick("received", "收件") }
  var closed: String { pick("closed", "办结") }
  var data: String { pick("Data", "内容") }
  func dataOfTrack(_ track: String, _ unit: String) -> String {
    let place = [track, unit].filter { !$0.isEmpty }.joined(separator: " ")
    return pick("Data, \(place)", "内容（分支 \(place)）")
  }
  var tracks: String { pick("Tracks", "分支") }
  var deadlines: String { pick("Deadlines", "时限") }
  var blocked: String {
    pick("Cannot be fired by time or the engine, tried again with every change", "受阻：到期或自动事件无法触发，每次办理后重试")
  }
  var number: String { pick("NO.", "记录号") }
  var wanted: String { pick("WHAT", "更正内容") }
  var because: String { pick("WHY", "理由") }
  var mendWaits: String {
    pick(
      "Proposed by one administrator, to be confirmed by another (lookback case mend --confirm)",
      "一名管理员所提更正，待另一管理员确认（lookback case mend --confirm）")
  }
  var canDo: String { pick("You may", "可以办理") }
  var cannotDo: String { pick("You may not", "不能办理") }
  func contradicts(_ clock: String) -> String {
    pick("later than the statutory date of \(clock)", "晚于法定期限：\(clock)")
  }
  var provisional: String { pick("provisional: a calendar is not published yet", "暂定：日历尚未公布") }
  func done(_ id: String, _ sequence: Int, _ state: String) -> String {
    pick("case \(id) is at event \(sequence), \(state)", "件 \(id)：第 \(sequence) 条记录，状态 \(state)")
  }
  var again: String { pick("done before, not again", "此前已办，未重复") }
  func dryRun(_ events: String, _ state: String) -> String {
    pick("would happen: \(events); then \(state); nothing was changed", "将发生：\(events)；之后状态 \(state)；未作任何更改")
  }
  func clockStands(_ now: String, test: Bool) -> String {
    test ? pick("test clock: \(now)", "演练时钟：\(now)") : pick("real clock: \(now)", "实际时钟：\(now)")
  }
  func fired(_ count: Int) -> String { pick("\(counted(count, "timer")) fired", "触发定时 \(count) 个") }
  func added(_ count: Int) -> String { pick("\(count) added", "已添加 \(count) 条") }
  func removed(_ count: Int) -> String { pick("\(count) removed", "已移除 \(count) 条") }
  var emptyName: String {
    pick(
      "a name is empty or has a line break in it: name the case, the person or the key",
      "名称为空或含换行：请写明件号、人员或键")
  }
  var emptyKey: String {
    pick("--key is empty: give 1 to 128 characters, or leave --key out", "--key 为空：请给出 1 至 128 个字符，或不写 --key")
  }
  func badOffice(_ found: String) -> String {
    pick(
      "found the office \"\(found)\", expected at most 20 lower-case letters, digits and underscores, a letter first, "
        + "and neither public nor information_schema nor anything that begins with pg_",
      "办公室名称“\(found)”不合要求：应为不超过20个小写字母、数字、下划线，以字母开头，且不得为 public、information_schema 或以 pg_ 开头")
  }
  func emptyFilter(_ name: String) -> String {
    pick("\(name) is empty: say what is meant, or leave \(name) out", "\(name) 为空：请写明内容，或不写 \(name)")
  }
  var notOfALine: String {
    pick(
      "--dry-run, --key and --expect are not for cases from standard input: name one case, or pick cases by --where",
      "从标准输入读件时不能用 --dry-run、--key、--expect：请指明一件，或用 --where 选件")
  }
  func counts(_ done: Int, _ replayed: Int, _ rejected: Int) -> String {
    pick("\(done) done, \(replayed) done before, \(rejected) rejected", "办理 \(done)，此前已办 \(replayed)，不予受理 \(rejected)")
  }
  func imported(_ imported: Int, _ lines: Int, already: Int, _ errors: Int, dry: Bool) -> String {
    guard !dry else {
      return pick(
        "dry run: \(counted(lines, "line")), \(counted(errors, "error")); nothing was imported",
        "试运行：\(lines) 行，错误 \(errors) 处；未导入")
    }
    let earlier = pick(", \(already) \(already == 1 ? "was" : "were") imported before", "，\(already) 行此前已导入")
    let before = already > 0 ? earlier : ""
    return pick(
      "\(imported) of \(counted(lines, "line")) imported\(before), \(counted(errors, "error"))",
      "\(lines) 行中导入 \(imported) 行\(before)，错误 \(errors) 处")
  }
  func moreErrors(_ count: Int) -> String { pick("… and \(count) more", "……另有 \(count) 处") }
  func badLine(_ line: Int, _ column: Int, _ problem: String) -> String {
    pick("line \(line), column \(column): \(problem)", "第 \(line) 行第 \(column) 列：\(problem)")
  }
  func findings(_ errors: Int, _ warnings: Int) -> String {
    pick(
      "\(counted(errors, "error")), \(counted(warnings, "warning"))",
      "错误 \(errors) 处，警告 \(warnings) 处")
  }
  func lent(from folder: String) -> String {
    pick("calendars and classes that are not beside it are read from \(folder)", "旁边没有的日历和分类方案取自 \(folder)")
  }
  func undeliverable(_ topic: String, _ about: String, _ title: String, _ to: String, _ why: String) -> String {
    pick(
      "not delivered: \(topic) \(about) of \(title) to \(to): \(why)",
      "未能送达：\(title)的\(topic) \(about)，收件 \(to)：\(why)")
  }
  var tokenOnce: String { pick("keep this token, it is shown only once", "请妥善保存，此令牌只显示一次") }
}
