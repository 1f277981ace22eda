package import LookbackTime

/// All definitions, calendars and zones that decisions are made with; an immutable snapshot.
package struct Library: Sendable {
  /// What it holds, shared by all copies: a snapshot is handed to every decision, and copying it must cost nothing.
  private var shelf = Shelf(Contents())

  private struct Contents: Sendable {
    var workflows: [WorkflowReference: Workflow] = [:]
    var latest: [String: WorkflowReference] = [:]
    var calendars: [CalendarEdition: WorkCalendar] = [:]
    var editions: [String: CalendarEdition] = [:]
    var zones: [String: TimeZoneRules] = [:]
    /// For each workflow that the newest version of another one runs as its track, the names of those others.
    var parents: [String: Set<String>] = [:]

    var lookouts: [WorkflowReference: Lookouts] = [:]

    mutating func setParent(_ parent: Workflow) {
      let name = parent.reference.name
      for child in parents.keys { parents[child]?.remove(name) }
      for rule in parent.states.flatMap(\.tracks) where rule.workflow != name {
        parents[rule.workflow, default: []].insert(name)
      }
    }
  }

  private final class Shelf: Sendable {
    let contents: Contents
    init(_ contents: Contents) { self.contents = contents }
  }

  package var workflows: [WorkflowReference: Workflow] { shelf.contents.workflows }
  package var latest: [String: WorkflowReference] { shelf.contents.latest }
  /// Every edition that dates may have been counted with.
  package var calendars: [CalendarEdition: WorkCalendar] { shelf.contents.calendars }
  /// The newest edition of each calendar.
  package var editions: [String: CalendarEdition] { shelf.contents.editions }
  package var zones: [String: TimeZoneRules] { shelf.contents.zones }

  /// Through which fields its guards look at other cases; nil where none does.
  func lookouts(of workflow: WorkflowReference) -> Lookouts? { shelf.contents.lookouts[workflow] }

  /// Whether any guard looks at another case than its own.
  package var looksAtOthers: Bool { !shelf.contents.lookouts.isEmpty }

  /// The other workflows whose tracks run this one, by name.
  package func parents(of name: String) -> [String] { shelf.contents.parents[name].map { $0.sorted() } ?? [] }

  package init() {}

  package mutating func add(_ workflow: Workflow) {
    change { contents in
      contents.workflows[workflow.reference] = workflow
      contents.lookouts[workflow.reference] = Lookouts(of: workflow)
      if let known = contents.latest[workflow.reference.name], known > workflow.reference { return }
      contents.latest[workflow.reference.name] = workflow.reference
      contents.setParent(workflow)
    }
  }

  package mutating func add(_ calendar: WorkCalendar) {
    let edition = calendar.edition
    change { contents in
      contents.calendars[edition] = calendar
      contents.editions[calendar.name] = max(contents.editions[calendar.name] ?? edition, edition)
    }
  }

  package mutating func add(_ zone: TimeZoneRules, named identifier: String) {
    change { $0.zones[identifier] = zone }
  }

  private mutating func change(_ body: (inout Contents) -> Void) {
    var contents = shelf.contents
    body(&contents)
    shelf = Shelf(contents)
  }

  /// The newest edition of each calendar, by its name.
  package var newestCalendars: [String: WorkCalendar] { editions.compactMapValues { calendars[$0] } }

  package func workflow(_ reference: WorkflowReference) -> Workflow? { workflows[reference] }

  /// All workflows, by name.
  package var workflowNames: [String] { latest.keys.sorted() }

  /// The newest version of the workflow of this name, which new cases and tracks run.
  package func latest(_ name: String) -> Workflow? { latest[name].flatMap { workflows[$0] } }

  /// Of a track that runs this version now, the version that knows a state: an older one where the state is one of
  /// before a move.
  package func workflow(_ reference: WorkflowReference, knowing state: String) -> Workflow? {
    let own = workflow(reference)
    guard own?.state(state) == nil else { return own }
    let older = workflows.values.filter { $0.reference.name == reference.name && $0.reference < reference }
    return older.filter { $0.state(state) != nil }.max { $0.reference < $1.reference } ?? own
  }
}
