package import LookbackCEL
package import LookbackCore
package import LookbackTime

extension TimelineEntry {
  /// Returns what happened in one line for people. Names of the definition have their titles.
  package func text(in language: Language, _ library: Library, _ current: Case?) -> String {
    let sentence = TimelineSentence(
      language: language, workflow: current?.track(track).flatMap { library.workflow($0.workflow) }, library: library)
    return sentence.text(kind)
  }

  /// The kind in words for programs, such as `event`, `reminder`, `overdue` or `deadline started`.
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

  /// What the entry is about: the event, the clock, or the subject of the message.
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
  /// Returns the entry as named values for programs, in this order.
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
  /// The due date after the change; nil for a clock that is paused.
  package var due: CivilDate? {
    switch self {
    case .started(_, let due), .moved(_, _, let due), .resumed(_, let due), .stopped(_, let due, _): due
    case .paused: nil
    }
  }
}

extension CaseEvent {
  /// Returns the numbers that the event drew from registers, as texts.
  func numbersDrawn(in workflow: Workflow?) -> [String] {
    let definition = workflow?.state(from)?.event(name) ?? workflow?.anywhere.first { $0.event.name == name }?.event
    let fields = Set(definition?.candidates.compactMap { $0.number?.into.field } ?? [])
    return changes.compactMap { change in
      guard case .set(_, let field, .string(let text)) = change, fields.contains(field) else { return nil }
      return text
    }
  }
}
