extension RejectionWording {
  /// Makes the wording for a caller who is not known, or for a name that means nothing.
  init(_ refusal: NameRefusal) {
    switch refusal {
    case .unknownUser(let user):
      self.init(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        (
          "user \(user) of this machine is nobody here: an administrator adds you with "
            + "`lookback person add CODE --name NAME --uid \(user)`",
          "本机用户 \(user) 尚未登记：请管理员用 `lookback person add 代码 --name 姓名 --uid \(user)` 登记"
        ))
    case .administratorForNobody(let user):
      self.init(
        403, "no-person", ("act as a person", "请以人员身份办理"),
        (
          "you are known as an administrator (peer \(user)), not as a person: name the person with --as CODE, "
            + "or add yourself with `lookback person add CODE --uid N`",
          "您是管理员（peer \(user)），不是人员：请用 --as 代码 指明人员，或用 `lookback person add 代码 --uid N` 登记自己"
        ))
    case .unknownToken:
      self.init(
        401, "unknown-caller", ("who are you?", "请表明身份"),
        ("this token is not known: ask for a new one", "没有此令牌，请申请新的"))
    case .tokenFallsShort(.password):
      self.init(
        403, "change-password", ("choose a password first", "请先更换口令"),
        (
          "this session can only choose a new password: `lookback password change`",
          "本次登录只能更换口令：`lookback password change`"
        ))
    case .tokenFallsShort:
      self.init(
        403, "token-scope", ("the token does not go that far", "令牌权限不足"),
        (
          "this token only reads: an administrator makes one that acts with `lookback token add --scope act`",
          "此令牌只能读取：请管理员用 `lookback token add --scope act` 另发"
        ))
    case .retired(let code):
      self.init(
        401, "retired", ("no longer active", "已停用"),
        (
          "\(code) is not active today and can do nothing: see `lookback person list --retired`",
          "\(code) 今日不在任用期内，不能办理：请用 `lookback person list --retired` 查看"
        ))
    case .unknownPerson(let code):
      self.init(
        404, "unknown-person", ("unknown person", "没有此人"),
        ("there is no person \(code): see `lookback person list`", "没有人员 \(code)，请用 `lookback person list` 查看"))
    case .ambiguousCase(let name, let cases):
      let numbers = Set(cases).sorted().map(\.description)
      self.init(
        409, "ambiguous-case", ("which case?", "请指明哪一件"),
        (
          "more than one case is called \(name): use one of " + numbers.joined(separator: ", "),
          "不止一件称为 \(name)，请用其一：" + numbers.joined(separator: "、")
        ), [.texts("cases", numbers)])
    case .noTrack(let unit):
      self.init(
        404, "unknown-track", ("unknown track", "没有此分支"),
        (
          "the case has no track for \(unit): see `lookback case show`",
          "该件没有 \(unit) 的分支，请用 `lookback case show` 查看"
        ))
    }
  }
}
