package import LookbackCEL
import LookbackTime

/// Words a rejection as one line for records whose readers have no chosen language.
package enum RejectionText {
  package static func english(_ rejection: Rejection) -> String { RejectionWording(rejection).detail.0 }
}

extension Rejection {
  /// The kind of rejection, such as `not-allowed`. It stays the same between releases.
  package var code: String { RejectionWording(self).code }
}

/// The words of each rejection, with the English before the Chinese.
package struct RejectionWording: Sendable {
  /// A value beside the sentence that a program may want to read.
  package enum Detail: Sendable {
    case text(String, String)
    case texts(String, [String])
    case readings([Reading])
  }
  /// The HTTP status of the refusal.
  package var status = 409
  package var code: String
  package var title: (String, String)
  package var detail: (String, String)
  package var more: [Detail] = []

  package init(_ rejection: Rejection) {
    switch rejection {
    case .unknownWorkflow(let name, let known):
      self.init(
        404, "unknown-workflow", ("unknown workflow", "没有此流程"),
        (
          "there is no workflow `\(name)`; there are: \(known.joined(separator: ", "))",
          "没有流程“\(name)”；现有：\(known.joined(separator: "、"))"
        ), [.texts("known", known)])
    case .runsAsTrack(let name, let parents):
      let others = (parents.joined(separator: ", "), parents.joined(separator: "、"))
      self.init(
        409, "runs-as-track", ("no case of its own", "不能单独登记"),
        (
          "`\(name)` is what one unit does within a case" + (parents.isEmpty ? "" : " of \(others.0)")
            + ": open that instead",
          "“\(name)”是单位在一件之内的办理流程" + (parents.isEmpty ? "" : "（由 \(others.1) 派生）") + "，不能单独登记，请登记主流程的件"
        ), [.texts("parents", parents)])
    case .unknownCase:
      self.init(404, "unknown-case", ("unknown case", "没有此件"), ("there is no such case", "没有此件，请核对编号"))
    case .unresolved(let refusal): self.init(refusal)
    case .unknownTrack(let track):
      self.init(
        404, "unknown-track", ("unknown track", "没有此分支"),
        ("the case has no track \(track): see `lookback case show`", "该件没有分支 \(track)，请用 `lookback case show` 查看"))
    case .unknownEvent(let name, let suggestion): self.init(unknown: name, suggestion)
    case .notInThisState(let event, let state, let possible):
      self.init(
        409, "not-in-this-state", ("not possible in this state", "当前状态下不能办理"),
        (
          "`\(event)` is not possible in the state `\(state)`; possible are: \(possible.joined(separator: ", "))",
          "状态“\(state)”下不能“\(event)”；可以办理的有：\(possible.joined(separator: "、"))"
        ), [.texts("possible", possible)])
    case .ambiguousTrack(let event, let tracks):
      let names = tracks.map(\.description)
      self.init(
        409, "ambiguous-track", ("which track?", "请指明分支"),
        (
          "more than one track could take `\(event)`: name one of \(names.joined(separator: ", ")) with --track",
          "不止一个分支可以“\(event)”，请用 --track 指明：\(names.joined(separator: "、"))"
        ), [.texts("tracks", names)])
    case .notAllowed(let event, let who): self.init(notAllowed: event, who)
    case .barred(let person, let fired):
      self.init(
        403, "barred", ("four eyes", "须由他人审批"),
        (
          "\(person) did `\(fired)` and must not decide about it: somebody else has to",
          "\(person) 已办理“\(fired)”，不得自行审批，须由他人办理"
        ))
    case .barredSubstitute(let person, let other, let fired):
      self.init(
        403, "barred", ("four eyes", "须由他人审批"),
        (
          "\(other) did `\(fired)`, and \(person) substitutes for \(other): somebody else has to decide",
          "\(other) 已办理“\(fired)”，\(person) 正代理 \(other)，不得审批，须由他人办理"
        ))
    case .decidedInOtherStep(let person):
      self.init(
        409, "decided-in-other-step", ("one person, one signature", "一人一签"),
        (
          "\(person) has decided in another step of this approval, and nobody gives two signatures of which one is a "
            + "substitute's: somebody else has to",
          "\(person) 已在本审批的另一步骤表态，其中有代理身份的，不得一人两签，须由他人办理"
        ))
    case .alreadyDecided(let person):
      self.init(
        409, "already-decided", ("already decided", "已经表态"), ("\(person) has decided already", "\(person) 已经表态"))
    default: self.init(input: rejection)
    }
  }

  private init(input rejection: Rejection) {
    switch rejection {
    case .missing(let fields):
      self.init(
        422, "missing", ("something is missing", "缺少内容"),
        ("give \(fields.joined(separator: ", "))", "请填写：\(fields.joined(separator: "、"))"), [.texts("needs", fields)])
    case .unknownField(let name, let suggestion):
      let hint = suggestion.map { (": did you mean `\($0)`?", "，是否为“\($0)”？") } ?? ("", "")
      self.init(
        422, "unknown-field", ("unknown field", "没有此字段"),
        ("`\(name)` is not taken here" + hint.0, "此处不接受“\(name)”" + hint.1),
        suggestion.map { [.text("suggestion", $0)] } ?? [])
    case .illTyped(let field, let expected, let found):
      self.init(
        422, "ill-typed", ("wrong kind of value", "内容类型不符"),
        (
          "`\(field)` is \(expected.text(in: .english, fallback: "")); found \(found.text(in: .english, fallback: ""))",
          "“\(field)”应为\(expected.text(in: .chinese, fallback: ""))；实为 \(found.text(in: .chinese, fallback: ""))"
        ), [.text("field", field)])
    case .unknownCode(let field, .retired, let code):
      self.init(
        422, "retired-person", ("no longer active", "已停用"),
        (
          "`\(field)`: \(code) is not active today and is not named any more; see `lookback person list --retired`",
          "“\(field)”：\(code) 今日不在任用期内，不能再指定，请用 `lookback person list --retired` 查看"
        ), [.text("field", field)])
    case .unknownCode(let field, .dissolved, let code):
      self.init(
        422, "dissolved-unit", ("no longer there", "已撤销"),
        (
          "`\(field)`: the unit \(code) does not exist today and is not named any more; see `lookback unit show`",
          "“\(field)”：单位 \(code) 今日不存续，不能再指定，请用 `lookback unit show` 查看"
        ), [.text("field", field)])
    case .unknownCode(let field, let kind, let code): self.init(unknown: code, kind, in: field)
    case .ambiguousCase(let field, let name, let cases):
      let names = cases.map(\.description)
      self.init(
        409, "ambiguous-case", ("which case?", "请指明哪一件"),
        (
          "`\(field)`: more than one case is called \(name): use one of \(names.joined(separator: ", "))",
          "“\(field)”：不止一件称为 \(name)，请用其一：\(names.joined(separator: "、"))"
        ), [.texts("cases", names)])
    case .guardFailed(let event, let rule, let otherwise, let readings):
      self.init(guardFailed: event, rule, otherwise, readings)
    case .guardErred(let event, let rule, let problem):
      self.init(
        409, "guard-erred", ("a condition could not be checked", "条件无法判断"),
        ("`\(event)` needs `\(rule)`, and \(problem)", "“\(event)”要求 `\(rule)`，但 \(problem)"), [.text("rule", rule)])
    case .firedByEngine(let event):
      self.init(
        409, "fired-by-engine", ("not for persons", "由系统自动办理"),
        ("`\(event)` happens by itself when its time or condition has come", "“\(event)”到时或条件具备时自动发生"))
    default: self.init(circumstance: rejection)
    }
  }

  private init(circumstance rejection: Rejection) {
    switch rejection {
    case .stale(let expected, let actual):
      self.init(
        412, "stale", ("the case has moved on", "内容已更新"),
        (
          "the case stands at event \(actual), not \(expected): look at it again",
          "该件已到第 \(actual) 条记录，而非第 \(expected) 条，请重新查看"
        ))
    case .inTheFuture(let date, let today):
      self.init(
        422, "in-the-future", ("a date in the future", "日期在未来"),
        ("\(date) is after today, \(today)", "\(date) 晚于今日 \(today)"))
    case .beforeTheCase(let date):
      self.init(
        422, "before-the-case", ("a date before the case", "日期早于收件"),
        ("\(date) is before the case was opened", "\(date) 早于收件日期"))
    case .outOfOrder(let date, let act, let last):
      self.init(
        422, "out-of-order", ("a date before what came before", "日期早于前一步"),
        (
          "\(date) is before \(act), which was on \(last): give that day or a later one",
          "\(date) 早于“\(act)”的日期 \(last)，请填写该日或其后的日期"
        ))
    case .mayNotDateBack(let event, let who): self.init(mayNotDateBack: event, who)
    case .tooFarBack(let date, let earliest):
      self.init(
        422, "too-far-back", ("a date too far back", "补记日期过早"),
        (
          "\(date) is too far back: \(earliest) is the earliest day that may be given today",
          "\(date) 过早，今日最早可补记至 \(earliest)"
        ))
    case .cannotExtend(let clock, let reason):
      self.init(
        409, "cannot-extend", ("no extension", "不能延期"),
        ("the clock \(clock) cannot be extended: \(reason.rawValue)", "期限“\(clock)”不能延期：\(reason.chinese)"))
    case .notUnique(let field, let value, let holder, let drawn):
      self.init(409, "not-unique", ("taken already", "编号已存在"), Self.taken(field, value, holder, drawn))
    case .commandIDReused:
      self.init(
        422, "command-id-reused", ("this key was used for something else", "幂等键内容不一致"),
        ("the same Idempotency-Key came before with other content: use a new one", "同一幂等键曾用于其他内容，请换用新键"))
    case .unfitCommandID(let id):
      self.init(
        400, "unfit-command-id", ("no id for a command", "幂等键不合要求"),
        (
          "an id of a command has 1 to \(CommandID.limit) characters that can be printed, this one has \(id.unicodeScalars.count)",
          "幂等键须为 1 至 \(CommandID.limit) 个可显示字符，所给为 \(id.unicodeScalars.count) 个"
        ))
    case .unkeepable(let name):
      self.init(
        422, "unkeepable", ("a character that cannot be kept", "含有不能保存的字符"),
        ("`\(name)` holds a NUL character: leave it out", "“\(name)”含有空字符（NUL），请删去"))
    case .cannotBeKept:
      self.init(
        409, "cannot-be-kept", ("the database refuses it", "数据库不予保存"),
        (
          "what was asked for cannot be recorded, and trying again will not help; the daemon's log says why",
          "此项操作无法记录，重试亦无济于事；原因见守护进程日志"
        ))
    case .tooManySteps(let limit):
      self.init(
        409, "too-many-steps", ("too many automatic steps", "自动步骤过多"),
        ("the definition caused more than \(limit) automatic steps: check it", "流程定义引起超过 \(limit) 个自动步骤，请检查"))
    case .mend(let refusal): self.init(refusal)
    case .tooManySignals:
      self.init(
        409, "too-many-signals", ("too many signals", "信号过多"),
        (
          "cases signal one another without end: one signal may lead to a hundred commands that send further ones",
          "案件之间互发信号没有尽头：一个信号至多引起一百次继续发信号的办理"
        ))
    case .catchingUp(let limit):
      self.init(
        409, "catching-up", ("the case is catching up", "该件正在补办到期事项"),
        (
          "more than \(limit) events of this case are overdue, and the engine does them first: try again in a moment",
          "该件有超过 \(limit) 项到期事项，系统正在补办，请稍后重试"
        ))
    case .registerFull(let register):
      self.init(
        409, "register-full", ("the register is full", "文号已用尽"),
        ("the register \(register) has given its last number", "文号“\(register)”已用至最后一号"))
    case .nothingMoves:
      self.init(
        409, "nothing-moves", ("no date moves", "没有期限变动"),
        ("no date of this case is different with the newest calendars", "按最新日历计算，该件期限均无变动"))
    case .nothingToMove(let version):
      self.init(
        409, "nothing-to-move", ("nothing moves", "无须转换版本"),
        (
          "no track of the case runs a version from which cases move to \(version)",
          "该件没有可转至 \(version) 的分支"
        ))
    case .cannotMove(let track, let obstacle):
      let (english, chinese) = obstacle.sentence
      self.init(
        409, "cannot-move", ("the case stays with its version", "该件不能转换版本"),
        ("track \(track): \(english)", "分支 \(track)：\(chinese)"))
    case .tracksRunning(let event, let elements):
      self.init(
        409, "tracks-running", ("others are still at work", "尚有单位在办理"),
        (
          "`\(event)` waits for \(elements.joined(separator: ", ")): their part is not over",
          "“\(event)”须待 \(elements.joined(separator: "、")) 办结"
        ), [.texts("running", elements)])
    case .sameStart(let clock, let date):
      self.init(
        409, "same-start", ("nothing to correct", "无须更正"),
        ("the clock \(clock) counts from \(date) already", "期限“\(clock)”已自 \(date) 起算"))
    case .timerGone(let key):
      self.init(409, "timer-gone", ("no such timer", "定时已解除"), ("the timer \(key) is gone", "定时 \(key) 已解除"))
    case .date(let error):
      self.init(422, "date", ("a date that cannot be", "日期有误"), (error.description, error.chinese))
    // The words of these are above. Every rejection is listed, so that the compiler demands words for a new one.
    case .unknownWorkflow, .runsAsTrack, .unknownCase, .unresolved, .unknownTrack, .unknownEvent,
      .notInThisState, .ambiguousTrack, .notAllowed, .barred, .barredSubstitute, .alreadyDecided, .decidedInOtherStep,
      .missing,
      .unknownField, .unknownCode, .ambiguousCase, .illTyped, .guardFailed, .guardErred, .firedByEngine:
      self.init(409, "rejected", ("rejected", "不予受理"), ("\(rejection)", "\(rejection)"))
    }
  }

  init(
    _ status: Int, _ code: String, _ title: (String, String), _ detail: (String, String), _ more: [Detail] = []
  ) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.more = more
  }

  private init(unknown name: String, _ suggestion: String?) {
    let hint = suggestion.map { (": did you mean `\($0)`?", "，是否为“\($0)”？") } ?? ("", "")
    self.init(
      404, "unknown-event", ("unknown event", "没有此事项"),
      ("no workflow of this case knows `\(name)`" + hint.0, "该件的流程中没有“\(name)”" + hint.1),
      suggestion.map { [.text("suggestion", $0)] } ?? [])
  }

  private init(unknown code: String, _ kind: Rejection.CodeKind, in field: String) {
    let (chinese, advice) =
      switch kind {
      case .person: ("人员", "lookback person list")
      case .unit: ("单位", "lookback unit list")
      case .case: ("件", "lookback case list")
      case .retired: ("人员", "lookback person list --retired")
      case .dissolved: ("单位", "lookback unit list --ended")
      }
    let sign = LookalikeSign.first(in: code.unicodeScalars)
    let hint = sign.map { ("; there is \($0.advice)", "；其中有\($0.chineseAdvice)") } ?? ("", "")
    self.init(
      422, "unknown-code", ("unknown \(kind.rawValue)", "没有此\(chinese)"),
      (
        "`\(field)`: there is no \(kind.rawValue) `\(code)`; see `\(advice)`" + hint.0,
        "“\(field)”：没有\(chinese)“\(code)”，请用 `\(advice)` 查看" + hint.1
      ), [.text("field", field), .text("kind", kind.rawValue)])
  }

  private init(notAllowed event: String, _ who: [String]) {
    let names = who.isEmpty ? ("nobody", "无人") : (who.joined(separator: ", "), who.joined(separator: "、"))
    self.init(
      403, "not-allowed", ("not yours to do", "无权办理"),
      ("`\(event)` is for \(names.0)", "“\(event)”应由 \(names.1) 办理"), [.texts("who", who)])
  }

  private init(mayNotDateBack event: String, _ who: [String]) {
    let detail =
      who.isEmpty
      ? (
        "nobody may date `\(event)` back: leave out the day, and it counts for today",
        "“\(event)”不得补记较早的日期：不填日期即按今日登记"
      )
      : (
        "only \(who.joined(separator: ", ")) may date `\(event)` back: leave out the day, or let one of them enter it",
        "“\(event)”只能由 \(who.joined(separator: "、")) 补记较早的日期：不填日期即按今日登记，或由其补录"
      )
    self.init(403, "may-not-date-back", ("not to be dated back", "不得补记"), detail, [.texts("who", who)])
  }

  private init(guardFailed event: String, _ rule: String, _ otherwise: Label, _ readings: [Reading]) {
    self.init(
      409, "guard-failed", ("a condition does not hold", "条件不具备"),
      (
        "`\(event)`: " + otherwise.text(in: .english, fallback: "`\(rule)` does not hold"),
        "“\(event)”：" + otherwise.text(in: .chinese, fallback: "条件 `\(rule)` 不具备")
      ), [.text("rule", rule), .readings(readings)])
  }
}

extension Rejection.ExtensionRefusal {
  fileprivate var chinese: String {
    switch self {
    case .notRunning: "未在计算"
    case .limitReached: "延期次数已满"
    case .notLater: "不晚于现有期限"
    }
  }
}

extension RejectionWording {
  /// Says which case has the value, and what to do about a register that gives numbers which are taken.
  private static func taken(
    _ field: String, _ value: String, _ holder: CaseID?, _ drawn: DrawnNumber?
  ) -> (String, String) {
    if let holder, holder.description == value {
      return ("\(value) is the number of another case: \(field) must be something else", "\(value) 是另一件的编号，\(field)请另取")
    }
    let owner = holder.map { "case \($0)" } ?? "another case"
    let chinese = holder.map { "编号 \($0) 的件" } ?? "另一件"
    guard let drawn else { return ("\(owner) has the \(field) \(value)", "\(chinese)的\(field)已为 \(value)") }
    let remedy =
      "lookback register set \(drawn.register.name) --period \(drawn.register.period) --next \(drawn.number + 1)"
    return (
      "the register \(drawn.register.name) gives \(value) next, but \(owner) has this \(field) already: `\(remedy)`",
      "文号“\(drawn.register.name)”的下一号为 \(value)，但\(chinese)的\(field)已为此号，请用 `\(remedy)`"
    )
  }
}
