import HTTPTypes
import Hummingbird
import Logging
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

/// Acts that go on after they were answered: what takes long can be begun with `Prefer: respond-async` (RFC 7240), is
/// answered with 202 and an address, and is there asked for, or asked to stop.
extension API {
  /// How often the record of an act is renewed and it is asked whether it is to stop. `list_operations` takes an act that
  /// was not renewed thirty times as one whose daemon is gone.
  private static let interval = Duration.seconds(1)

  /// Begins an act. The answer names the address where it can be asked for.
  func begin(_ route: Route, _ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    guard operations.desk.hasRoom else { throw Problem.tooManyOperations(LongOperationDesk.mostAtOnce) }
    let line = try await operations.store.beginOperation(call.shape.name, by: caller.initiator)
    let record = LongOperationRecord(line.number, call.allowance)
    guard operations.desk.begin(record, { await perform(route, call, record) }) else {
      let problem = Problem.tooManyOperations(LongOperationDesk.mostAtOnce)
      let answer = problem.said(in: call.language).json.description
      try await operations.store.end(
        line.number, LongOperationEnding(.refused, status: problem.status, answer: answer))
      throw problem
    }
    var answer = Answer(JSON(line), status: 202)
    answer.headers[.location] = "/v1/operations/\(line.number)"
    answer.headers[.preferenceApplied] = Call.respondAsync
    return answer
  }

  /// Does an act to its end and records how it ended, while another task says that somebody works on it.
  private func perform(_ route: Route, _ call: Call, _ record: LongOperationRecord) async {
    let logger = call.context.logger
    // It may have been cancelled before anybody worked on it.
    await note(record, logger)
    let ending = await withTaskGroup(of: Void.self) { group in
      group.addTask { await renew(record, logger) }
      let ending = await self.ending(of: route, call, record)
      group.cancelAll()
      return ending
    }
    await recordEnd(of: record, ending, logger)
  }

  /// Records how an act ended, for a minute again and again while the database cannot be used.
  private func recordEnd(of record: LongOperationRecord, _ ending: LongOperationEnding, _ logger: Logger) async {
    for seconds in [1, 2, 4, 8, 16, 32, 0] {
      do throws(StoreError) {
        return try await operations.store.end(record.number, ending, progress: record.progress)
      } catch {
        logger.error(
          "the end of an operation was not recorded",
          metadata: ["operation": "\(record.number)", "error": "\(error)"])
        guard [.passes, .unknown].contains(error.course), seconds > 0 else { return }
      }
      try? await Task.sleep(for: .seconds(seconds))
    }
  }

  private func ending(of route: Route, _ call: Call, _ record: LongOperationRecord) async -> LongOperationEnding {
    let answer = await answered(call.context, call.language) { try await route.handler(self)(call) }
    guard answer.status < 400 else {
      await noteRefusal(answer, call)
      let isStopped = answer.json["code"]?.text == "steps-spent"
      return LongOperationEnding(
        isStopped ? record.reasonToStop ?? .refused : .refused, status: answer.status, answer: answer.json.description)
    }
    guard let write = answer.lines else {
      return LongOperationEnding(.done, status: answer.status, answer: answer.json.description)
    }
    let outcome = await outcome(of: write, record, call.context.logger)
    return LongOperationEnding(outcome, status: answer.status, answer: JSON.array(record.lines).description)
  }

  /// Lets an answer write its lines into the record.
  private func outcome(
    of write: Answer.Lines, _ record: LongOperationRecord, _ logger: Logger
  ) async -> LongOperationLine.Outcome {
    do {
      var lines = LineWriter { try record.take($0) }
      try await write(&lines)
      return record.hasProblem ? record.reasonToStop ?? .refused : .done
    } catch is LongOperationRecord.Stopped {
      return record.reasonToStop ?? .cancelled
    } catch {
      logger.error("an operation failed", metadata: ["error": "\(error)"])
      return .interrupted
    }
  }

  /// Says again and again that somebody works on the act, until this task is cancelled. What the database cannot take
  /// now is said the next time.
  private func renew(_ record: LongOperationRecord, _ logger: Logger) async {
    while (try? await Task.sleep(for: Self.interval)) != nil { await note(record, logger) }
  }

  private func note(_ record: LongOperationRecord, _ logger: Logger) async {
    do throws(StoreError) {
      let isCancelled = try await operations.store.noteProgress(record.progress, ofOperation: record.number)
      if isCancelled { record.stop(.cancelled) }
    } catch {
      logger.notice("the progress of an operation was not recorded", metadata: ["error": "\(error)"])
    }
  }

  // MARK: - Asking for acts

  @Sendable func listOperations(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let isEverybodys = try await isShownAll(caller)
    guard isEverybodys || caller.person != nil else { return .page([], next: nil) }
    let limit = call.count("limit", default: 50)
    let lines = try await operations.store.operations(
      of: isEverybodys ? nil : caller.person, before: try call.numberAfter(), limit: limit + 1)
    return call.page(lines, limit: limit, number: \.number) { JSON($0) }
  }

  @Sendable func showOperation(_ call: Call) async throws -> Answer {
    Answer(JSON(try await operation(call, call.caller())))
  }

  /// Asks an act to stop. It stops before its next part: a sweep after the cases that are being done, an import before
  /// its first case.
  @Sendable func cancelOperation(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let line = try await operation(call, caller)
    guard line.outcome == nil else { throw Problem.operationEnded(line.number) }
    try await operations.store.cancelOperation(line.number, via: caller.via)
    return Answer(JSON(line), status: 202)
  }

  /// Returns the act that the address names. Throws a problem if there is none, or it is somebody else's.
  private func operation(_ call: Call, _ caller: Caller) async throws -> LongOperationLine {
    let text = try call.parameter("number")
    let isEverybodys = try await isShownAll(caller)
    guard let number = Int64(text), let line = try await operations.store.operation(number),
      isEverybodys || caller.person != nil && line.person == caller.person
    else { throw Problem.unknownOperation(text) }
    return line
  }

  /// Whether everybody's acts are shown to the caller: to root, who has no part in cases where duties are kept apart.
  private func isShownAll(_ caller: Caller) async throws -> Bool {
    guard caller.seesEverything else { return false }
    return try await !operations.store.separation().bindsRoot
  }
}

extension Call {
  /// The preference of RFC 7240, section 4.1.
  static let respondAsync = "respond-async"

  /// Whether the client would rather be answered before the act is done.
  var prefersNoWaiting: Bool {
    request.headers[values: .prefer].flatMap { $0.split(separator: ",") }.contains { preference in
      preference.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" } == Self.respondAsync
    }
  }
}

extension JSON {
  fileprivate init(_ line: LongOperationLine) {
    let state = line.outcome?.rawValue ?? "running"
    self = .members([
      "operation": .string(line.number.description), "address": .string(line.address),
      "person": line.person.map { JSON.string($0) }, "via": .string(line.via), "started": .moment(line.started),
      "ended": .moment(line.ended), "state": .string(state),
      "progress": line.progress.map { JSON.stored($0) }, "status": line.status.map { JSON.int(Int64($0)) },
      "answer": line.answer.map { JSON.stored($0) },
    ])
  }

  private static func stored(_ text: String) -> JSON {
    (try? JSONParser.parse(Array(text.utf8), atMost: API.mostValues)) ?? .string(text)
  }
}

extension HTTPField.Name {
  static let prefer = HTTPField.Name("Prefer").unsafelyUnwrapped
  static let preferenceApplied = HTTPField.Name("Preference-Applied").unsafelyUnwrapped
}
