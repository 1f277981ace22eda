import Hummingbird
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackText
import LookbackTime

extension API {
  @Sendable func listWorkflows(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let lines = try await operations.store.definitions()
    return try call.page(of: lines, by: \.place) { line in
      .members([
        "kind": .string(line.kind.rawValue), "name": .string(line.name), "version": .int(Int64(line.version)),
        "digest": .string(line.digest.hexadecimal), "published": .moment(line.published),
        "source": call.query["sources"]?.truth == true ? .string(line.source) : nil,
      ])
    }
  }

  @Sendable func showWorkflow(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let name = try call.parameter("name")
    guard let workflow = operations.library.current.library.latest(name) else {
      throw Rejection.unknownWorkflow(name: name, known: operations.library.current.library.workflowNames)
    }
    let line = try await operations.store.definitions()
      .last { $0.kind == .workflow && $0.name == name && $0.version == workflow.reference.version }
    return Answer(
      .members([
        "name": .string(name), "version": .int(Int64(workflow.reference.version)),
        "title": .string(workflow.title.text(in: call.language, fallback: name)),
        "digest": line.map { .string($0.digest.hexadecimal) }, "source": line.map { .string($0.source) },
        "states": .array(workflow.states.map { JSON($0, call.language) }),
        "open": call.query["open"]?.truth == true ? .array(try await openVersions(of: name)) : nil,
      ]))
  }

  /// Returns how many open cases run each version, in any of their tracks.
  private func openVersions(of name: String) async throws -> [JSON] {
    try await operations.migration.openVersions(of: name).sorted { $0.key < $1.key }.map { version, count in
      .members(["version": .int(Int64(version)), "cases": .int(Int64(count))])
    }
  }

  @Sendable func publishWorkflows(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let body = try call.body()
    let texts = try body.offeredFiles()
    do {
      let results = try await operations.publish(texts, caller.initiator)
      return Answer(.members(["results": .array(results.map { JSON($0) })]))
    } catch let refused as RefusedDefinitions {
      throw Problem(refused, texts.map(\.name), call.language)
    }
  }

  @Sendable func showClock(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    return Answer(try await call.clock())
  }

  @Sendable func advanceClock(_ call: Call) async throws -> Answer {
    let caller = try await call.administrator()
    let text = try call.body().required("to")
    let clock = try await operations.store.clock()
    guard let now = clock.test else {
      throw Problem.realClock
    }
    let target = try moment(text)
    guard target >= now else {
      throw Problem.clockGoesBack(from: now, to: target)
    }
    let fired = try await operations.advanceClock(target, caller.initiator)
    guard case .object(let members) = try await call.clock() else { return Answer(.null) }
    return Answer(.object(members + [JSON.Member(name: "fired", value: .int(Int64(fired)))]))
  }

  /// Reads a moment. A day alone means 09:00 in the time zone of the first workflow.
  private func moment(_ text: String) throws -> Moment {
    do throws(DateError) {
      guard text.count == 10 else { return try Moment(parsing: text) }
      let date = try CivilDate(parsing: text)
      let library = operations.library.current.library
      let workflow = library.workflows.values.min { $0.reference < $1.reference }
      let midnight = workflow.map { library.startOfDay(date, in: $0) } ?? date.utcMidnight
      return midnight.adding(microseconds: 9 * Moment.microsecondsPerHour)
    } catch { throw Rejection.date(error) }
  }
}

extension DefinitionLine {
  /// The place in the list, which is in the order of kind, name and version.
  fileprivate var place: String {
    let number = String(version)
    return "\(kind.rawValue)/\(name)/\(String(repeating: "0", count: max(0, 7 - number.count)))\(number)"
  }
}

extension Call {
  fileprivate func clock() async throws -> JSON {
    let clock = try await operations.store.clock()
    let (moment, date) = try await today()
    return .members([
      "now": .moment(moment), "test": .bool(clock.test != nil), "today": .date(date),
    ])
  }
}

extension JSON {
  /// Returns the definition files that the caller sent to be published.
  func offeredFiles() throws -> [(name: String, source: String)] {
    try (self["files"]?.items ?? []).map { (name: try $0.required("name"), source: $0["source"]?.text ?? "") }
  }

  fileprivate init(_ state: StateDefinition, _ language: Language) {
    self = .members([
      "name": .string(state.name), "title": .string(state.title.text(in: language, fallback: state.name)),
      "final": .bool(state.isFinal),
      "events": .array(
        state.events.map { event in
          .members([
            "name": .string(event.name), "title": .string(event.title.text(in: language, fallback: event.name)),
          ])
        }),
    ])
  }

  init(_ result: PublishedDefinition) {
    self = .members([
      "kind": .string(result.kind), "name": .string(result.name), "version": .int(Int64(result.version)),
      "result": .string(result.isNew ? "published" : "unchanged"),
    ])
  }
}
