import LookbackStore

/// Problems of the daemon itself, whatever it is asked.
extension Problem {
  static func unavailable(_ detail: String) -> Problem { unavailable(detail, detail) }

  static func unavailable(_ english: String, _ chinese: String) -> Problem {
    Problem(
      503, "unavailable", ("not available now", "暂时不可用"),
      (english + ": nothing was changed, try again", "\(chinese)。未作任何更改，请重试"))
  }

  static let unknownOutcome = Problem(
    503, "unknown-outcome", ("outcome not known", "结果未知"),
    (
      "the database did not say whether the command was recorded: repeat it with the same Idempotency-Key, "
        + "it is never done twice", "数据库未答复是否已记录。请用同一 Idempotency-Key 重发，不会重复办理"
    ))

  /// - Parameter request: the number that the log has for the request.
  static func failure(_ request: String) -> Problem {
    Problem(
      500, "failure", ("the daemon failed", "服务出错"),
      ("see the daemon's log at request \(request)", "请查看服务日志中的请求 \(request)"))
  }

  init(_ error: StoreError) {
    switch error {
    case .unknown: self = .unknownOutcome
    case .invalid(let english, let chinese):
      self.init(422, "invalid", ("not valid", "不合要求"), (english, chinese))
    case .refusedEntries(let problems):
      self.init(problems)
    case .database where error.isStopped:
      self.init(
        503, "search-too-long", ("the search took too long", "查询过久"),
        (
          "the database stopped after a few seconds: narrow the search, by a workflow and a state, and try again",
          "数据库在数秒后中止：请缩小范围（指明流程与状态）后重试"
        ))
    case .database where error.course == .stays:
      self.init(
        422, "invalid", ("not valid", "不合要求"),
        ("the database does not take one of the values that were sent", "数据库不予保存所给的某个值"))
    case .database, .olderSchema, .notOwner, .newerSchema, .editedMigration, .unprepared, .otherOffice,
      .occupiedSchema:
      self = .unavailable("the database cannot be used", "数据库暂不可用")
    case .unreadable:
      self.init(
        500, "failure", ("the daemon failed", "服务出错"),
        (
          "something that is stored cannot be read: an administrator runs `lookbackd verify`",
          "存储的内容无法读取：请管理员运行 `lookbackd verify`"
        ))
    }
  }
}

extension StoreError {
  /// Whether the answer leaves out what an administrator needs to know, so that it is logged.
  var isForLog: Bool {
    switch self {
    case .invalid, .unknown: false
    default: true
    }
  }
}
