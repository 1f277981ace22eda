package import LookbackTime

/// What each address is for, in a sentence, and the name that clients made from the document give it.
extension RouteShape {
  /// The name of the operation in the document; empty if it has none yet.
  package var operation: String { Self.words[name]?.operation ?? "" }

  package func summary(in language: Language) -> String {
    guard let words = Self.words[name] else { return "" }
    return language == .chinese ? words.chinese : words.english
  }

  private typealias Words = (operation: String, english: String, chinese: String)

  private static let words: [String: Words] = [daemon, operations, cases, lists, definitions, people, signIn].reduce(
    into: [:]) {
      $0.merge($1) { first, _ in first }
    }

  private static let daemon: [String: Words] = [
    "GET health": ("health", "Whether the process lives.", "进程是否存活。"),
    "GET ready": ("ready", "Whether commands can be recorded now.", "当前能否记录办理。"),
    "GET metrics": ("metrics", "Counters in the text format of Prometheus.", "Prometheus 文本格式的计数。"),
    "GET": ("index", "The addresses of the API.", "接口的全部地址。"),
    "GET openapi.json": ("document", "This document, as OpenAPI 3.1.", "本文档（OpenAPI 3.1）。"),
    "GET problems": ("listProblems", "Every code that a problem may have.", "问题的全部代码。"),
    "GET problems/:code": ("showProblem", "What a code means, and what to do about it.", "代码的含义与处理办法。"),
    "GET me": ("whoAmI", "Who the caller is: person, posts and substitutions of today.", "调用者是谁：人员、职务与今日的代理。"),
  ]

  private static let operations: [String: Words] = [
    "GET operations": (
      "listOperations", "Acts that go on after they were answered, the caller's own, the newest first.",
      "调用者的后台办理，最近者在前。"
    ),
    "GET operations/:number": (
      "showOperation", "How far such an act is, and its answer when it has ended.", "一项后台办理的进展，结束后含其结果。"
    ),
    "POST operations/:number/cancel": (
      "cancelOperation", "Ask such an act to stop. What it has done stays done.", "要求停止一项后台办理；已办的仍然有效。"
    ),
  ]

  private static let cases: [String: Words] = [
    "GET cases": ("listCases", "Cases, as far as the caller may see them, by filters.", "按条件列出可查看的件。"),
    "POST cases": ("openCase", "Open a case.", "登记一件。"),
    "GET cases/:ref": (
      "showCase", "A whole case: data, tracks, who is asked, every deadline explained. Its `ETag` is its sequence.",
      "整件内容：数据、分支、待办者、各期限的说明。`ETag` 为其记录序号。"
    ),
    "GET cases/:ref/history": ("caseHistory", "The events of a case, oldest first.", "该件的记录，最早者在前。"),
    "GET cases/:ref/can": ("caseActions", "What the caller may do in a case, and why not.", "调用者可办理的事项，及不可办理的原因。"),
    "GET cases/:ref/whatif": (
      "caseForecast", "What happens to a case until a day if nobody acts; nothing is recorded.",
      "若无人办理，至某日将发生什么；不作记录。"
    ),
    "GET cases/:ref/deadlines/:clock": (
      "explainDeadline", "How a deadline was counted, step by step, with the calendar.", "期限的计算过程及所用日历。"
    ),
    "POST cases/:ref/events": (
      "fireEvent", "Fire an event in a case; with `dry_run` only say what would happen.", "办理一个事项；`dry_run` 时只说明结果。"
    ),
    "POST cases/:ref/mends": (
      "mendCase", "Correct a case that its own events do not help, or propose it to a second administrator.",
      "更正该件，或向另一管理员提出更正。"
    ),
    "POST cases/:ref/mends/:number/confirm": ("confirmMend", "Confirm a proposed correction.", "确认所提更正。"),
    "POST cases/:ref/mends/:number/refuse": (
      "refuseMend", "Refuse a proposed correction, or take back one's own.", "拒绝所提更正，或撤回自己所提。"
    ),
    "POST commands": (
      "fireMany", "Fire events in many cases; each command has an outcome of its own, in order.",
      "一次办理多件；每项各有结果，次序不变。"
    ),
    "POST sweeps": (
      "sweep", "Fire one event for every case that a filter and a condition pick; each line is sent when it is known.",
      "对筛选出的每一件办理同一事项；结果逐行送出。"
    ),
    "POST import": (
      "importCases", "Open a case for each line of a CSV text; every wrong cell is named.", "由 CSV 逐行登记；列出每一处错误。"
    ),
  ]

  private static let lists: [String: Words] = [
    "GET worklist": ("worklist", "What waits for the caller, the earliest due first.", "待调用者办理的事项，期限最近者在前。"),
    "GET due": ("listDue", "Cases with a deadline, the earliest due first.", "有期限的件，期限最近者在前。"),
    "GET outbox": ("listOutbox", "Messages that wait to be delivered, and those that could not be.", "待发送与未能送达的消息。"),
    "GET report": (
      "report", "What came and what was closed in a year, as counted at the end of each case.", "一年的收件与办结，以各件办结时的统计为准。"
    ),
  ]

  private static let definitions: [String: Words] = [
    "GET clock": ("showClock", "The office's present moment and day.", "当前时刻与日期。"),
    "POST clock": (
      "advanceClock", "Move the test clock forward; everything that falls due on the way happens.",
      "拨快试验时钟；途中到期的事项依次发生。"
    ),
    "GET workflows": (
      "listDefinitions", "Every published version of workflows, calendars and classes.", "已发布的流程、日历与分类的各版本。"
    ),
    "GET workflows/:name": (
      "showWorkflow", "The newest version of a workflow, with its states and events.", "流程的最新版本及其状态与事项。"
    ),
    "POST workflows": ("publishWorkflows", "Publish definitions, all of them or none.", "发布定义，全部成功或全部不发。"),
    "POST calendars": (
      "publishCalendars", "Publish calendars and move the dates of open cases accordingly, as one recorded act.",
      "发布日历并相应变动在办件的期限，作为一次记录的办理。"
    ),
    "GET redatings": ("listRedatings", "The re-datings so far, the newest first.", "历次重算，最近者在前。"),
    "GET redatings/:number": ("showRedating", "The dates that a re-dating moved.", "一次重算所变动的期限。"),
    "POST redatings": (
      "redate", "Move the dates of open cases according to the newest calendars.", "按最新日历重算在办件的期限。"
    ),
    "GET migrations": ("listMigrations", "The migrations so far, the newest first.", "历次迁移，最近者在前。"),
    "GET migrations/:number": ("showMigration", "What became of each case of a migration.", "一次迁移中各件的结果。"),
    "POST migrations": (
      "migrate", "Move a round of open cases to a version; `next` is the `after` of the next round.",
      "将一批在办件转入某版本；`next` 为下一批的 `after`。"
    ),
  ]

  private static let people: [String: Words] = [
    "GET persons": ("listPersons", "Everybody, with their posts.", "全部人员及其职务。"),
    "POST persons": ("addPersons", "Add persons, or change those that are there.", "添加或更改人员。"),
    "POST persons/:code/retire": (
      "retirePerson", "End what a person is and may do from a day on, and hand over what waits by name to a successor.",
      "自某日起停用人员，指名其办理的事项交接办人。"
    ),
    "GET units": ("listUnits", "The units and the tree that they make.", "单位及其隶属关系。"),
    "GET units/:code": (
      "showUnit", "A unit with its former names, the units below it and its posts.", "单位及其曾用名、下级单位与岗位。"
    ),
    "POST units/:code/merge": (
      "mergeUnit", "Merge a unit into another, whose posts answer for what waits for its posts.",
      "将单位并入另一单位，由后者的岗位接办。"
    ),
    "POST units/:code/dissolve": ("dissolveUnit", "Dissolve a unit for which nothing waits.", "撤销没有待办事项的单位。"),
    "POST units": ("addUnits", "Add units, or change those that are there.", "添加或更改单位。"),
    "GET posts": ("listPosts", "Who holds which post.", "任职情况。"),
    "POST posts": ("addPosts", "Give posts to persons.", "任命职务。"),
    "DELETE posts": ("removePost", "Take a post from a person.", "免去职务。"),
    "GET substitutes": ("listSubstitutes", "Who acts for whom, and when.", "代理情况。"),
    "POST substitutes": ("addSubstitute", "Name a substitute for a person for some days.", "为某人指定一段日期的代理。"),
    "POST substitutes/:number/agree": (
      "agreeToSubstitute", "Give what a substitution waits for: the substitute consents, or an administrator confirms.",
      "同意代理：由代理人同意，或由管理员确认。"
    ),
    "GET settings": ("listSettings", "What the office has settled for itself.", "机关的各项设置。"),
    "POST settings": ("setSetting", "Settle something for the office.", "变更机关的设置。"),
    "POST substitutes/:number/end": ("endSubstitute", "End a substitution now.", "立即结束代理。"),
    "GET administration": (
      "listActs", "What was done to the office itself, the newest first: people, tokens, definitions, refusals.",
      "对本办公室自身的管理操作，最近者在前：人员、令牌、定义、拒绝登录等。"
    ),
    "GET administration/:number": (
      "showAct", "One administrative act, with the bytes of which its link is made.", "一项管理操作，及其链值所依据的字节。"
    ),
    "GET registers": ("listRegisters", "The registers, and the number that each gives next.", "各文号及其下一号。"),
    "POST registers": ("setRegister", "Set the next number of a register.", "设定文号的下一号。"),
  ]

  private static let signIn: [String: Words] = [
    "POST sessions": (
      "signIn", "Sign in with a password, and with a code where an authenticator is confirmed.", "以口令登录；已启用验证器的还须验证码。"
    ),
    "GET sessions": (
      "listSessions", "The caller's sessions, or for administrators those of a person.", "本人的登录；管理员可查看他人的登录。"
    ),
    "DELETE sessions/:number": (
      "endSession", "End a session; `current` is the one that asks.", "结束一次登录；`current` 指当前登录。"
    ),
    "POST me/password": (
      "changePassword", "Choose another password for oneself; other sessions end.", "更换本人的口令；其他登录随即结束。"
    ),
    "POST me/authenticator": ("addAuthenticator", "Ask for the secret of an authenticator.", "索取验证器的密钥。"),
    "POST me/authenticator/confirm": (
      "confirmAuthenticator", "Confirm the authenticator by a first code; from then on codes are asked for.",
      "以第一个验证码启用验证器，此后登录须验证码。"
    ),
    "POST me/authenticator/remove": (
      "removeAuthenticator", "Remove one's authenticator with a code of it.", "以验证码移除本人的验证器。"
    ),
    "POST persons/:code/password": (
      "resetPassword", "Give a person a password for one sign-in, which only this answer shows.",
      "给人员一个供首次登录的口令，仅在此答复中显示。"
    ),
    "DELETE persons/:code/authenticator": (
      "resetAuthenticator", "Take away the authenticator of a person who has lost it.", "为遗失者移除验证器。"
    ),
    "GET tokens": (
      "listTokens", "The tokens of programs, the newest first; the secrets are not told again.", "程序的令牌，最新者在前；密文不再显示。"
    ),
    "POST tokens": ("addToken", "Make a token for a program, which only this answer shows.", "为程序签发令牌，仅在此答复中显示。"),
    "DELETE tokens/:number": ("removeToken", "Revoke a token.", "吊销令牌。"),
    "GET duties": ("listDuties", "Who has which duty of an administrator.", "各项管理职责由谁担任。"),
    "POST duties": ("giveDuty", "Give a person a duty.", "授予人员管理职责。"),
    "DELETE duties/:person/:duty": ("takeDuty", "Take a duty from a person.", "收回管理职责。"),
    "GET office": (
      "showOffice", "Whether duties are kept apart, and whether there is an emergency.", "是否三员分立，是否处于应急处置。"
    ),
    "POST office": ("setOffice", "Keep the duties of administrators apart, or together.", "设定是否三员分立。"),
    "POST emergency": (
      "declareEmergency",
      "Let root do everything for some minutes where duties are kept apart; it is logged and on record.",
      "三员分立时，限时允许 root 办理一切；记入日志与管理操作。"
    ),
    "DELETE emergency": ("endEmergency", "End an emergency.", "结束应急处置。"),
  ]
}

extension RouteSection {
  package func title(in language: Language) -> String {
    let (english, chinese) =
      switch self {
      case .daemon: ("The daemon and the API", "服务与接口")
      case .cases: ("Cases", "件")
      case .lists: ("Lists", "清单")
      case .definitions: ("Definitions, calendars and the clock", "定义、日历与时钟")
      case .people: ("People and registers", "人员与文号")
      case .signIn: ("Signing in and tokens", "登录与令牌")
      }
    return language == .chinese ? chinese : english
  }
}
