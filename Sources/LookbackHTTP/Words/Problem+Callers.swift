/// Problems of callers who are not known, or who may not do what they ask.
extension Problem {
  static let noToken = Problem(
    401, "unknown-caller", ("who are you?", "请表明身份"),
    ("send a token: `Authorization: Bearer …`", "请附令牌：`Authorization: Bearer …`"))

  static let untrustworthyPeers = Problem(
    401, "unknown-caller", ("who are you?", "请表明身份"),
    (
      "the daemon runs in a user namespace, where users of the socket cannot be told apart: use a token",
      "服务运行在用户命名空间中，无法区分套接字的用户：请用令牌"
    ))

  static let administratorsOnly = forAdministrators(
    "this is for root and the daemon's own user, on its socket, unless duties are kept apart, and for who has the duty",
    "此项仅限 root 与服务自身的用户在其套接字上使用（三员分立时除外），以及负有该项职责者")

  static let tokenForOthers = forAdministrators(
    "only an administrator, on the daemon's socket, acts for others", "只有管理员在服务的套接字上可代他人办理")

  static let userForOthers = forAdministrators("only an administrator acts for others", "只有管理员可代他人办理")

  private static func forAdministrators(_ english: String, _ chinese: String) -> Problem {
    Problem(403, "administrators-only", ("for administrators", "仅限管理员"), (english, chinese))
  }

  // MARK: - Callers who ask too much

  static func tooManyRequests(perSecond: Int) -> Problem {
    tooMuch(
      "a caller sends at most \(perSecond) requests a second for long; many commands go into one request to /v1/commands",
      "每个调用者持续每秒至多 \(perSecond) 次请求；多项办理可合为一次 /v1/commands 请求")
  }

  static func tooManyAtOnce(_ most: Int) -> Problem {
    tooMuch("a caller has at most \(most) requests underway at once", "每个调用者同时至多 \(most) 次请求")
  }

  static func tooManyLong(_ most: Int) -> Problem {
    tooMuch(
      "a caller has at most \(most) sweeps and imports underway at once: wait until one has ended",
      "每个调用者同时至多 \(most) 次批量办理或导入：请待其一结束")
  }

  static func tooManyOperations(_ most: Int) -> Problem {
    tooMuch(
      "the daemon works on at most \(most) operations at once: wait until one has ended",
      "后台办理同时至多 \(most) 项：请待其一结束")
  }

  private static func tooMuch(_ english: String, _ chinese: String) -> Problem {
    Problem(429, "too-many-requests", ("too many requests", "请求过多"), (english, chinese))
  }
}
