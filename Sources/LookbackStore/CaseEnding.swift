import LookbackAudit
import LookbackCore
import LookbackPostgres
import LookbackTime

/// How a case ended, derived from its history alone.
struct CaseEnding {
  let id: CaseID
  let sequence: Int64
  let workflow: String
  let state: String
  let opened: CivilDate
  let closed: CivilDate

  /// Returns an entry for each time that the root track came to a final state.
  static func all(in events: [CaseEvent], of place: EventRecord.Place) -> [CaseEnding] {
    guard events.contains(where: { $0.changes.contains(.ended(.root)) }), let first = events.first else { return [] }
    var current = Case(id: place.id, sequence: 0, opened: first.at, tracks: [])
    return events.compactMap { event in
      current.apply(event)
      guard event.changes.contains(.ended(.root)) else { return nil }
      return CaseEnding(
        id: place.id, sequence: event.sequence, workflow: current.root.workflow.name, state: event.to,
        opened: current.root.marks["open"]?.last.on ?? event.on, closed: event.on)
    }
  }
}

extension [CaseEnding] {
  /// The endings that `list_wrong_closings` compares.
  var columns: Parameters {
    [
      "case_id": .int8s(map(\.id.value)), "seq": .int8s(map(\.sequence)), "workflow": .texts(map(\.workflow)),
      "state": .texts(map(\.state)), "opened_on": .dates(map(\.opened.days)), "closed_on": .dates(map(\.closed.days)),
    ]
  }
}
