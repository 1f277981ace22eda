import LookbackCore
import LookbackTime

/// The words of a timeline.
struct TimelineSentence {
  let language: Language
  let workflow: Workflow?
  let library: Library

  private func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  func text(_ kind: TimelineEntry.Kind) -> String {
    switch kind {
    case .event(let event): self.event(event)
    case .message(let message): self.message(message)
    case .deadline(let change): deadline(change)
    case .lapsed(let clock): "  " + pick("window over: ", "窗口期满：") + self.clock(clock)
    case .refused(let event, let by, let rejection):
      pick("refused: \(event) by \(by): ", "未予受理：\(event)，\(by)：")
        + Localizer(language: language, library: library).sentence(rejection)
    }
  }

  private func event(_ event: CaseEvent) -> String {
    let title = workflow?.eventTitle(event.name)?.text(in: language, fallback: event.name) ?? event.name
    let name = title == event.name ? title : title + pick(" (\(event.name))", "（\(event.name)）")
    let way = event.from == event.to || event.to.isEmpty ? "" : " → \(state(event.to))"
    let actor = event.actor == Actor.engine.description ? pick(", by itself", "，自动") : pick(" by ", "，") + event.actor
    let late = event.lateEntry(in: library, workflow).map { pick(", ", "，") + $0.text(in: language) } ?? ""
    return name + way + actor + late + numbers(event)
  }

  /// Returns the numbers that the event drew, as the end of a sentence; empty if it drew none.
  private func numbers(_ event: CaseEvent) -> String {
    let drawn = event.numbersDrawn(in: workflow)
    return drawn.isEmpty ? "" : pick(", number ", "，文号 ") + drawn.joined(separator: pick(", ", "、"))
  }

  private func message(_ message: Message) -> String {
    let to = message.to.map(\.description).joined(separator: pick(", ", "、"))
    let due = message.due.map { pick(", due \($0)", "，期限 \($0)") } ?? ""
    return "  \(topic(message.topic)) → \(to)\(pick(": ", "："))\(about(message))\(due)"
  }

  private func about(_ message: Message) -> String {
    switch message.topic {
    case .reminder, .overdue: clock(message.about)
    case .lookBack:
      workflow?.lookBacks.first { $0.name == message.about }?.title.text(in: language, fallback: message.about)
        ?? message.about
    case .notice, .letter, .signal, .webhook, .blocked:
      workflow?.eventTitle(message.about)?.text(in: language, fallback: message.about) ?? message.about
    }
  }

  private func topic(_ topic: Message.Topic) -> String {
    switch topic {
    case .reminder: pick("reminder", "催办")
    case .overdue: pick("overdue", "逾期通知")
    case .notice: pick("notice", "通知")
    case .letter: pick("letter", "函件")
    case .blocked: pick("blocked", "受阻")
    case .lookBack: pick("look back", "回头看")
    case .signal: pick("signal", "信号")
    case .webhook: pick("web call", "网络调用")
    }
  }

  private func deadline(_ change: DeadlineChange) -> String {
    "  " + clock(change.clock) + pick(": ", "：") + outcome(change)
  }

  private func outcome(_ change: DeadlineChange) -> String {
    switch change {
    case .started(_, let due): pick("due \(due)", "期限 \(due)")
    case .moved(_, let from, let to): pick("due \(to) instead of \(from)", "期限由 \(from) 改为 \(to)")
    case .paused: pick("paused", "暂停计算")
    case .resumed(_, let due): pick("runs again, due \(due)", "恢复计算，期限 \(due)")
    case .stopped(_, let due, let isLate):
      isLate
        ? pick("stopped after \(due): too late", "于 \(due) 后停止：逾期")
        : pick("stopped in time (\(due))", "按期停止（\(due)）")
    }
  }

  private func clock(_ name: String) -> String {
    let label =
      workflow?.clock(name)?.title ?? workflow?.state(name)?.title
      ?? workflow?.lookBacks.first { $0.name == name }?.title
    return label?.text(in: language, fallback: name) ?? name
  }

  private func state(_ name: String) -> String {
    workflow?.state(name)?.title.text(in: language, fallback: name) ?? name
  }
}
