import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The snapshot that is kept each time a case ends; a later round is a row of its own.
struct Closing {
  let tenant: TenantID
  let id: CaseID
  let sequence: Int64
  let round: Int
  let workflow: String
  let state: String
  let opened: CivilDate
  let closed: CivilDate
  let due: CivilDate?
  let isOnTime: Bool?
  let data: String

  /// One for each of the new events that brought the root to a final state.
  static func all(in recording: Recording, _ library: Library) -> [Closing] {
    let finals = recording.events.filter { $0.changes.contains(.ended(.root)) }
    guard let last = finals.last else { return [] }
    let after = recording.after
    let statutory = after.deadlines(in: library).filter { $0.track == .root && $0.isStatutory }
    let latest = statutory.max { ($0.stopped ?? $0.due) < ($1.stopped ?? $1.due) }
    return [
      Closing(
        tenant: after.tenant, id: after.id, sequence: last.sequence, round: after.rounds,
        workflow: after.root.workflow.name, state: last.to,
        opened: after.root.marks["open"]?.last.on ?? last.on, closed: last.on, due: latest?.due,
        isOnTime: latest.flatMap { found in found.stopped.map { $0 <= found.due } },
        data: JSONText.object(after.root.data))
    ]
  }
}

extension Case {
  /// How often the case has been answered for: the rounds in which its tracks were opened.
  fileprivate var rounds: Int { max(1, Set(tracks.filter { $0.parent == .root }.map(\.opened)).count) }
}

extension [Closing] {
  var columns: [Parameter] {
    [
      .int4s(map(\.tenant.value)), .int8s(map(\.id.value)), .int8s(map(\.sequence)),
      .int4s(map { Int32(clamping: $0.round) }), .texts(map(\.workflow)), .texts(map(\.state)),
      .dates(map(\.opened.days)), .dates(map(\.closed.days)), .nullableDates(map { $0.due?.days }),
      .nullableBools(map(\.isOnTime)), .jsonbs(map(\.data)),
    ]
  }
}
