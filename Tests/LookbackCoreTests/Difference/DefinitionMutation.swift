import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting

/// One single change of a definition, drawn from a seed: some property of some part says something else, a part is
/// added or taken out, or two change places.
struct DefinitionMutation {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The changed definition, and what was changed; nil where this definition has no part of the kind that was drawn.
  mutating func applied(to workflow: Workflow) -> (Workflow, String)? {
    var copy = workflow
    let kinds: [(String, (inout DefinitionMutation, inout Workflow) -> Bool)] = [
      ("workflow", { $0.head(&$1) }), ("field", { $0.pick(\.fields, of: &$1) { $0.field(&$1) } }),
      ("role", { $0.role(&$1) }), ("clock", { $0.pick(\.clocks, of: &$1) { $0.clock(&$1) } }),
      ("state", { $0.pick(\.states, of: &$1) { $0.state(&$1) } }),
      ("event", { $0.anyEvent(&$1) }), ("anywhere", { $0.pick(\.anywhere, of: &$1) { $0.anywhere(&$1) } }),
      ("look back", { $0.pick(\.lookBacks, of: &$1) { $0.lookBack(&$1) } }),
      ("promise", { $0.list(&$1.promises, "a promise") }), ("moves", { $0.moves(&$1) }),
      ("opening", { $0.opening(&$1) }), ("counts", { $0.counts(&$1) }), ("back", { $0.datingBack(&$1) }),
      ("visibility", { $0.visibility(&$1) }),
      ("parts", { $0.parts(&$1) }),
    ]
    let (name, change) = kinds[below(kinds.count)]
    guard change(&self, &copy), copy != workflow else { return nil }
    return (copy, name)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func pick<Part>(
    _ path: WritableKeyPath<Workflow, [Part]>, of workflow: inout Workflow,
    _ change: (inout DefinitionMutation, inout Part) -> Bool
  ) -> Bool {
    guard !workflow[keyPath: path].isEmpty else { return false }
    let index = below(workflow[keyPath: path].count)
    return change(&self, &workflow[keyPath: path][index])
  }

  // MARK: - Whole parts

  private mutating func parts(_ workflow: inout Workflow) -> Bool {
    switch below(6) {
    case 0: rearrange(&workflow.fields)
    case 1: rearrange(&workflow.clocks)
    case 2: rearrange(&workflow.states)
    case 3: rearrange(&workflow.anywhere)
    case 4: rearrange(&workflow.lookBacks)
    default:
      pick(\.states, of: &workflow) { $0.rearrange(&$1.events) }
    }
  }

  /// Takes one out, puts one in twice, or lets two change places.
  private mutating func rearrange<Part>(_ parts: inout [Part]) -> Bool {
    guard !parts.isEmpty else { return false }
    let (index, other) = (below(parts.count), below(parts.count))
    switch below(3) {
    case 0: parts.remove(at: index)
    case 1: parts.append(parts[index])
    default: parts.swapAt(index, other)
    }
    return true
  }

  mutating func list(_ names: inout [String], _ new: String) -> Bool {
    guard !names.isEmpty, below(2) == 0 else {
      names.append(new)
      return true
    }
    return rearrange(&names)
  }

  // MARK: - Properties

  private mutating func head(_ workflow: inout Workflow) -> Bool {
    switch below(5) {
    case 0: workflow.title = label(workflow.title)
    case 1: workflow.calendar += "x"
    case 2: workflow.timezone += "x"
    case 3: workflow.reference = WorkflowReference(name: "matter", version: workflow.reference.version + 1)
    default: workflow.reference = WorkflowReference(name: "other", version: workflow.reference.version)
    }
    return true
  }

  mutating func label(_ label: Label) -> Label {
    below(2) == 0
      ? Label(english: (label.english ?? "") + "x", chinese: label.chinese)
      : Label(english: label.english, chinese: (label.chinese ?? "") + "新")
  }

  private mutating func field(_ field: inout Field) -> Bool {
    switch below(5) {
    case 0: field.name += "x"
    case 1: field.title = label(field.title)
    case 2: field.isRequired.toggle()
    case 3: field.isUnique.toggle()
    default: field.type = type(field.type)
    }
    return true
  }

  private mutating func type(_ type: FieldType) -> FieldType {
    switch type {
    case .text(let max): below(2) == 0 ? .text(max: max + 1) : .list(type)
    case .choice(var scheme):
      switch below(3) {
      case 0: .text(max: 9)
      case 1:
        {
          scheme.version += 1
          return .choice(scheme)
        }()
      default:
        {
          scheme.classes.removeLast()
          return .choice(scheme)
        }()
      }
    case .list(let element): below(2) == 0 ? element : .list(self.type(element))
    default: [FieldType.bool, .int, .double, .date, .person, .unit, .case].filter { $0 != type }[below(6)]
    }
  }

  private mutating func role(_ workflow: inout Workflow) -> Bool {
    guard let name = workflow.roles.keys.sorted().randomElement(using: &random) else { return false }
    switch below(4) {
    case 0: workflow.roles[name] = nil
    case 1: workflow.roles[name] = .post("new", of: .trackUnit)
    case 2: workflow.roles[name + "x"] = .person(ValuePath(scope: .case, field: "lead"))
    default: workflow.roleTitles[name] = label(workflow.roleTitles[name] ?? Label(english: nil, chinese: nil))
    }
    return true
  }

  private mutating func clock(_ clock: inout ClockDefinition) -> Bool {
    switch below(12) {
    case 0: clock.name += "x"
    case 1: clock.title = label(clock.title)
    case 2: law(&clock.law)
    case 3: return term(&clock)
    case 4: return counting(&clock.counting)
    case 5: return list(&clock.stopsIn, "nowhere")
    case 6: return list(&clock.pausesIn, "nowhere")
    case 7: return below(2) == 0 ? list(&clock.pausesOn, "halt") : list(&clock.resumesOn, "go")
    case 8:
      clock.correct =
        clock.correct == nil ? CorrectRule(who: below(2) == 0 ? [] : ["office"], needs: ["reason"]) : nil
    case 9: return extend(&clock.extend)
    case 10: return reminders(&clock.reminders)
    default: return breach(&clock.breach)
    }
    return true
  }

  private mutating func law(_ law: inout Law?) {
    guard var versions = law?.versions, let last = versions.indices.last, below(5) > 0 else {
      law = law == nil ? "Act" : nil
      return
    }
    let day = CivilDate(days: Int32(18_000 + below(300)))
    switch below(4) {
    case 0: versions[last].article += "x"
    case 1: versions[last].from = day
    case 2: versions[last].until = day
    default: versions.append(Law.Version(article: "new", from: day))
    }
    law = Law(versions)
  }

  private mutating func term(_ clock: inout ClockDefinition) -> Bool {
    switch clock.term {
    case .runs(let span, let from):
      switch below(4) {
      case 0: clock.term = .runs(Span(span.count + 1, span.unit), from: from)
      case 1: clock.term = .runs(Span(span.count, span.unit == .days ? .workingDays : .days), from: from)
      case 2: clock.term = .runs(span, from: .event("other"))
      default: clock.term = .runs(span, from: .state("assign"))
      }
    case .at, .computed: clock.term = .at(ValuePath(scope: below(2) == 0 ? .case : .data, field: "review_due"))
    }
    return true
  }

  private mutating func counting(_ counting: inout Counting) -> Bool {
    switch below(5) {
    case 0: counting.start = counting.start == .included ? .rolled : .included
    case 1: counting.last = counting.last == .asIs ? .previousWorkingDay : .asIs
    case 2: counting.end = counting.end == .midnight ? .closeOfBusiness : .midnight
    case 3: counting.pauses = counting.pauses == nil ? .workingDays : nil
    default:
      counting.cutOff = counting.cutOff == nil ? (try? TimeOfDay(parsing: "17:00")).map { CutOff($0, .nextDay) } : nil
    }
    return true
  }

  private mutating func extend(_ rule: inout ExtendRule?) -> Bool {
    guard var extend = rule, below(6) > 0 else {
      rule = rule == nil ? ExtendRule(amount: .by(Span(1, .days)), atMost: 1, who: [], needs: []) : nil
      return true
    }
    switch below(6) {
    case 0: extend.amount = .by(Span(9, .months))
    case 1: extend.amount = .fromGrant(Span(9, .months))
    case 2: extend.cap = extend.cap == nil ? Span(1, .years) : nil
    case 3: extend.atMost += 1
    case 4: _ = below(2) == 0 ? list(&extend.who, "x") : list(&extend.needs, "x")
    default: _ = list(&extend.ask, "x")
    }
    rule = extend
    return true
  }

  mutating func reminders(_ reminders: inout [Reminder]) -> Bool {
    guard !reminders.isEmpty, below(3) > 0 else {
      reminders.append(Reminder(direction: .after, span: Span(2, .days), tell: [.approvers]))
      return true
    }
    let index = below(reminders.count)
    switch below(4) {
    case 0: reminders[index].direction = reminders[index].direction == .after ? .before : .after
    case 1: reminders[index].span = reminders[index].span == nil ? Span(1, .days) : nil
    case 2: return recipients(&reminders[index].tell)
    default:
      let end: Reminder.Ladder.End = below(2) == 0 ? .count(3) : .until(Span(3, .months))
      reminders[index].ladder = reminders[index].ladder == nil ? .init(every: Span(1, .weeks), end: end) : nil
    }
    return true
  }

  private mutating func recipients(_ tell: inout [Recipient]) -> Bool {
    tell.append([.role("new"), .tracks(workflow: "answer", role: "new"), .approvers][below(3)])
    return true
  }

  private mutating func breach(_ breach: inout Breach?) -> Bool {
    guard breach != nil, below(4) > 0 else {
      breach = breach == nil ? Breach(mark: "overdue", tell: []) : nil
      return true
    }
    switch below(3) {
    case 0: breach?.mark += "x"
    case 1: breach?.tell.append(.role("new"))
    default: breach?.effects.append(effect())
    }
    return true
  }

  private mutating func effect() -> Effect {
    [
      .letter("new"), .mail(.role("new")), .webhook("new"),
      .signal(event: "new", to: ValuePath(scope: .data, field: "related")),
    ][below(4)]
  }

  private mutating func state(_ state: inout StateDefinition) -> Bool {
    switch below(8) {
    case 0: state.name += "x"
    case 1: state.title = label(state.title)
    case 2: state.isFinal.toggle()
    case 3: return list(&state.reopen, "again")
    case 4: return list(&state.who, "new")
    case 5: state.waitsWithoutLimit.toggle()
    case 6: return tracks(&state.tracks)
    default: return approval(&state.approval)
    }
    return true
  }

  private mutating func tracks(_ tracks: inout [TrackRule]) -> Bool {
    guard !tracks.isEmpty, below(3) > 0 else {
      tracks.append(
        TrackRule(each: ValuePath(scope: .data, field: "units"), workflow: "answer", group: "co", join: .none))
      return true
    }
    switch below(4) {
    case 0: tracks[0].each = ValuePath(scope: .case, field: "units")
    case 1: tracks[0].workflow += "x"
    case 2: tracks[0].group += "x"
    default: tracks[0].join = tracks[0].join == .all ? .none : .all
    }
    return true
  }

  private mutating func approval(_ rule: inout ApprovalRule?) -> Bool {
    guard var approval = rule, !approval.steps.isEmpty, below(8) > 0 else {
      rule = rule == nil ? ApprovalRule(steps: [], neverActorOf: [], refusal: "assigned", binds: nil, due: nil) : nil
      return true
    }
    switch below(8) {
    case 0: _ = list(&approval.neverActorOf, "assign")
    case 1: approval.refusal += "x"
    case 2: approval.binds = approval.binds == nil ? ValuePath(scope: .data, field: "text") : nil
    case 3: approval.due = approval.due == nil ? Span(5, .days) : nil
    case 4: _ = reminders(&approval.reminders)
    case 5: _ = breach(&approval.breach)
    case 6: _ = rearrange(&approval.steps)
    default: step(&approval.steps[below(approval.steps.count)])
    }
    rule = approval
    return true
  }

  private mutating func step(_ step: inout ApprovalRule.Step) {
    switch below(7) {
    case 0: step.name = step.name == nil ? "check" : nil
    case 1: step.title = label(step.title)
    case 2: step.ask.append(.post("new", of: .unit("desk")))
    case 3: step.need = step.need == .all ? .count(1) : .all
    case 4: step.isParallel.toggle()
    case 5: step.condition = step.condition == nil ? expression() : nil
    default: step.refusal = step.refusal == nil ? (below(2) == 0 ? .state("assigned") : .step(0)) : nil
    }
  }

  mutating func expression() -> Guard? {
    let declarations = Declarations(names: ["data": .dynamic], functions: [:])
    return try? Guard("data.size > \(below(9_999))", declarations: declarations)
  }

  private mutating func anyEvent(_ workflow: inout Workflow) -> Bool {
    pick(\.states, of: &workflow) { random, state in
      guard !state.events.isEmpty else { return false }
      return random.event(&state.events[random.below(state.events.count)])
    }
  }

  private mutating func anywhere(_ rule: inout AnywhereEvent) -> Bool {
    below(3) == 0 ? list(&rule.exceptIn, "registered") : event(&rule.event)
  }

  private mutating func event(_ event: inout EventDefinition) -> Bool {
    switch below(8) {
    case 0: event.name += "x"
    case 1: event.title = label(event.title)
    case 2: return trigger(&event.trigger)
    case 3: return list(&event.who, "new")
    case 4: return list(&event.needs, "new")
    case 5: return list(&event.takes, "new")
    case 6: event.sender = event.sender == nil ? ValuePath(scope: .data, field: "related") : nil
    default:
      guard !event.candidates.isEmpty, below(4) > 0 else { return rearrange(&event.candidates) }
      return candidate(&event.candidates[below(event.candidates.count)])
    }
    return true
  }

  private mutating func trigger(_ trigger: inout EventDefinition.Trigger) -> Bool {
    var others: [EventDefinition.Trigger] = [
      .person, .approval, .signal, .after(Span(9, .days)), .after(Span(8, .days)),
    ]
    if let expression = expression() { others.append(.when(expression)) }
    others.removeAll { $0 == trigger }
    trigger = others[below(others.count)]
    return true
  }

  private mutating func candidate(_ way: inout Candidate) -> Bool {
    let path = ValuePath(scope: below(2) == 0 ? .data : .case, field: "size")
    switch below(8) {
    case 0: way.target = way.target == nil ? "assigned" : nil
    case 1: way.target = (way.target ?? "") + "x"
    case 2:
      guard let expression = expression() else { return false }
      way.guards.append(GuardRule(condition: expression, otherwise: Label(english: nil, chinese: nil)))
    case 3:
      guard !way.guards.isEmpty else { return false }
      way.guards[0].otherwise = label(way.guards[0].otherwise)
    case 4:
      guard let expression = expression() else { return false }
      way.assignments.append(Assignment(path: path, value: expression))
    case 5: way.clear.append(path)
    case 6:
      way.number = way.number == nil ? NumberRule(register: "x", per: below(2) == 0 ? .year : .ever, into: path) : nil
    default: if below(2) == 0 { way.effects.append(effect()) } else { way.awaits.append("main") }
    }
    return true
  }
}
