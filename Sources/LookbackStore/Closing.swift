import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime

/// The snapshot that is kept each time a case ends; a later round is a row of its own.
struct Closing {
  let id: CaseID
  let sequence: Int64
  let workflow: String
  let state: String
  let opened: CivilDate
  let closed: CivilDate
  let end: CaseEnd
  let data: String

  /// One for each of the new events that brought the root to a final state, each with the case as it then stood.
  static func all(in recording: Recording, _ library: Library) -> [Closing] {
    guard recording.events.contains(where: { $0.endsRoot }) else { return [] }
    let after = recording.after
    var current = recording.before ?? Case(id: after.id, sequence: 0, opened: after.opened, tracks: [])
    var found: [Closing] = []
    for event in recording.events {
      current.apply(event)
      if event.endsRoot { found.append(Closing(current, at: event, library)) }
    }
    return found
  }

  private init(_ current: Case, at event: CaseEvent, _ library: Library) {
    id = current.id
    sequence = event.sequence
    workflow = current.root.workflow.name
    state = event.to
    opened = current.root.marks["open"]?.last.on ?? event.on
    closed = event.on
    end = CaseEnd(of: current, at: event, in: library)
    data = JSONText.object(current.root.data)
  }
}

extension CaseEvent {
  fileprivate var endsRoot: Bool { changes.contains(.ended(.root)) }
}

extension [Closing] {
  var columns: [Parameter] {
    [
      .int8s(map(\.id.value)), .int8s(map(\.sequence)), .int4s(map { Int32(clamping: $0.end.round) }),
      .texts(map(\.workflow)), .texts(map(\.state)), .dates(map(\.opened.days)),
      .dates(map(\.closed.days)), .nullableDates(map { $0.end.due?.days }),
      .nullableBools(map(\.end.isOnTime)), .jsonbs(map(\.data)), .nullableDates(map { $0.end.originalDue?.days }),
      .nullableBools(map(\.end.wasOnTimeAtFirst)), .texts(map(\.end.outcome)), .nullableBools(map(\.end.isAnswer)),
      .texts(map(\.end.class)),
    ]
  }
}
