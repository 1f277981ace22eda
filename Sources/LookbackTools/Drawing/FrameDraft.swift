import LookbackCEL
import LookbackCore
import LookbackTime

/// Makes the frame of one workflow in a diagram.
struct FrameDraft {
  private let workflow: Workflow
  private let id: String
  private let language: Language
  private let marks: DiagramMarks
  private let isRoot: Bool

  init(_ workflow: Workflow, _ id: String, _ language: Language, _ marks: DiagramMarks, _ isRoot: Bool) {
    self.workflow = workflow
    self.id = id
    self.language = language
    self.marks = marks
    self.isRoot = isRoot
  }

  private var words: FrameWords { FrameWords(language) }

  private var name: String { workflow.reference.name }

  var frame: StateDiagram.Frame {
    var boxes = workflow.states.enumerated().map { box($0.element, at: $0.offset) }
    if workflow.anywhere.contains(where: { !targets(of: $0.event).isEmpty }) {
      boxes.append(
        StateDiagram.Box(id: "\(id)any", shape: .anywhere, title: words.anyState, lines: []))
    }
    if !workflow.clocks.isEmpty {
      boxes.append(
        StateDiagram.Box(
          id: "\(id)clocks", shape: .clocks, title: words.clocks, lines: workflow.clocks.map { line(of: $0) }))
    }
    return StateDiagram.Frame(
      id: id, title: workflow.title.text(in: language, fallback: name), boxes: boxes)
  }

  private func box(_ state: StateDefinition, at index: Int) -> StateDiagram.Box {
    var box = StateDiagram.Box(
      id: "\(id)s\(index)", shape: state.isFinal ? .final : .state,
      title: state.title.text(in: language, fallback: state.name), lines: lines(of: state))
    box.isFirst = index == 0
    box.isPresent = marks.present.contains(DiagramMarks.Stand(workflow: name, state: state.name))
    box.isOnPath = marks.ways.contains { $0.workflow == name && ($0.from == state.name || $0.to == state.name) }
    return box
  }

  private func lines(of state: StateDefinition) -> [String] {
    var lines: [String] = []
    for clock in workflow.clocks {
      if case .runs(let span, .state(state.name)) = clock.term {
        lines.append("◷ \(title(of: clock)) \(span.text(in: language))")
      }
    }
    if let approval = state.approval { lines += self.lines(of: approval) }
    for event in state.events {
      let targets = targets(of: event).map(\.state)
      if targets.isEmpty { lines.append("• " + title(of: event)) }
      if targets.contains(state.name) { lines.append("↻ " + title(of: event)) }
    }
    if state.waitsWithoutLimit { lines.append(words.waitsWithoutLimit) }
    return lines
  }

  private func lines(of approval: ApprovalRule) -> [String] {
    var lines = approval.steps.enumerated().map { index, step in
      let title = step.title.text(in: language, fallback: "")
      let condition = step.condition.map { words.condition($0.source.shortened(to: 44)) } ?? ""
      return "✎ \(index + 1). \(title)\(title.isEmpty ? "" : words.colon)\(asked(by: step))\(condition)"
    }
    if let due = approval.due { lines.append("◷ " + words.reminded(after: due.text(in: language))) }
    for event in approval.neverActorOf {
      lines.append(words.barred(eventTitle(event)))
    }
    return lines
  }

  /// Returns how many of whom a step asks, such as `head`, `legal and finance` or `2 of finance, legal, technology`.
  private func asked(by step: ApprovalRule.Step) -> String {
    let names = step.ask.map { name(of: $0) }
    let list = names.joined(separator: words.comma)
    switch step.need {
    case .all where step.ask.contains(where: isSeveral): return words.all(of: list)
    case .all: return names.joined(separator: words.and)
    case .count(1) where names.count == 1 && !step.ask.contains(where: isSeveral): return list
    case .count(let count): return words.some(count, of: list)
    }
  }

  /// Returns whether the role stands for several persons, because its field has a list.
  private func isSeveral(_ role: Role) -> Bool {
    guard let path = role.path, case .list? = workflow.field(path.field)?.type else { return false }
    return true
  }

  private func line(of clock: ClockDefinition) -> String {
    "◷ \(title(of: clock))\(words.colon)\(term(of: clock))" + (clock.law.map { words.aside($0.text) } ?? "")
  }

  private func term(of clock: ClockDefinition) -> String {
    switch clock.term {
    case .at(let path): return words.onDate(fieldTitle(path.field))
    case .computed(let date): return date.source.shortened(to: 44)
    case .runs(let span, .state(let name)):
      return span.text(in: language) + words.fromEntering(stateTitle(name))
    case .runs(let span, .event(let name)):
      return span.text(in: language) + words.fromEvent(eventTitle(name))
    }
  }

  // MARK: Arrows

  var arrows: [StateDiagram.Arrow] {
    var arrows: [StateDiagram.Arrow] = []
    for (index, state) in workflow.states.enumerated() {
      for event in state.events { arrows += self.arrows(event, from: "\(id)s\(index)", state: state) }
      for case .state(let name) in state.approval?.refusals ?? [] {
        guard let target = place(of: name) else { continue }
        arrows.append(
          StateDiagram.Arrow(
            from: "\(id)s\(index)", to: target, kind: .person, title: words.refuse, lines: [],
            isOnPath: isOnPath(AvailableAction.refuse, state.name, name)))
      }
    }
    for rule in workflow.anywhere { arrows += self.arrows(rule.event, from: "\(id)any", state: nil) }
    return arrows
  }

  private func arrows(_ event: EventDefinition, from box: String, state: StateDefinition?) -> [StateDiagram.Arrow] {
    targets(of: event).compactMap { target, guards in
      // An event that leads back to its own state is a line in the box of the state.
      guard target != state?.name, let place = place(of: target) else { return nil }
      return StateDiagram.Arrow(
        from: box, to: place, kind: kind(of: event), title: title(of: event),
        lines: lines(of: event, state, guards), isOnPath: isOnPath(event.name, state?.name, target))
    }
  }

  private func isOnPath(_ event: String, _ from: String?, _ to: String) -> Bool {
    marks.ways.contains {
      $0.workflow == name && $0.event == event && $0.to == to && (from == nil || from == $0.from)
    }
  }

  /// Returns each state to which the event leads, once, with the guards of its candidates.
  private func targets(of event: EventDefinition) -> [(state: String, guards: [GuardRule])] {
    var found: [(state: String, guards: [GuardRule])] = []
    for candidate in event.candidates {
      guard let target = candidate.target, !found.contains(where: { $0.state == target }) else { continue }
      let isOnly = Set(event.candidates.compactMap(\.target)).count == 1
      found.append((target, isOnly && event.candidates.count > 1 ? [] : candidate.guards))
    }
    return found
  }

  private func kind(of event: EventDefinition) -> StateDiagram.Arrow.Kind {
    switch event.trigger {
    case .person: .person
    case .after: .timer
    case .when, .approval: .automatic
    case .signal: .signal
    }
  }

  private func lines(of event: EventDefinition, _ state: StateDefinition?, _ guards: [GuardRule]) -> [String] {
    var lines: [String] = []
    let who = (state?.roles(of: event) ?? event.who).map { roleTitle($0) }
    if !who.isEmpty, event.isForPersons { lines.append(who.joined(separator: words.comma)) }
    switch event.trigger {
    case .after(let span): lines.append("◷ " + words.after(span.text(in: language)))
    case .when(let condition): lines.append("[" + condition.source.shortened(to: 40) + "]")
    case .signal: lines.append("⚡ " + words.signal)
    case .person, .approval: break
    }
    lines += guards.map { "[" + $0.condition.source.shortened(to: 40) + "]" }
    for clock in workflow.clocks {
      if case .runs(let span, .event(event.name)) = clock.term {
        lines.append("◷ \(title(of: clock)) \(span.text(in: language))")
      }
    }
    if event.candidates.contains(where: { $0.number != nil }) { lines.append("№ " + words.drawsNumber) }
    return lines
  }

  func title(of rule: TrackRule) -> String {
    words.forEach(fieldTitle(rule.each.field))
  }

  func lines(of rule: TrackRule) -> [String] {
    rule.join == .none ? [words.notWaitedFor] : []
  }

  // MARK: Names for people

  private func place(of state: String) -> String? {
    workflow.states.firstIndex { $0.name == state }.map { "\(id)s\($0)" }
  }
  private func title(of clock: ClockDefinition) -> String { clock.title.text(in: language, fallback: clock.name) }
  private func title(of event: EventDefinition) -> String {
    workflow.eventTitle(event.name)?.text(in: language, fallback: event.name) ?? event.name
  }
  private func eventTitle(_ name: String) -> String {
    workflow.eventTitle(name)?.text(in: language, fallback: name) ?? name
  }
  private func stateTitle(_ name: String) -> String {
    workflow.state(name)?.title.text(in: language, fallback: name) ?? name
  }
  private func fieldTitle(_ name: String) -> String {
    workflow.field(name)?.title.text(in: language, fallback: name) ?? name
  }
  private func roleTitle(_ name: String) -> String {
    workflow.roleTitles[name]?.text(in: language, fallback: name) ?? name
  }
  private func name(of role: Role) -> String {
    switch role {
    case .post(let name, _): name
    case .person(let path): fieldTitle(path.field)
    }
  }
}

extension String {
  /// Returns the text with an ellipsis if it is longer than `count`. Blanks and line breaks become one blank.
  fileprivate func shortened(to count: Int) -> String {
    let text = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > count ? text.prefix(count - 1) + "…" : text
  }
}
