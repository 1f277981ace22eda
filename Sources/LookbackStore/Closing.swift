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
  /// The date it was first due on, before extensions, pauses and new calendars.
  let originalDue: CivilDate?
  let wasOnTimeAtFirst: Bool?
  let data: String

  /// One for each of the new events that brought the root to a final state, each with the case as it then stood.
  static func all(in recording: Recording, _ library: Library) -> [Closing] {
    guard recording.events.contains(where: { $0.endsRoot }) else { return [] }
    let after = recording.after
    var current =
      recording.before ?? Case(id: after.id, tenant: after.tenant, sequence: 0, opened: after.opened, tracks: [])
    var found: [Closing] = []
    for event in recording.events {
      current.apply(event)
      if event.endsRoot { found.append(Closing(current, at: event, library)) }
    }
    return found
  }

  private init(_ current: Case, at event: CaseEvent, _ library: Library) {
    let statutory = current.deadlines(in: library).filter { $0.track == .root && $0.isStatutory }
    let latest = statutory.max { ($0.stopped ?? $0.due) < ($1.stopped ?? $1.due) }
    tenant = current.tenant
    id = current.id
    sequence = event.sequence
    round = current.rounds
    workflow = current.root.workflow.name
    state = event.to
    opened = current.root.marks["open"]?.last.on ?? event.on
    closed = event.on
    due = latest?.due
    isOnTime = latest.flatMap { $0.status == .stopped ? !$0.isPast(at: $0.lapse) : nil }
    originalDue = latest?.original
    wasOnTimeAtFirst = latest.flatMap { found in found.stopped.map { $0 <= found.original } }
    data = JSONText.object(current.root.data)
  }
}

extension CaseEvent {
  fileprivate var endsRoot: Bool { changes.contains(.ended(.root)) }
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
      .nullableBools(map(\.isOnTime)), .jsonbs(map(\.data)), .nullableDates(map { $0.originalDue?.days }),
      .nullableBools(map(\.wasOnTimeAtFirst)),
    ]
  }
}
