import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  @Sendable func ready(_ call: Call) async throws -> Answer {
    if let refusal = await operations.engine.readiness() { throw Problem.unavailable(refusal) }
    _ = try await operations.store.clock(operations.tenant)
    return Answer(.members(["status": .string("ready")]))
  }

  @Sendable func worklist(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let actor = try await call.standing(caller)
    let lines = try await operations.store.worklist(
      of: actor.names, limit: try call.count("limit", default: 100, atMost: 1_000),
      tenant: operations.tenant)
    let library = operations.library.current.library
    return Answer(.members(["items": .array(lines.map { JSON($0, in: library, call.language) })]))
  }

  @Sendable func due(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let today = try await call.today().date
    let until = try call.query("until").map { text throws(Rejection) in
      do throws(DateError) { return try CivilDate(parsing: text) } catch { throw Rejection.date(error) }
    }
    let lines = try await operations.store.due(
      until: until ?? CivilDate.last, limit: try call.count("limit", default: 100, atMost: 1_000),
      tenant: operations.tenant)
    return Answer(
      .members([
        "cases": .array(lines.map { JSON($0, in: operations.library.current.library, today: today, call.language) })
      ]))
  }

  @Sendable func outbox(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    var id: CaseID?
    if let reference = call.query("case") { id = try await call.caseID(reference) }
    let lines = try await operations.store.outbox(
      of: id, after: call.query("after").flatMap { Int64($0) } ?? 0,
      limit: try call.count("limit", default: 100, atMost: 1_000), tenant: operations.tenant)
    let dead = try await operations.store.outbox(
      of: id, limit: try call.count("limit", default: 100, atMost: 1_000), dead: true, tenant: operations.tenant)
    let counts = try await operations.store.outboxCounts(tenant: operations.tenant)
    return Answer(
      .members([
        "messages": .array(lines.map { JSON($0) }), "undeliverable": .array(dead.map { JSON($0) }),
        "counts": .object(counts.map { JSON.Member(name: $0.topic, value: .int(Int64($0.count))) }),
      ]))
  }

  @Sendable func report(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    guard let year = call.query("year").flatMap({ Int($0) }), (1...9998).contains(year) else {
      throw Problem.malformed("`year` is a year such as 2019")
    }
    let (start, end) = (try CivilDate(year: year, month: 1, day: 1), try CivilDate(year: year + 1, month: 1, day: 1))
    let library = operations.library.current.library
    let workflow = library.workflows.values.min { $0.reference < $1.reference }
    func midnight(_ date: CivilDate) -> Moment {
      workflow.map { library.startOfDay(date, in: $0) } ?? Moment(microseconds: Int64(date.days) * 86_400_000_000)
    }
    let opened = try await operations.store.openings(
      from: midnight(start), to: midnight(end), tenant: operations.tenant)
    let closed = try await operations.store.closings(from: start, to: end, tenant: operations.tenant)
    return Answer(
      .members([
        "year": .int(Int64(year)),
        "received": .array(
          opened.map { .members(["workflow": .string($0.workflow), "count": .int(Int64($0.count))]) }),
        "closed": .array(closed.map { JSON($0) }),
      ]))
  }
}

extension JSON {
  fileprivate init(_ line: WorklistLine, in library: Library, _ language: Language) {
    let workflow = library.workflow(line.trackWorkflow)
    self = .members([
      "case": .string(line.id.description), "title": .string(line.title), "workflow": .string(line.workflow),
      "state": .string(line.state), "track": .int(Int64(line.track.value)), "kind": .string(line.kind),
      "kind_title": .string(workflow.title(ofWork: line.kind, language)),
      "assignee": .string(line.assignee), "due": .date(line.due),
    ])
  }

  fileprivate init(_ line: OutboxLine) {
    self = .members([
      "id": .string(String(line.number)), "case": .string(line.id.description), "title": .string(line.title),
      "at": .moment(line.at), "topic": .string(line.topic), "about": .string(line.about),
      "recipients": .texts(line.recipients), "due": .date(line.due), "failure": line.failure.map { .string($0) },
    ])
  }

  fileprivate init(_ count: ClosingCount) {
    self = .members([
      "workflow": .string(count.workflow), "round": .int(Int64(count.round)), "state": .string(count.state),
      "class": .string(count.class), "count": .int(Int64(count.count)), "on_time": .int(Int64(count.onTime)),
      "with_deadline": .int(Int64(count.withDeadline)), "on_time_at_first": .int(Int64(count.onTimeAtFirst)),
    ])
  }
}
