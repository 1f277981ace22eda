package import LookbackTime

/// All definitions, calendars and time zones that decisions use. It is a snapshot that does not change.
package struct Library: Sendable {
  /// The contents, which all copies share: the library is passed to every decision, so copying it must cost nothing.
  private var shelf = Shelf(Contents())

  private struct Contents: Sendable {
    var workflows: [WorkflowReference: Workflow] = [:]
    var latest: [String: WorkflowReference] = [:]
    var calendars: [CalendarEdition: WorkCalendar] = [:]
    var editions: [String: CalendarEdition] = [:]
    var zones: [String: TimeZoneRules] = [:]
    /// For each workflow, the workflows whose newest version runs it as a track.
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

  /// Every version of every workflow.
  package var workflows: [WorkflowReference: Workflow] { shelf.contents.workflows }
  /// The newest version of each workflow, by name.
  package var latest: [String: WorkflowReference] { shelf.contents.latest }
  /// Every edition of a calendar with which dates may have been counted.
  package var calendars: [CalendarEdition: WorkCalendar] { shelf.contents.calendars }
  /// The newest edition of each calendar, by name.
  package var editions: [String: CalendarEdition] { shelf.contents.editions }
  /// The rules of each time zone, by its identifier in the tz database.
  package var zones: [String: TimeZoneRules] { shelf.contents.zones }

  /// Returns the fields through which guards of the workflow look at other cases; nil if none do.
  func lookouts(of workflow: WorkflowReference) -> Lookouts? { shelf.contents.lookouts[workflow] }

  /// Whether any guard looks at a case other than its own.
  package var looksAtOthers: Bool { !shelf.contents.lookouts.isEmpty }

  /// Returns the names of the other workflows whose tracks run this one, sorted.
  package func parents(of name: String) -> [String] { shelf.contents.parents[name].map { $0.sorted() } ?? [] }

  package init() {}

  /// Adds a version of a workflow.
  package mutating func add(_ workflow: Workflow) {
    change { contents in
      contents.workflows[workflow.reference] = workflow
      contents.lookouts[workflow.reference] = Lookouts(of: workflow)
      if let known = contents.latest[workflow.reference.name], known > workflow.reference { return }
      contents.latest[workflow.reference.name] = workflow.reference
      contents.setParent(workflow)
    }
  }

  /// Adds an edition of a calendar.
  package mutating func add(_ calendar: WorkCalendar) {
    let edition = calendar.edition
    change { contents in
      contents.calendars[edition] = calendar
      contents.editions[calendar.name] = max(contents.editions[calendar.name] ?? edition, edition)
    }
  }

  /// Adds the rules of a time zone under its identifier in the tz database.
  package mutating func add(_ zone: TimeZoneRules, named identifier: String) {
    change { $0.zones[identifier] = zone }
  }

  private mutating func change(_ body: (inout Contents) -> Void) {
    var contents = shelf.contents
    body(&contents)
    shelf = Shelf(contents)
  }

  /// The newest edition of each calendar, by name.
  package var newestCalendars: [String: WorkCalendar] { editions.compactMapValues { calendars[$0] } }

  /// Returns a version of a workflow; nil if there is no such version.
  package func workflow(_ reference: WorkflowReference) -> Workflow? { workflows[reference] }

  /// The names of all workflows, sorted.
  package var workflowNames: [String] { latest.keys.sorted() }

  /// Returns the newest version of the workflow of this name, which new cases and tracks run; nil if there is none.
  package func latest(_ name: String) -> Workflow? { latest[name].flatMap { workflows[$0] } }

  /// Returns, for a track that runs this version, a version that has the given state. It is an older one if the state
  /// is from before a move; nil if no version has the state.
  package func workflow(_ reference: WorkflowReference, knowing state: String) -> Workflow? {
    let own = workflow(reference)
    guard own?.state(state) == nil else { return own }
    let older = workflows.values.filter { $0.reference.name == reference.name && $0.reference < reference }
    return older.filter { $0.state(state) != nil }.max { $0.reference < $1.reference } ?? own
  }
}
