extension Strings {
  var password: String { pick("password: ", "口令：") }
  var oldPassword: String { pick("present password: ", "原口令：") }
  var newPassword: String { pick("new password: ", "新口令：") }
  var newPasswordAgain: String { pick("new password again: ", "再输一次新口令：") }
  var authenticatorCode: String { pick("code of the authenticator: ", "验证器上的验证码：") }
  var nothingTyped: String { pick("nothing was typed", "未输入内容") }
  var passwordsDiffer: String { pick("the two differ: nothing was changed", "两次输入不一致，未作更改") }
  var loginNeedsURL: String {
    pick(
      "sign in at a daemon that LOOKBACK_URL names, such as https://lookback.example.gov.cn; on its own machine the socket "
        + "tells who you are", "请以 LOOKBACK_URL 指明后台地址后登录，如 https://lookback.example.gov.cn；在本机上由套接字识别身份，无需登录")
  }
  var notSignedIn: String { pick("you are not signed in there", "您未在该处登录") }
  func signedIn(_ name: String, until end: String) -> String {
    pick("signed in as \(name), until \(end) at most", "已登录：\(name)，最迟至 \(end)")
  }
  var choosePassword: String {
    pick("first choose another password: `lookback password change`", "请先更换口令：`lookback password change`")
  }
  var signedOut: String { pick("signed out", "已退出") }
  var passwordChanged: String {
    pick("the password is changed; other sessions have ended", "口令已更换，其他登录均已结束")
  }
  func passwordOnce(_ days: Int) -> String {
    pick(
      "it is shown only now, and holds for one sign-in within \(counted(days, "day"))", "仅显示这一次，须在 \(days) 天内登录并更换")
  }
  func authenticatorSecret(_ secret: String) -> String {
    pick("enter this secret into your authenticator: \(secret)", "请将此密钥录入验证器：\(secret)")
  }
  var recoveryCodes: String {
    pick(
      "codes are asked for from now on. Should you lose the authenticator, each of these is taken once; they are not shown "
        + "again:", "今后登录须输入验证码。如遗失验证器，下列恢复码每个可用一次，不再显示：")
  }
  var begun: String { pick("BEGUN", "登录时间") }
  var cameFrom: String { pick("FROM", "来源") }
  var program: String { pick("PROGRAM", "程序") }
  var lastUse: String { pick("LAST USE", "最近使用") }
  var scope: String { pick("SCOPE", "范围") }
  var expires: String { pick("EXPIRES", "到期") }
  var valid: String { pick("valid", "有效") }
  var purpose: String { pick("FOR", "用途") }
}
