import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  /// Explains a clock of a case, on the track that is named or on every track where it was started.
  @Sendable func explainDeadline(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let current = try await call.storedCase(for: viewer).current
    let name = try call.parameter("clock")
    let library = operations.library.current.library
    let track = call.number("track").map { TrackID(Int(clamping: $0)) }
    if let track, current.track(track) == nil { throw Rejection.unknownTrack(track) }
    let started = current.terms(in: library).filter { track == nil || $0.track == track }
    let found = started.filter { $0.clock == name || $0.title.names.contains(name) }
    guard !found.isEmpty else { throw Problem(noClock: name, started.map(\.clock), current, library) }
    let moment = try await call.today().moment
    let history = try await acts(on: found, of: current.id)
    return Answer(
      .members([
        "case": .string(current.id.description),
        "deadlines": .array(found.map { JSON(explaining: $0, current, history, library, at: moment, call.language) }),
      ]))
  }
}

extension API {
  /// Returns the events of the case that moved these clocks.
  private func acts(on deadlines: [CaseDeadline], of id: CaseID) async throws -> [CaseEvent] {
    let pageSize = 1_000
    var acts: [CaseEvent] = []
    var last: Int64 = 0
    while true {
      let page = try await operations.store.history(of: id, after: last, limit: pageSize)
      acts += page.map(\.event).filter { event in
        deadlines.contains { event.moves(clock: $0.clock, of: $0.track) }
      }
      guard page.count == pageSize, let end = page.last else { return acts }
      last = end.event.sequence
    }
  }
}

extension Problem {
  /// - Parameter started: the clocks that could be explained.
  fileprivate init(noClock name: String, _ started: [String], _ current: Case, _ library: Library) {
    let known = Set(current.tracks.flatMap { library.workflow($0.workflow)?.clocks.map(\.name) ?? [] })
    self =
      known.contains(name)
      ? .clockNotStarted(name, started)
      : .unknownClock(name, suggestion: NearestName.suggestion(for: name, among: known.sorted()), started)
  }
}

extension JSON {
  fileprivate init(
    explaining deadline: CaseDeadline, _ current: Case, _ history: [CaseEvent], _ library: Library, at moment: Moment,
    _ language: Language
  ) {
    let workflow = current.track(deadline.track).flatMap { library.workflow($0.workflow) }
    let calendar = workflow.flatMap { library.calendar(deadline.calendar, of: $0) }
    let steps = deadline.deadline.steps.map { step in
      JSON.object(
        [Member(name: "step", value: .string(step.kind))]
          + step.fields(in: language).map { Member(name: $0.name, value: JSON($0.value)) })
    }
    let movers = history.filter { $0.moves(clock: deadline.clock, of: deadline.track) }
    self = .members([
      "track": .int(Int64(deadline.track.value)),
      "unit": current.track(deadline.track)?.unit.map { .string($0) }, "clock": .string(deadline.clock),
      "title": .string(deadline.title.text(in: language, fallback: deadline.clock)),
      "law": deadline.law.map { .string($0) }, "started": .date(deadline.started), "due": .date(deadline.due),
      "original": .date(deadline.original), "lapse": .moment(deadline.lapse),
      "status": .string(deadline.status.rawValue), "stopped": .date(deadline.stopped),
      "past": .bool(deadline.isPast(at: moment)), "provisional": .bool(deadline.isProvisional),
      "calendar": deadline.calendar.map { .string($0.description) },
      "contradicts": deadline.contradicts.map { .string($0) }, "steps": .array(steps),
      "explanation": .texts(deadline.deadline.text(in: language)),
      "late_entries": .array(movers.compactMap { JSON(lateEntry: $0, library, workflow, language) }),
      "picture": .texts(calendar.map { deadline.deadline.picture($0, in: language) } ?? []),
    ])
  }

  /// Describes an event that moved the clock and was entered later than it happened; nil for one entered in time.
  private init?(lateEntry event: CaseEvent, _ library: Library, _ workflow: Workflow?, _ language: Language) {
    guard let late = event.lateEntry(in: library, workflow) else { return nil }
    self = .members([
      "event": .string(event.name), "event_title": .string(workflow.title(ofEvent: event.name, language)),
      "on": .date(event.on), "late_days": .int(Int64(late.days)), "late_entry": .string(late.text(in: language)),
    ])
  }

  private init(_ value: ExplanationStep.Value) {
    switch value {
    case .text(let text): self = .string(text)
    case .number(let number): self = .int(Int64(number))
    case .truth(let truth): self = .bool(truth)
    case .date(let date): self = .string(date.description)
    }
  }
}
