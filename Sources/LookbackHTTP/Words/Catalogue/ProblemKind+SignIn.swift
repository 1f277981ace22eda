/// Signing in, passwords, authenticators, sessions and tokens.
extension ProblemKind {
  static let signIn = [
    ProblemKind(
      "wrong-sign-in", 401,
      ("The person, the password or the code is wrong; which of them is not told.", "人员、口令或验证码有误，不说明是哪一项。"),
      ("Try again; after five failures each try has to wait.", "请重试；失败五次后每次须等候。")),
    ProblemKind(
      "code-needed", 401, ("The password is right, and the person has an authenticator.", "口令无误，但此人已启用验证器。"),
      ("Send the code that it shows as `code`, or a recovery code.", "请以 `code` 给出其显示的验证码，或恢复码。")),
    ProblemKind(
      "too-many-tries", 429, ("Too many passwords or codes were wrong.", "口令或验证码有误的次数过多。"),
      ("Wait as long as `Retry-After` says.", "请按 `Retry-After` 等候。")),
    ProblemKind(
      "too-many-sign-ins", 503, ("As many passwords as may wait are being checked.", "等候核对的口令已达上限。"),
      ("Try again as `Retry-After` says.", "请按 `Retry-After` 重试。")),
    ProblemKind(
      "change-password", 403, ("The session lets its person choose another password, and nothing else.", "本次登录只能更换口令。"),
      ("`POST /v1/me/password`, then sign in again.", "请调用 `POST /v1/me/password`，然后重新登录。")),
    ProblemKind(
      "token-scope", 403, ("The token does not go that far.", "令牌的范围不足。"),
      ("Ask an administrator for one with a wider `scope`.", "请向管理员申请范围更大的令牌。")),
    ProblemKind(
      "wrong-password", 403, ("The old password is another one.", "原口令不对。"), ("Give the present one.", "请给出现用口令。")),
    ProblemKind(
      "weak-password", 422, ("The new password is not taken.", "新口令不可用。"),
      ("`detail` names all that is wrong with it.", "不可用的原因见 `detail`。")),
    ProblemKind(
      "wrong-code", 403,
      ("The code is not the one that the authenticator shows now, or was taken already.", "不是验证器当前显示的验证码，或已用过。"),
      ("Wait for the next code.", "请等下一个验证码。")),
    ProblemKind(
      "authenticator-there", 409, ("The person has a confirmed authenticator.", "此人已启用验证器。"),
      ("Remove it first.", "请先移除。")),
    ProblemKind(
      "no-authenticator-waits", 409, ("No authenticator waits for its first code.", "没有等待首个验证码的验证器。"),
      ("`POST /v1/me/authenticator` makes one.", "请先调用 `POST /v1/me/authenticator`。")),
    ProblemKind(
      "no-authenticator", 404, ("The person has no authenticator.", "此人没有验证器。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "own-only", 403, ("It is only for oneself, not with `Lookback-As`.", "只可为本人办理，不可用 `Lookback-As`。"),
      ("An administrator resets the password or authenticator of others.", "他人的口令或验证器由管理员重置。")),
    ProblemKind(
      "has-duty", 409, ("The person has this duty already.", "此人已负此职责。"), ("Nothing is to be done.", "无须再办。")),
    ProblemKind(
      "no-such-duty", 404, ("The person does not have this duty.", "此人没有此职责。"),
      ("`GET /v1/duties` lists who has which.", "职责情况见 `GET /v1/duties`。")),
    ProblemKind(
      "no-security-duty", 409, ("Duties cannot be kept apart while nobody has that of security.", "没有安全管理员，不能三员分立。"),
      ("Give somebody the duty of security first.", "请先授予安全管理职责。")),
    ProblemKind(
      "unknown-session", 404,
      ("There is no such session, or it is another person's, or has ended.", "没有此次登录，或属他人，或已结束。"),
      ("`GET /v1/sessions` lists yours.", "本人的登录见 `GET /v1/sessions`。")),
  ]
}
