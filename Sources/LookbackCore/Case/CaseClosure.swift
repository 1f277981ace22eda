package import LookbackCEL
package import LookbackTime

/// The snapshot for the statistics that is stored each time a case ends. Each round has its own.
package struct CaseClosure: Sendable, Hashable {
  /// The sequence number of the event that ended the case.
  package var sequence: Int64
  package var workflow: String
  package var state: String
  package var opened: CivilDate
  package var closed: CivilDate
  package var end: CaseEnd
  /// The data of the root track at that moment.
  package var data: [String: Value]

  /// Returns one closure for each of the events that brought the root track to a final state.
  /// - Parameters:
  ///   - before: the case before the events; nil if they open it.
  ///   - after: the case after them.
  static func all(
    since before: Case?, _ events: [CaseEvent], of after: Case, in library: Library
  ) -> [CaseClosure] {
    guard events.contains(where: \.endsRoot) else { return [] }
    var current = before ?? Case(id: after.id, sequence: 0, opened: after.opened, tracks: [])
    var found: [CaseClosure] = []
    for event in events {
      current.apply(event)
      if event.endsRoot { found.append(CaseClosure(of: current, at: event, in: library)) }
    }
    return found
  }

  private init(of current: Case, at event: CaseEvent, in library: Library) {
    let root = current.root
    self.init(
      sequence: event.sequence, workflow: root.workflow.name, state: event.to,
      opened: root.marks[Workflow.opening]?.last.on ?? event.on, closed: event.on,
      end: CaseEnd(of: current, at: event, in: library), data: root.data)
  }
}

extension CaseClosure {
  fileprivate init(
    sequence: Int64, workflow: String, state: String, opened: CivilDate, closed: CivilDate, end: CaseEnd,
    data: [String: Value]
  ) {
    self.sequence = sequence
    self.workflow = workflow
    self.state = state
    self.opened = opened
    self.closed = closed
    self.end = end
    self.data = data
  }
}

extension CaseEvent {
  fileprivate var endsRoot: Bool { changes.contains(.ended(.root)) }
}
