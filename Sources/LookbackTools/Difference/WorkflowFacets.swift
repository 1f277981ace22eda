import LookbackCEL
import LookbackCore

/// Everything that a compiled definition says, part by part. Two definitions with the same facets say the same.
struct WorkflowFacets {
  private(set) var values: [FacetSubject: [FacetProperty: FacetValue]] = [:]
  /// The parts of each kind in the order of the definition, for kinds whose order has a meaning.
  private(set) var order: [FacetSubject] = []
  private(set) var titles: [FacetSubject: Label] = [:]

  init(_ workflow: Workflow) {
    addWorkflow(workflow)
    for field in workflow.fields { add(field, readBy: workflow.visibility.fields[field.name]) }
    for name in Set(workflow.roles.keys).union(workflow.roleTitles.keys).sorted() {
      let subject = FacetSubject(.role, name)
      let title = workflow.roleTitles[name]
      begin(subject, title)
      if let role = workflow.roles[name] { set(subject, "is", role.facet) }
    }
    for clock in workflow.clocks { add(clock) }
    for state in workflow.states { add(state) }
    for event in workflow.anywhere {
      let subject = unused(FacetSubject(.anywhere, event.event.name))
      add(event.event, as: subject)
      set(subject, "except in", event.exceptIn)
    }
    for rule in workflow.lookBacks { add(rule) }
    for promise in workflow.promises { begin(unused(FacetSubject(.promise, promise)), nil) }
    if let moves = workflow.moves { add(moves) }
    if let opening = workflow.opening { add(opening) }
    if let counts = workflow.counts { add(counts) }
  }

  private mutating func addWorkflow(_ workflow: Workflow) {
    let subject = FacetSubject(.workflow, workflow.reference.name)
    begin(subject, workflow.title)
    set(subject, "version", FacetValue("\(workflow.reference.version)"))
    set(subject, "calendar", FacetValue(workflow.calendar))
    set(subject, "timezone", FacetValue(workflow.timezone))
    set(subject, "dated back", workflow.back == .never ? FacetValue("") : workflow.back.facet)
    if let rules = workflow.visibility.cases { set(subject, "seen by", rules.facet) }
    if workflow.isMendedByTwo { set(subject, "mended by", FacetValue("two")) }
    set(subject, "begins in", FacetValue(workflow.states.first?.name ?? ""))
  }

  private mutating func add(_ field: Field, readBy rules: [Visibility.Rule]?) {
    let subject = unused(FacetSubject(.field, field.name))
    begin(subject, field.title)
    set(subject, "type", FacetValue(field.type.facet))
    set(subject, "required", flag: field.isRequired)
    set(subject, "unique", flag: field.isUnique)
    if let rules { set(subject, "read by", rules.facet) }
  }

  private mutating func add(_ state: StateDefinition) {
    let subject = unused(FacetSubject(.state, state.name))
    begin(subject, state.title)
    set(subject, "final", flag: state.isFinal)
    set(subject, "waits", state.waitsWithoutLimit ? ["without limit"] : [])
    set(subject, "who", state.who)
    set(subject, "reopen", state.reopen)
    set(subject, "tracks", FacetValue(state.tracks.map(\.facet), separator: "; "))
    if let approval = state.approval { add(approval, to: subject) }
    for event in state.events { add(event, as: unused(FacetSubject(.event, event.name, in: subject.name))) }
  }

  private mutating func add(_ rule: ApprovalRule, to subject: FacetSubject) {
    set(subject, "approval", FacetValue("\(rule.steps.count)"))
    for (index, step) in rule.steps.enumerated() {
      set(subject, FacetProperty("step", index + 1), step.facet)
    }
    set(subject, "never", rule.neverActorOf.map { "actor of \($0)" })
    set(subject, "refusal", FacetValue(rule.refusal))
    set(subject, "binds", FacetValue(rule.binds?.description ?? ""))
    if let due = rule.due { set(subject, "due", FacetValue(due)) }
    set(subject, rule.reminders)
    set(subject, rule.breach)
  }

  mutating func add(_ event: EventDefinition, as subject: FacetSubject) {
    begin(subject, event.title)
    set(subject, "fired", event.trigger.facet)
    set(subject, "signal from", FacetValue(event.sender?.description ?? ""))
    set(subject, "who", event.who)
    set(subject, "needs", event.needs)
    set(subject, "takes", event.takes)
    set(subject, "leaves tracks", flag: event.leavesTracks)
    if let back = event.back { set(subject, "dated back", back.facet) }
    set(subject, "ways", FacetValue("\(event.candidates.count)"))
    for (index, candidate) in event.candidates.enumerated() {
      add(candidate, to: subject, number: event.candidates.count > 1 ? index + 1 : nil)
    }
  }

  private mutating func add(_ way: Candidate, to subject: FacetSubject, number: Int?) {
    set(subject, FacetProperty("if", number), facet(of: way.guards))
    set(subject, FacetProperty("to", number), FacetValue(way.target ?? ""))
    let assignments = way.assignments.map { FacetValue("\($0.path) = \($0.value.source)") }
    set(subject, FacetProperty("set", number), FacetValue(assignments, separator: "; "))
    set(subject, FacetProperty("clear", number), FacetValue(way.clear.map { FacetValue($0.description) }))
    if let rule = way.number {
      let text = "\(rule.register) per \(rule.per.rawValue) into \(rule.into)"
      set(subject, FacetProperty("number", number), FacetValue(text))
    }
    set(subject, FacetProperty("do", number), FacetValue(way.effects.map { FacetValue($0.facet) }))
    set(subject, FacetProperty("waits for", number), FacetValue(way.awaits.map { FacetValue($0) }))
  }

  private func facet(of guards: [GuardRule]) -> FacetValue {
    let texts = guards.map { rule in
      let otherwise = FacetValue(rule.otherwise)
      return FacetValue(rule.condition.source) + (rule.otherwise == Label(english: nil, chinese: nil) ? "" : " (else: ")
        + (rule.otherwise == Label(english: nil, chinese: nil) ? FacetValue("") : otherwise + ")")
    }
    return FacetValue(texts, separator: "; ")
  }

  private mutating func add(_ opening: OpeningRule) {
    let subject = FacetSubject(.open)
    begin(subject, nil)
    set(subject, "who", opening.who)
    set(subject, "takes", opening.takes)
    set(subject, "if", facet(of: opening.guards))
  }

  private mutating func add(_ counts: CountRule) {
    let subject = FacetSubject(.counts)
    begin(subject, nil)
    set(subject, "on time", counts.onTime)
    set(subject, "answer", counts.answers)
    set(subject, "apart", counts.apart)
  }

  private mutating func add(_ rule: LookBackRule) {
    let subject = unused(FacetSubject(.lookBack, rule.name))
    begin(subject, rule.title)
    set(subject, "if", FacetValue(rule.condition?.source ?? ""))
    set(subject, "at", FacetValue(rule.span) + " after event \(rule.afterEvent)")
    set(subject, "who", rule.who)
    set(subject, "event", FacetValue(rule.event))
    set(subject, rule.reminders)
  }

  private mutating func add(_ moves: Moves) {
    let subject = FacetSubject(.moves)
    begin(subject, nil)
    set(subject, "from versions", moves.from.map(String.init))
    set(subject, "states", moves.states.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    set(subject, "clocks", moves.clocks.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" })
    set(subject, "data", moves.data.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    set(subject, "clear", moves.clear)
  }

  // MARK: - Setting

  mutating func begin(_ subject: FacetSubject, _ title: Label?) {
    values[subject, default: [:]] = [:]
    order.append(subject)
    guard let title, title != Label(english: nil, chinese: nil) else { return }
    titles[subject] = title
    set(subject, "title", FacetValue(title))
  }

  /// Returns a subject that is not used yet, because a definition in memory may have the same name twice.
  mutating func unused(_ subject: FacetSubject) -> FacetSubject {
    var free = subject
    var number = 2
    while values[free] != nil {
      free.name = "\(subject.name) (\(number))"
      number += 1
    }
    return free
  }

  mutating func set(_ subject: FacetSubject, _ property: FacetProperty, _ value: FacetValue) {
    if !value.isEmpty { values[subject, default: [:]][property] = value }
  }

  mutating func set(_ subject: FacetSubject, _ property: String, _ value: FacetValue) {
    set(subject, FacetProperty(property), value)
  }

  mutating func set(_ subject: FacetSubject, _ property: String, _ names: [String]) {
    set(subject, FacetProperty(property), FacetValue(names.map { FacetValue($0) }))
  }

  mutating func set(_ subject: FacetSubject, _ property: String, flag: Bool) {
    if flag { set(subject, property, FacetValue("true")) }
  }

  mutating func set(_ subject: FacetSubject, _ reminders: [Reminder]) {
    set(subject, "remind", FacetValue(reminders.map(\.facet), separator: "; "))
  }

  mutating func set(_ subject: FacetSubject, _ breach: Breach?) {
    guard let breach else { return }
    set(subject, "breach", FacetValue(breach.mark))
    set(subject, "breach tells", breach.tell.map(\.facet))
    set(subject, "breach does", breach.effects.map(\.facet))
  }
}

extension [Visibility.Rule] {
  /// The roles of each rule, with its states in brackets.
  fileprivate var facet: FacetValue {
    let texts = map { rule in
      FacetValue(rule.who.joined(separator: ", ") + (rule.states.map { " [\($0.joined(separator: ", "))]" } ?? ""))
    }
    return texts.isEmpty ? FacetValue("–") : FacetValue(texts, separator: "; ")
  }
}
