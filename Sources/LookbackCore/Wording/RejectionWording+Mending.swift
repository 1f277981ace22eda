/// The words for refusals of corrections by administrators.
extension RejectionWording {
  init(_ refusal: MendRefusal) {
    switch refusal {
    case .unknownState(let name, let suggestion, let known): self.init(unknownState: name, suggestion, known)
    case .nothingToMend:
      self.init(
        409, "nothing-to-mend", ("nothing to put right", "未指明更正内容"),
        ("say what is to be put right: a state, fields, or a blocked event", "请指明更正内容：状态、字段或受阻的事项"))
    case .notBlocked(let event, let blocked):
      let names = blocked.isEmpty ? ("nothing", "无") : (blocked.joined(separator: ", "), blocked.joined(separator: "、"))
      self.init(
        409, "not-blocked", ("not blocked", "未受阻"),
        ("`\(event)` is not blocked on this track; blocked: \(names.0)", "此分支的“\(event)”并未受阻；受阻的有：\(names.1)"),
        [.texts("blocked", blocked)])
    case .stillBlocked(let event, let obstacle):
      self.init(
        409, "still-blocked", ("still blocked", "仍受阻"),
        (
          "`\(event)` cannot be done now either: \(obstacle.english)", "“\(event)”现仍无法触发：\(obstacle.chinese)"
        ), [.text("event", event), .text("obstacle", obstacle.code)])
    case .roundOver(let track):
      self.init(
        409, "round-over", ("the round is over", "本轮已结束"),
        (
          "the state that ran track \(track) has been left: put the case or the track above it back first",
          "分支 \(track) 所属的状态已离开：请先将主件或上级分支转回该状态"
        ))
    case .mendWaits(let number):
      self.init(
        409, "mend-waits", ("a correction waits already", "已有更正待确认"),
        (
          "what was proposed with event \(number) waits for another administrator: confirm, refuse or take it back first",
          "第 \(number) 条所提更正尚待另一管理员确认：请先确认、拒绝或撤回"
        ))
    case .noMendWaits(let number):
      self.init(
        409, "no-mend-waits", ("nothing to confirm", "无待确认的更正"),
        (
          "no correction that was proposed with event \(number) waits: see `lookback case show`",
          "没有第 \(number) 条所提的待确认更正，请用 `lookback case show` 查看"
        ))
    case .mendOvertaken(let number, let state):
      self.init(
        409, "mend-overtaken", ("the case has moved on", "案件已变化"),
        (
          "since event \(number) proposed it the track came to `\(state)`: refuse it, and propose what is right now",
          "自第 \(number) 条提出以来，该分支已转入“\(state)”：请拒绝后按现状另提"
        ))
    }
  }

  private init(unknownState name: String, _ suggestion: String?, _ known: [String]) {
    let hint = suggestion.map { (": did you mean `\($0)`?", "，是否为“\($0)”？") } ?? ("", "")
    let (english, chinese) = (known.joined(separator: ", "), known.joined(separator: "、"))
    var more = [Detail.texts("known", known)]
    if let suggestion { more.append(.text("suggestion", suggestion)) }
    self.init(
      404, "unknown-state", ("unknown state", "没有此状态"),
      (
        "the workflow has no state `\(name)`\(hint.0); there are: \(english)",
        "流程没有状态“\(name)”\(hint.1)；现有：\(chinese)"
      ), more)
  }
}
