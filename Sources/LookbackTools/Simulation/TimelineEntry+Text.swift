package import LookbackCEL
package import LookbackCore
package import LookbackTime

extension TimelineEntry {
  /// What happened, in one line for people; names of the definition with their titles.
  package func text(in language: Language, _ library: Library, _ current: Case?) -> String {
    let sentence = TimelineSentence(
      language: language, workflow: current?.track(track).flatMap { library.workflow($0.workflow) }, library: library)
    return sentence.text(kind)
  }

  /// One word for programs: `event`, `reminder`, `overdue`, `deadline started` …
  package var kindName: String {
    switch kind {
    case .event(let event): event.actor == Actor.engine.description ? "automatic event" : "event"
    case .message(let message): message.topic.rawValue
    case .deadline(.started): "deadline started"
    case .deadline(.moved): "deadline moved"
    case .deadline(.paused): "deadline paused"
    case .deadline(.resumed): "deadline resumed"
    case .deadline(.stopped): "deadline stopped"
    case .lapsed: "lapsed"
    case .refused: "refused"
    }
  }

  /// What it is about: the event, the clock, or what a message says.
  package var subject: String {
    switch kind {
    case .event(let event): event.name
    case .message(let message): message.about
    case .deadline(let change): change.clock
    case .lapsed(let clock): clock
    case .refused(let event, _, _): event
    }
  }
}

extension TimelineEntry {
  /// For programs, in this order.
  package func fields(in language: Language, _ library: Library, _ current: Case?) -> [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = [
      ("at", .string(at.description)), ("on", .string(on.description)), ("case", .string(self.case.description)),
      ("track", .int(Int64(track.value))), ("kind", .string(kindName)), ("subject", .string(subject)),
    ]
    switch kind {
    case .event(let event):
      fields += [("from", .string(event.from)), ("to", .string(event.to)), ("actor", .string(event.actor))]
      let workflow = current?.track(track).flatMap { library.workflow($0.workflow) }
      if let late = event.lateEntry(in: library, workflow) { fields.append(("late_days", .int(Int64(late.days)))) }
    case .message(let message):
      fields.append(("recipients", .list(message.to.map { .string($0.description) })))
      if let due = message.due { fields.append(("due", .string(due.description))) }
    case .deadline(let change): if let due = change.due { fields.append(("due", .string(due.description))) }
    case .lapsed: break
    case .refused(_, let by, let rejection): fields += [("actor", .string(by)), ("code", .string(rejection.code))]
    }
    let text = self.text(in: language, library, current)
    fields.append(("text", .string(String(text.drop { $0 == " " }))))
    return fields
  }
}

extension DeadlineChange {
  /// The due date after it; nil for a clock that is paused.
  package var due: CivilDate? {
    switch self {
    case .started(_, let due), .moved(_, _, let due), .resumed(_, let due), .stopped(_, let due, _): due
    case .paused: nil
    }
  }
}

/// The words of a timeline.
private struct TimelineSentence {
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
    let title = workflow?.title(ofEvent: event.name)?.text(in: language, fallback: event.name) ?? event.name
    let name = title == event.name ? title : "\(title) (\(event.name))"
    let way = event.from == event.to || event.to.isEmpty ? "" : " → \(state(event.to))"
    let actor = event.actor == Actor.engine.description ? pick(", by itself", "，自动") : pick(" by ", "，") + event.actor
    let late = event.lateEntry(in: library, workflow).map { pick(", ", "，") + $0.text(in: language) } ?? ""
    return name + way + actor + late + numbers(event)
  }

  /// The numbers that the event drew.
  private func numbers(_ event: CaseEvent) -> String {
    let drawn = event.numbersDrawn(in: workflow)
    return drawn.isEmpty ? "" : pick(", number ", "，文号 ") + drawn.joined(separator: ", ")
  }

  private func message(_ message: Message) -> String {
    let to = message.to.map(\.description).joined(separator: pick(", ", "、"))
    let due = message.due.map { pick(", due \($0)", "，期限 \($0)") } ?? ""
    return "  \(topic(message.topic)) → \(to): \(about(message))\(due)"
  }

  private func about(_ message: Message) -> String {
    switch message.topic {
    case .reminder, .overdue: clock(message.about)
    case .lookBack:
      workflow?.lookBacks.first { $0.name == message.about }?.title.text(in: language, fallback: message.about)
        ?? message.about
    case .notice, .letter, .signal, .webhook, .blocked:
      workflow?.title(ofEvent: message.about)?.text(in: language, fallback: message.about) ?? message.about
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

extension CaseEvent {
  /// The texts that a number rule of this event wrote.
  func numbersDrawn(in workflow: Workflow?) -> [String] {
    let definition = workflow?.state(from)?.event(name) ?? workflow?.anywhere.first { $0.event.name == name }?.event
    let fields = Set(definition?.candidates.compactMap { $0.number?.into.field } ?? [])
    return changes.compactMap { change in
      guard case .set(_, let field, .string(let text)) = change, fields.contains(field) else { return nil }
      return text
    }
  }
}
