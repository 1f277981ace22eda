package import LookbackTime

/// All definitions, calendars and zones that decisions are made with; an immutable snapshot.
package struct Library: Sendable {
  package private(set) var workflows: [WorkflowReference: Workflow] = [:]
  package private(set) var latest: [String: WorkflowReference] = [:]
  /// Every edition that dates may have been counted with.
  package private(set) var calendars: [CalendarEdition: WorkCalendar] = [:]
  /// The newest edition of each calendar.
  package private(set) var editions: [String: CalendarEdition] = [:]
  package private(set) var zones: [String: TimeZoneRules] = [:]

  package init() {}

  package mutating func add(_ workflow: Workflow) {
    workflows[workflow.reference] = workflow
    if let known = latest[workflow.reference.name], known > workflow.reference { return }
    latest[workflow.reference.name] = workflow.reference
  }

  package mutating func add(_ calendar: WorkCalendar) {
    let edition = calendar.edition
    calendars[edition] = calendar
    editions[calendar.name] = max(editions[calendar.name] ?? edition, edition)
  }

  package mutating func add(_ zone: TimeZoneRules, named identifier: String) { zones[identifier] = zone }

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
