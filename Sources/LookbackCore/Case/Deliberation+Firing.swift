import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Fires the event, decision or clock action of this name.
  mutating func fire(_ name: String, track id: TrackID?, data: [String: Value]) throws(Rejection) {
    let offer = try offer(named: name, track: id)
    switch offer.kind {
    case .event(let event): try fire(event, offer, data)
    case .decision(let approves): try decideApproval(approves, offer, data)
    case .extension(let clock, let rule): try extend(clock, rule, offer, data)
    case .asking(let clock, let rule): try ask(clock, rule, offer, data)
    case .refusing(let clock, _): try refuse(clock, offer, data)
    case .correction(let clock, _): try correct(clock, offer, data)
    }
  }

  private mutating func fire(
    _ event: EventDefinition, _ offer: AvailableAction, _ data: [String: Value]
  ) throws(Rejection) {
    switch (event.trigger, command.origin) {
    case (.person, nil): try requirePermission(offer)
    case (.signal, .some(let origin)): try requireSender(origin.sender, event, offer)
    default: throw .firedByEngine(event: event.name)
    }
    let date = try businessDate(of: offer)
    let changes = try inputs(data, offer)
    let candidate = try candidate(of: event, offer, changes)
    if candidate.target != nil { try requireOrder(endingTracksOf: offer.track.id, date) }
    try take(
      event, candidate, on: offer.track.id, offer.workflow, date: date, actor: command.actor.description, changes)
  }

  /// Refuses a signal of a case that the event's field does not name.
  private func requireSender(_ sender: CaseID, _ event: EventDefinition, _ offer: AvailableAction) throws(Rejection) {
    guard let path = event.sender else { return }
    let named = current.value(at: path, from: offer.track)?.codes ?? []
    guard named.contains(sender.description) else { throw .notAllowed(event: event.name, who: named) }
  }

  /// Refuses an actor who may not take the action, and notes in whose right the actor takes it.
  mutating func requirePermission(_ offer: AvailableAction) throws(Rejection) {
    let who = offer.addresses(in: current)
    guard let capacity = who.capacity(of: command.actor) else {
      throw .notAllowed(event: offer.name, who: who.distinct.map(\.description))
    }
    self.capacity = capacity
  }

  /// The facts that come with an event: its fields, and the values that are only noted with it.
  func inputs(
    _ data: [String: Value], _ offer: AvailableAction, besides: Set<String> = []
  ) throws(Rejection) -> [Change] {
    let (needs, takes) = (offer.needs, offer.takes)
    for name in data.keys.sorted() where !needs.contains(name) && !takes.contains(name) {
      let accepted = Set(needs + takes).sorted()
      throw .unknownField(name: name, suggestion: NearestName.suggestion(for: name, among: accepted))
    }
    var changes: [Change] = []
    var missing: [String] = []
    for name in needs + takes where !besides.contains(name) {
      if let field = offer.workflow.field(name) {
        let checked = try data[name].map { raw throws(Rejection) in try field.checked(raw) } ?? nil
        let value = try checked.map { value throws(Rejection) in try another(value, field) }
        if let value { changes.append(.set(offer.track.id, field: name, value)) }
        let isKnown = value != nil || (offer.track.data[name] != nil && data[name] == nil)
        if needs.contains(name) && !isKnown { missing.append(name) }
      } else if case .string(let text)? = data[name], !text.isBlank {
        changes.append(.noted(name: name, .string(text)))
      } else if needs.contains(name) {
        missing.append(name)
      }
    }
    guard missing.isEmpty else { throw .missing(fields: missing) }
    return changes
  }

  /// The value with its names resolved. A field cannot name its own case, for example as the one into which it is
  /// merged.
  func another(_ value: Value, _ field: Field) throws(Rejection) -> Value {
    let resolved = try context.directory.resolved(value, of: field.type, in: field.name, for: command.actor)
    let own = current.id.description
    guard field.type.isOfCases, resolved.codes.contains(own) else { return resolved }
    throw .illTyped(
      field: field.name, expected: Label(english: "another case", chinese: "另一件"),
      found: Label(english: "this case, \(own)", chinese: "本件 \(own)"))
  }

  /// The first candidate whose guards hold with these inputs.
  func candidate(
    of event: EventDefinition, _ offer: AvailableAction, _ changes: [Change]
  ) throws(Rejection) -> Candidate {
    var track = offer.track
    for case .set(_, let field, let value) in changes { track.data[field] = value }
    var preview = current
    if !changes.isEmpty { preview.tracks[track.id.value] = track }
    let view = CaseView(
      current: preview, track: track, workflow: offer.workflow, actor: command.actor, sender: command.origin?.sender,
      context: context)
    var refusal: Rejection?
    for candidate in event.candidates {
      do throws(Rejection) {
        try view.require(candidate.guards, for: event.name)
        let running = current.running(candidate.awaits, of: offer.track)
        guard running.isEmpty else {
          throw Rejection.tracksRunning(event: event.name, elements: running.map { $0.unit ?? $0.id.description })
        }
        return candidate
      } catch { refusal = refusal ?? error }
    }
    throw refusal ?? .notInThisState(event: event.name, state: offer.track.state, possible: [])
  }

  /// Records the event with one of its candidates, and performs what follows from it.
  mutating func take(
    _ event: EventDefinition, _ candidate: Candidate, on id: TrackID, _ workflow: Workflow, date: CivilDate,
    actor: String, _ inputs: [Change]
  ) throws(Rejection) {
    let from = current.tracks[id.value].state
    let target = candidate.target ?? from
    var changes = inputs
    if candidate.target != nil { changes += leaving(id, date: date) }
    if current.tracks[id.value].isEnded { changes.append(.resumed(id)) }
    record(event.name, on: id, from: from, to: target, date: date, actor: actor, changes)
    amend(try assignments(candidate, id, workflow))
    amend(cleared(candidate, id))
    amend(try number(candidate, id, workflow, date))
    try requireUnique()
    startClocks(from: .event(event.name), on: id, workflow, date: date)
    holdClocks(after: event.name, on: id, workflow)
    if candidate.target != nil, let state = workflow.state(target) {
      amend([.entered(id, state: target)])
      try arrive(at: state, on: id, workflow, date: date)
    }
    pauseClocks(on: id, workflow, date: date)
    send(candidate.effects, event.name, on: id, workflow)
  }

  private func assignments(
    _ candidate: Candidate, _ id: TrackID, _ workflow: Workflow
  ) throws(Rejection) -> [Change] {
    guard !candidate.assignments.isEmpty else { return [] }
    let track = current.tracks[id.value]
    let view = view(of: track, workflow)
    var changes: [Change] = []
    for assignment in candidate.assignments {
      let owner = current.owner(of: assignment.path, from: track)
      let value = try view.value(of: assignment.value)
      guard let field = try self.workflow(of: owner).field(assignment.path.field) else {
        throw .unknownField(name: assignment.path.description, suggestion: nil)
      }
      if let checked = try field.checked(value) {
        changes.append(.set(owner.id, field: field.name, checked))
      } else {
        changes.append(.cleared(owner.id, field: field.name))
      }
    }
    return changes
  }

  private func cleared(_ candidate: Candidate, _ id: TrackID) -> [Change] {
    candidate.clear.compactMap { path in
      let owner = current.owner(of: path, from: current.tracks[id.value])
      return owner.data[path.field] == nil ? nil : .cleared(owner.id, field: path.field)
    }
  }

  private mutating func number(
    _ candidate: Candidate, _ id: TrackID, _ workflow: Workflow, _ date: CivilDate
  ) throws(Rejection) -> [Change] {
    guard let rule = candidate.number else { return [] }
    let track = current.tracks[id.value]
    let key = rule.key(for: track, on: date, context.units)
    let next = drawn[key] ?? context.registers[key] ?? 1
    guard next <= RegisterKey.largestNumber else { throw .registerFull(register: key.name) }
    drawn[key] = next + 1
    let owner = current.owner(of: rule.into, from: track)
    let text = rule.text(key, next)
    numbers[text] = DrawnNumber(register: key, number: next)
    // A number that does not fit into the field is refused as a value that a person gives would be.
    guard let field = try self.workflow(of: owner).field(rule.into.field), let value = try field.checked(.string(text))
    else { throw .unknownField(name: rule.into.description, suggestion: nil) }
    return [.set(owner.id, field: rule.into.field, value)]
  }

  mutating func send(_ effects: [Effect], _ event: String, on id: TrackID, _ workflow: Workflow) {
    let track = current.tracks[id.value]
    for effect in effects {
      switch effect {
      case .mail(let recipient):
        tell(.notice, current.addresses(of: recipient, from: track, in: context.library), on: id, about: event)
      case .letter(let template):
        let proposers = current.root.letterAddresses(in: context.library)
        tell(.letter, proposers, on: id, about: template)
      case .signal(let signalled, let path):
        let targets = (current.value(at: path, from: track)?.codes ?? []).compactMap { Int64($0) }.map { CaseID($0) }
        signal(signalled, targets.filter { $0 != current.id }, on: id)
      case .webhook(let name):
        messages.append(
          Message(sequence: current.sequence, topic: .webhook, to: [], track: id, about: name, due: nil))
      }
    }
  }
}

extension Track {
  /// The recipients of letters: the persons in the case's first field of type `person`, which is the lead deputy.
  fileprivate func letterAddresses(in library: Library) -> [Message.Address] {
    let field = library.workflow(workflow)?.fields.first { $0.type == .person }
    return field.flatMap { data[$0.name] }?.codes.map { .person($0) } ?? []
  }
}

extension String {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
