package import LookbackTime

/// All definitions, calendars and zones that decisions are made with; an immutable snapshot.
package struct Library: Sendable {
  package private(set) var workflows: [WorkflowReference: Workflow] = [:]
  package private(set) var latest: [String: WorkflowReference] = [:]
  package private(set) var calendars: [String: WorkCalendar] = [:]
  package private(set) var zones: [String: TimeZoneRules] = [:]

  package init() {}

  package mutating func add(_ workflow: Workflow) {
    workflows[workflow.reference] = workflow
    if let known = latest[workflow.reference.name], known > workflow.reference { return }
    latest[workflow.reference.name] = workflow.reference
  }

  package mutating func add(_ calendar: WorkCalendar) { calendars[calendar.name] = calendar }

  package mutating func add(_ zone: TimeZoneRules, named identifier: String) { zones[identifier] = zone }

  package func workflow(_ reference: WorkflowReference) -> Workflow? { workflows[reference] }

  /// All workflows, by name.
  package var workflowNames: [String] { latest.keys.sorted() }

  /// The newest version of the workflow of this name, which new cases and tracks run.
  package func latest(_ name: String) -> Workflow? { latest[name].flatMap { workflows[$0] } }
}
