import Hummingbird
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Fires one event for every case that a filter and a condition pick. Each line of the answer is sent when it is
  /// known: the key of the sweep, each refusal, the progress, and last how many cases were done.
  @Sendable func sweep(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let order = try await order(body, call, caller)
    let isDry = body["dry_run"]?.truth ?? false
    let sweep = BulkCommand(
      store: operations.store, engine: operations.engine, evaluator: call.evaluator
    ) { command in
      try await call.decisionContext(for: command.map { [$0] } ?? [])
    }
    return Answer(lines: { lines in
      try await lines.write(.members(["sweep": .string(order.key), "dry_run": .bool(isDry)]))
      do {
        let count = try await sweep.run(order, isDry: isDry) { report in
          try await lines.write(JSON(report, call.voice))
        }
        try await lines.write(.members(["summary": JSON(count)]))
      } catch let error as BulkInterruption {
        let problem = Problem(error, call.allowance.steps).said(in: call.language)
        try await lines.write(.members(["problem": problem.json, "after": .string(error.last.description)]))
      } catch let error as StoreError {
        try await lines.write(.members(["problem": call.context.problem(error).said(in: call.language).json]))
      }
    })
  }

  private func order(_ body: JSON, _ call: Call, _ caller: Caller) async throws -> BulkRequest {
    let event = try body.required("event")
    try requireKnown(event)
    var filter = try await filter(body["filter"], call)
    let actor = try await call.currentActor(of: caller)
    filter.readers = Viewer(caller, as: actor).readers
    filter.unsearched = call.unsearchedFields(of: filter.workflow)
    var order = BulkRequest(
      filter: filter, condition: try condition(body["where"], askedOf: filter.workflow, call), event: event,
      data: try call.data(body), on: try body.date("on"), actor: actor,
      via: caller.via,
      key: try call.commandID().value)
    order.track = body["track"].flatMap { TrackChoice($0) }
    if let given = body["after"] {
      guard let number = given.whole ?? given.text.flatMap({ Int64($0) }) else { throw Problem.noCaseNumber("after") }
      order.after = CaseID(number)
    }
    return order
  }

  /// Throws a `Rejection` if no workflow has the event. Otherwise every picked case would refuse it one by one.
  private func requireKnown(_ event: String) throws {
    let known = operations.library.current.library.workflows.values.flatMap(\.eventNames)
    guard !known.contains(event) else { return }
    throw Rejection.unknownEvent(name: event, suggestion: NearestName.suggestion(for: event, among: known.sorted()))
  }

  private func filter(_ json: JSON?, _ call: Call) async throws -> CandidateFilter {
    guard let json else { return CandidateFilter() }
    let isOverdue = json["overdue"]?.truth == true
    let names = ListNames(library: operations.library.current.library)
    let workflow = try names.workflow(json["workflow"]?.text)
    return CandidateFilter(
      workflow: workflow, state: try names.state(json["state"]?.text, of: workflow), text: json["text"]?.text,
      dueBefore: try json.date("due_before"), overdueAt: isOverdue ? try await call.today().moment : nil,
      hasEnded: json["ended"]?.truth)
  }

  /// - Parameter workflow: the only workflow whose cases are asked; nil means any.
  private func condition(_ json: JSON?, askedOf workflow: String?, _ call: Call) throws -> Guard? {
    guard let text = json?.text else { return nil }
    let condition = try readable(text)
    let unknown = operations.library.current.library.unknownName(in: condition, askedOf: workflow)
    if let unknown { throw Problem(unknown, workflow) }
    return condition
  }

  private func readable(_ text: String) throws -> Guard {
    do throws(GuardErrors) { return try Guard(untyped: text, names: Case.conditionNames) } catch {
      throw Problem.unreadableCondition(error, in: text)
    }
  }
}

extension TrackChoice {
  /// Reads a number or the code of a unit; nil for anything else. `track:1` is the track 1 even if a unit has such a
  /// code.
  init?(_ given: JSON) {
    if let number = given.whole {
      self = .number(TrackID(Int(clamping: number)))
    } else if let text = given.text {
      let number = text.hasPrefix("track:") ? Int(text.dropFirst(6)) : nil
      self = number.map { .number(TrackID($0)) } ?? .name(text)
    } else {
      return nil
    }
  }
}

extension JSON {
  fileprivate init(_ report: BulkReport, _ voice: Localizer) {
    switch report {
    case .refused(let refusal):
      self = .members([
        "refused": .members([
          "case": .string(refusal.id.description), "title": .string(refusal.title),
          "problem": Problem(refusal.reason, voice).json,
        ])
      ])
    case .progress(let count, let last):
      self = .members(["progress": JSON(count), "after": .string(last.description)])
    }
  }

  fileprivate init(_ count: BulkCount) {
    self = .members([
      "looked": .int(Int64(count.looked)), "picked": .int(Int64(count.picked)), "done": .int(Int64(count.done)),
      "replayed": .int(Int64(count.replayed)), "refused": .int(Int64(count.refused)),
    ])
  }
}
