import LookbackCEL
import LookbackTime

extension Deliberation {
  /// Opens a case with the latest version of the workflow.
  mutating func open(_ name: String, _ data: [String: Value]) throws(Rejection) {
    guard let workflow = context.library.latest(name), let first = workflow.states.first else {
      throw .unknownWorkflow(name: name, known: context.library.ownCaseNames)
    }
    try openRoot(workflow, first, data)
  }

  private mutating func openRoot(
    _ workflow: Workflow, _ first: StateDefinition, _ data: [String: Value]
  ) throws(Rejection) {
    if let parents = context.library.parents(instead: workflow) {
      throw .runsAsTrack(workflow: workflow.reference.name, of: parents)
    }
    let on = try businessDate(in: workflow)
    var (changes, values) = try openingFacts(data, workflow)
    let opened = Change.opened(
      .init(track: .root, parent: nil, group: "", workflow: workflow.reference, unit: nil, state: first.name))
    changes.insert(opened, at: 0)
    var preview = current
    preview.apply(changes, Stamp(sequence: 1, at: context.moment, on: on))
    try requireOpener(of: preview, workflow)
    try requireDatingBack(Workflow.opening, workflow.back, in: preview, on: preview.root, workflow, on)
    let missing = workflow.fields.filter { $0.isRequired && values[$0.name] == nil }.map(\.name)
    guard missing.isEmpty else { throw .missing(fields: missing) }
    if let guards = workflow.opening?.guards {
      let view = CaseView(
        current: preview, track: preview.root, workflow: workflow, actor: command.actor, context: context)
      try view.require(guards, for: Workflow.opening)
    }
    record(
      Workflow.opening, on: .root, from: "", to: first.name, date: on, actor: command.actor.description, changes)
    try arrive(at: first, on: .root, workflow, date: on)
  }

  /// The facts and the field values that the command gives.
  private func openingFacts(
    _ data: [String: Value], _ workflow: Workflow
  ) throws(Rejection) -> (changes: [Change], values: [String: Value]) {
    var fields = data
    var noted: [Change] = []
    if workflow.field(AvailableAction.reason) == nil,
      case .string(let text)? = fields.removeValue(forKey: AvailableAction.reason),
      !text.isBlank
    {
      noted = [.noted(name: AvailableAction.reason, .string(text))]
    }
    let accepted = workflow.openingFields.map(\.name)
    for name in fields.keys.sorted() where !accepted.contains(name) {
      throw .unknownField(name: name, suggestion: NearestName.suggestion(for: name, among: accepted))
    }
    let values = try workflow.checked(fields, context.directory, by: command.actor)
    return (values.sorted { $0.key < $1.key }.map { .set(.root, field: $0.key, $0.value) } + noted, values)
  }

  /// Refuses an actor who may not open the case, and notes in whose right the actor opens it.
  private mutating func requireOpener(of preview: Case, _ workflow: Workflow) throws(Rejection) {
    let roles = workflow.openers
    guard !roles.isEmpty else {
      if case .person(_, let posts, let substitutions) = command.actor, !posts.isEmpty || !substitutions.isEmpty {
        return
      }
      throw .notAllowed(event: Workflow.opening, who: [])
    }
    let who = preview.openers(in: workflow)
    guard let capacity = who.capacity(of: command.actor) else {
      let named = who.isEmpty ? roles : who.distinct.map(\.description)
      throw .notAllowed(event: Workflow.opening, who: named)
    }
    self.capacity = capacity
  }
}

extension Case {
  /// Who may open a case like this one, which is not recorded yet.
  package func openers(in workflow: Workflow) -> [Message.Address] {
    workflow.openers.flatMap { addresses(ofRole: $0, from: root, in: workflow) }
  }
}

extension Library {
  /// The workflows that run this one in tracks, if it cannot be a case of its own; nil if it can. A definition that
  /// allows both says so with `open`.
  func parents(instead workflow: Workflow) -> [String]? {
    guard workflow.opening == nil else { return nil }
    let parents = parents(of: workflow.reference.name)
    return parents.isEmpty && !workflow.isOfUnit ? nil : parents
  }

  /// The workflows of which a case can be opened.
  var ownCaseNames: [String] { workflowNames.filter { latest($0).map { parents(instead: $0) == nil } ?? false } }
}
