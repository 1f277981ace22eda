import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime

/// A case as its table keeps it: the canonical bytes, and the link of its last event.
struct CaseLife {
  private(set) var document: [UInt8]
  private var link: [UInt8]
  private let place: EventRecord.Place

  /// Opens a case and brings it to the state `drafting`.
  init(number: Int64, in library: Library, at moment: Moment) throws {
    let id = CaseID(number)
    place = EventRecord.Place(id: id, definition: [UInt8](repeating: 7, count: 32))
    link = place.genesis(.sha256)
    document = []
    let open = Command.Request.open(
      workflow: "bench", data: ["subject": .string("On the care for the old in villages without a road of their own")])
    var schedules = ScheduleCache()
    let opened = try decide(
      Self.command(open, id, 0), on: nil, in: DecisionContext(library: library, moment: moment), &schedules)
    keep(opened)
    try fire("begin", in: library, at: moment, &schedules)
  }

  /// Reads the case, decides the event, and makes the bytes of the case after it and of its events.
  mutating func fire(
    _ event: String, in library: Library, at moment: Moment, _ schedules: inout ScheduleCache
  ) throws {
    try perform(.fire(event: event, track: nil, data: [:]), in: library, at: moment, &schedules)
  }

  /// Lets the timer fire for which the case waits first.
  mutating func wake(in library: Library, _ schedules: inout ScheduleCache) throws -> Moment {
    let current = try Case(canonicalBytes: document)
    guard let timer = schedules.schedule(of: current, in: library).timers.min(by: { $0.due < $1.due }) else {
      throw NoTimer()
    }
    try perform(.timer(key: timer.key, due: timer.due), in: library, at: timer.due, &schedules)
    return timer.due
  }

  struct NoTimer: Error {}

  private mutating func perform(
    _ request: Command.Request, in library: Library, at moment: Moment, _ schedules: inout ScheduleCache
  ) throws {
    let current = try Case(canonicalBytes: document)
    let command = Self.command(request, current.id, current.sequence)
    keep(try decide(command, on: current, in: DecisionContext(library: library, moment: moment), &schedules))
  }

  private mutating func keep(_ transition: Transition) {
    document = transition.result.canonicalBytes
    for event in transition.events { link = EventRecord(event, at: place, after: link).link }
  }

  private static func command(_ request: Command.Request, _ target: CaseID, _ sequence: Int64) -> Command {
    let posts = [Post(name: "clerk", unit: "desk"), Post(name: "director", unit: "desk")]
    return Command(
      id: CommandID("bench-\(target)-\(sequence)"), target: target, request: request,
      actor: .person(code: "clerk", posts: Set(posts)), via: "bench")
  }
}
