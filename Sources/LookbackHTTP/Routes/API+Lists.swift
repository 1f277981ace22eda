import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  @Sendable func worklist(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let actor = try await call.currentActor(of: caller)
    let moment = try await call.today().moment
    let isAdministrator = try await call.has([.system], caller)
    let page = try await operations.store.worklist(
      of: actor.names + (isAdministrator ? [WorkItem.Assignee.administrators.description] : []),
      after: try call.workCursor(), limit: call.count("limit", default: 100))
    let library = operations.library.current.library
    return .page(
      page.lines.map { JSON($0, in: library, at: moment, call.language) }, next: page.next?.description)
  }

  @Sendable func due(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let moment = try await call.today().moment
    let until = try call.day("until")
    let page = try await operations.store.due(
      until: until ?? CivilDate.last, after: try call.workCursor(), limit: call.count("limit", default: 100),
      readers: viewer.readers)
    let library = operations.library.current.library
    return .page(
      page.lines.map { JSON($0, for: viewer, in: library, at: moment, call.language) }, next: page.next?.description)
  }

  @Sendable func outbox(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    var id: CaseID?
    if let reference = call.query("case") {
      id = try await call.storedCase(try await call.caseID(reference, for: viewer), for: viewer).current.id
    }
    let (after, limit) = (try call.numberAfter() ?? 0, call.count("limit", default: 100))
    let waiting = try await operations.store.outbox(
      of: id, after: after, limit: limit + 1, readers: viewer.readers)
    let laidAside = try await operations.store.outbox(
      of: id, after: after, limit: limit + 1, dead: true, readers: viewer.readers)
    // Waiting and dead messages have one series of numbers.
    let both = waiting.map { (line: $0, status: "waiting") } + laidAside.map { (line: $0, status: "undeliverable") }
    let all = both.sorted { $0.line.number < $1.line.number }
    let page = all.prefix(limit)
    let counts = try await operations.store.outboxCounts()
    return .page(
      page.map { JSON($0.line, $0.status) }, next: all.count > limit ? page.last?.line.number.description : nil,
      ["counts": .object(counts.map { JSON.Member(name: $0.topic, value: .int(Int64($0.count))) })])
  }

  @Sendable func report(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let year = Int(call.number("year") ?? 1)
    let (start, end) = (try CivilDate(year: year, month: 1, day: 1), try CivilDate(year: year + 1, month: 1, day: 1))
    let library = operations.library.current.library
    let opened = try await operations.store.openings(from: start, to: end, readers: viewer.readers)
    let closed = try await operations.store.closings(from: start, to: end, readers: viewer.readers)
    return Answer(
      .members([
        "year": .int(Int64(year)),
        "received": .array(
          opened.map { .members(["workflow": .string($0.workflow), "count": .int(Int64($0.count))]) }),
        "closed": .array(closed.map { JSON($0, in: library, call.language) }),
      ]))
  }
}

extension Call {
  /// Returns where the page before ended, in a list by due dates; nil for the first page.
  fileprivate func workCursor() throws -> WorkCursor? {
    try query("after").map { text throws(Problem) in
      guard let place = WorkCursor(text) else { throw Problem.noPlace(text) }
      return place
    }
  }
}

extension JSON {
  fileprivate init(_ line: WorklistLine, in library: Library, at moment: Moment, _ language: Language) {
    let workflow = library.workflow(line.trackWorkflow)
    self = .members([
      "case": .string(line.id.description), "title": .string(line.title), "workflow": .string(line.workflow),
      "state": .string(line.state), "track": .int(Int64(line.track.value)), "kind": .string(line.kind),
      "kind_title": .string(workflow.title(ofWork: line.kind, language)),
      "assignee": .string(line.assignee), "due": .date(line.urgency.day),
      "overdue": .bool(line.urgency.isOverdue(at: moment)),
    ])
  }

  fileprivate init(_ line: OutboxLine, _ status: String) {
    self = .members([
      "id": .string(String(line.number)), "status": .string(status), "case": .string(line.id.description),
      "title": .string(line.title),
      "at": .moment(line.at), "topic": .string(line.topic), "about": .string(line.about),
      "recipients": .texts(line.recipients), "due": .date(line.due), "failure": line.failure.map { .string($0) },
    ])
  }

  fileprivate init(_ count: ClosingCount, in library: Library, _ language: Language) {
    let title = library.latest(count.workflow)?.eventTitle(count.outcome)
    self = .members([
      "workflow": .string(count.workflow), "round": .int(Int64(count.round)), "state": .string(count.state),
      "outcome": .string(count.outcome),
      "outcome_title": .string(title?.text(in: language, fallback: count.outcome) ?? count.outcome),
      "answered": count.isAnswer.map { .bool($0) },
      "class": .string(count.class), "count": .int(Int64(count.count)), "on_time": .int(Int64(count.onTime)),
      "with_deadline": .int(Int64(count.withDeadline)), "on_time_at_first": .int(Int64(count.onTimeAtFirst)),
    ])
  }
}
