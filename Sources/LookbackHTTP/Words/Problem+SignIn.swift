import LookbackCore
import LookbackSignIn

/// Problems of signing in, of passwords and of tokens.
extension Problem {
  static let wrongSignIn = Problem(
    401, "wrong-sign-in", ("not signed in", "登录失败"),
    ("the person, the password or the code is wrong", "人员、口令或验证码有误"))

  static let codeNeeded = Problem(
    401, "code-needed", ("a code is needed", "需要验证码"),
    ("give the code of your authenticator as `code`", "请以“code”给出验证器上的验证码"))

  static func tooManyTries(_ seconds: Int64) -> Problem {
    var problem = Problem(
      429, "too-many-tries", ("too many tries", "尝试过多"),
      ("try again after \(seconds) seconds", "请在 \(seconds) 秒后再试"))
    problem.retryAfter = seconds
    return problem
  }

  static let tooManySignIns = Problem(
    503, "too-many-sign-ins", ("many sign in now", "登录人数过多"),
    ("passwords of others are being checked: try again soon", "正在核对他人的口令，请稍后再试"))

  static let wrongPassword = Problem(
    403, "wrong-password", ("wrong password", "口令有误"), ("the old password is another one", "原口令不对"))

  static let samePassword = Problem(
    422, "weak-password", ("choose another password", "请另选口令"),
    ("the new password is the old one", "新口令与原口令相同"))

  static func weakPassword(_ faults: [PasswordFault]) -> Problem {
    Problem(
      422, "weak-password", ("choose another password", "请另选口令"),
      (
        "the password is not taken: " + faults.map(\.english).joined(separator: "; "),
        "此口令不可用：" + faults.map(\.chinese).joined(separator: "；")
      ))
  }

  static let wrongCode = Problem(
    403, "wrong-code", ("wrong code", "验证码有误"),
    ("give the code that the authenticator shows now; each is taken once", "请给出验证器当前显示的验证码，每码只可用一次"))

  static let authenticatorThere = Problem(
    409, "authenticator-there", ("an authenticator is there", "已有验证器"),
    ("remove the present authenticator first, with a code of it", "请先用其验证码移除现有的验证器"))

  static let noAuthenticatorWaits = Problem(
    409, "no-authenticator-waits", ("nothing to confirm", "没有待确认的验证器"),
    ("ask for the secret of an authenticator first", "请先索取验证器的密钥"))

  static func noAuthenticator(_ person: String) -> Problem {
    Problem(
      404, "no-authenticator", ("no authenticator", "没有验证器"),
      ("\(person) has no authenticator", "\(person) 没有验证器"))
  }

  static let ownOnly = Problem(
    403, "own-only", ("only for oneself", "只可为本人办理"),
    ("nobody sets the password or authenticator of another in that person's name", "不得以他人名义设置其口令或验证器"))

  static func hasDuty(_ person: String, _ duty: Duty) -> Problem {
    Problem(
      409, "has-duty", ("has it already", "已负此职责"),
      ("\(person) has the duty \(duty.rawValue) already", "\(person) 已负有职责 \(duty.rawValue)"))
  }

  static func hasNoDuty(_ person: String, _ duty: String) -> Problem {
    Problem(
      404, "no-such-duty", ("no such duty", "没有此职责"),
      (
        "\(person) does not have the duty \(duty): see `lookback duty list`",
        "\(person) 没有职责 \(duty)，请用 `lookback duty list` 查看"
      ))
  }

  static let noSecurityDuty = Problem(
    409, "no-security-duty", ("nobody for security", "没有安全管理员"),
    (
      "nobody could give duties afterwards: first `lookback duty give PERSON security`",
      "否则此后无人可授予职责：请先用 `lookback duty give 人员 security`"
    ))

  static func unknownSession(_ text: String) -> Problem {
    Problem(
      404, "unknown-session", ("no such session", "没有此次登录"),
      ("there is no session \(text) of yours that holds", "您没有编号为 \(text) 且有效的登录"))
  }
}
