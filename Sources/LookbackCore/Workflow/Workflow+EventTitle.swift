import LookbackTime

extension Workflow {
  /// Returns the title of an event of history, also of events that the engine names itself; nil if the event is
  /// unknown.
  package func eventTitle(_ name: String) -> Label? {
    let own = self.states.flatMap(\.events) + self.anywhere.map(\.event)
    return own.first { $0.name == name }?.title ?? Self.ownTitles[name] ?? clockTitle(name) ?? lookBackTitle(name)
      ?? approvalTitle(name)
      ?? prefixedTitle(name)
  }

  private static let ownTitles = [
    "open": Label(english: "open", chinese: "登记"),
    AvailableAction.approve: Label(english: "approve", chinese: "同意"),
    AvailableAction.refuse: Label(english: "refuse", chinese: "退回"),
    Deliberation.redating: Label(english: "re-date", chinese: "重新计算期限"),
    Deliberation.moving: Label(english: "moved to another version", chinese: "转至新版本"),
    Deliberation.mended: Label(english: "put right by an administrator", chinese: "管理员更正"),
    Deliberation.mendProposed: Label(english: "correction to be confirmed", chinese: "更正待另一管理员确认"),
    Deliberation.mendRefused: Label(english: "correction refused", chinese: "不同意更正"),
    Deliberation.mendTakenBack: Label(english: "correction taken back", chinese: "撤回更正"),
    ScheduledTimer.remindApprovers: Label(english: "remind those who have to sign", chinese: "催办审签"),
  ]

  /// Returns the title of an event that was blocked, or that was refused when its time came; nil for other events.
  private func prefixedTitle(_ name: String) -> Label? {
    if let event = Blockage.event(of: name) {
      let title = eventTitle(event)
      return Label(
        english: "blocked: \(title?.text(in: .english, fallback: event) ?? event)",
        chinese: "受阻：\(title?.text(in: .chinese, fallback: event) ?? event)")
    }
    guard let event = Deliberation.event(ofRefusal: name), let title = self.eventTitle(event) else { return nil }
    return Label(
      english: "not fired: \(title.text(in: .english, fallback: event))",
      chinese: "未触发：\(title.text(in: .chinese, fallback: event))")
  }

  private func approvalTitle(_ name: String) -> Label? {
    let marks = self.states.compactMap { $0.approval?.breach?.mark }
    let mark = marks.first { name == "\($0) approval" }
    return mark.map { Label(english: "\($0): signing", chinese: "逾期：审签") }
  }

  private func clockTitle(_ name: String) -> Label? {
    for clock in self.clocks {
      let (english, chinese) = (
        clock.title.text(in: .english, fallback: clock.name), clock.title.text(in: .chinese, fallback: clock.name)
      )
      switch name {
      case AvailableAction.askToExtend(clock.name):
        return Label(english: "ask to extend: \(english)", chinese: "申请延期：\(chinese)")
      case AvailableAction.refuseToExtend(clock.name):
        return Label(english: "refuse to extend: \(english)", chinese: "不同意延期：\(chinese)")
      case AvailableAction.correct(clock.name):
        return Label(english: "correct the start: \(english)", chinese: "更正起算日期：\(chinese)")
      case AvailableAction.extend(clock.name): return Label(english: "extend: \(english)", chinese: "延期：\(chinese)")
      case "remind \(clock.name)": return Label(english: "reminder: \(english)", chinese: "催办：\(chinese)")
      case "\(clock.breach?.mark ?? "overdue") \(clock.name)":
        return Label(english: "\(clock.breach?.mark ?? "overdue"): \(english)", chinese: "逾期：\(chinese)")
      default: continue
      }
    }
    return nil
  }

  private func lookBackTitle(_ name: String) -> Label? {
    if let rule = self.lookBacks.first(where: { name == "remind \($0.name)" }) {
      return Label(
        english: "reminder: " + rule.title.text(in: .english, fallback: rule.name),
        chinese: "催办：" + rule.title.text(in: .chinese, fallback: rule.name))
    }
    let rule = self.lookBacks.first { name == "due \($0.name)" }
    return rule.map {
      Label(
        english: "due: " + $0.title.text(in: .english, fallback: $0.name),
        chinese: "到期：" + $0.title.text(in: .chinese, fallback: $0.name))
    }
  }
}
