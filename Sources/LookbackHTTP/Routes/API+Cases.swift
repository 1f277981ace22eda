import Foundation
import HTTPTypes
import Hummingbird
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime

extension API {
  @Sendable func listCases(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let moment = try await call.today().moment
    let names = ListNames(library: operations.library.current.library)
    let workflow = try names.workflow(call.query("workflow"))
    let isOverdue = call.query["overdue"]?.truth == true
    var filter = CaseFilter(
      workflow: workflow, state: try names.state(call.query("state"), of: workflow), text: call.query("text"),
      overdueAt: isOverdue ? moment : nil, limit: call.count("limit", default: 50))
    filter.after = try call.query("after").map { text throws(Problem) in
      guard let place = ListPlace(text), (place.since != nil) == filter.isOfState else {
        throw Problem.noPlace(text)
      }
      return place
    }
    let page = try await operations.store.list(filter)
    let library = operations.library.current.library
    return Answer(
      .members([
        "cases": .array(page.cases.map { JSON($0, in: library, at: moment, call.language) }),
        "next": page.next.map { .string($0.description) },
      ]))
  }

  @Sendable func openCase(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let body = try call.body()
    let workflow = try body.required("workflow")
    let command = Command(
      id: try call.commandID(), target: operations.engine.newCaseID(),
      request: .open(workflow: workflow, data: try call.data(body)), actor: try caller.actor(), via: caller.via,
      on: try body.date("on"))
    return try await call.answer(await operations.engine.submit([command])[0], status: 201)
  }

  @Sendable func showCase(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let stored = try await call.storedCase()
    let library = operations.library.current.library
    let held = Set(try await operations.store.posts().map(\.post))
    let moment = try await call.today().moment
    var answer = Answer(JSON(stored, in: library, held: held, at: moment, call.language))
    answer.headers[.eTag] = "\"\(stored.current.sequence)\""
    return answer
  }

  @Sendable func history(_ call: Call) async throws -> Answer {
    _ = try await call.caller()
    let id = try await call.caseID(try call.parameter("ref"))
    let after = call.number("after") ?? 0
    let limit = call.count("limit", default: 1_000)
    // The case first, so that every event it counts is in the pages: one that is missing is in a month that is out.
    let current = try await operations.store.read(id)?.current
    let tracks = current?.tracks ?? []
    let lines = try await operations.store.history(of: id, after: after, limit: limit)
    let library = operations.library.current.library
    let events = lines.map { line in
      let version = tracks.first { $0.id == line.event.track }?.workflow
      return JSON(
        line, in: library, from: version.flatMap { library.workflow($0, knowing: line.event.from) },
        to: version.flatMap { library.workflow($0, knowing: line.event.to) }, call.language)
    }
    let sequence = current?.sequence ?? 0
    let last = lines.count < limit ? nil : lines.last.map { $0.event.sequence }
    return Answer(
      .members([
        "case": .string(id.description), "events": .array(events), "sequence": .int(sequence),
        "next": last.flatMap { $0 < sequence ? .int($0) : nil },
      ]))
  }

  @Sendable func can(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let current = try await call.storedCase().current
    let actor = try await call.standing(caller)
    let context = try await call.decisionContext()
    let all = current.possibilities(for: actor, in: context)
    let (yes, no) = (all.filter { $0.rejection == nil }, all.filter { $0.rejection != nil })
    return Answer(
      .members([
        "possible": .array(yes.map { JSON($0, in: current, call.voice) }),
        "refused": .array(no.map { JSON($0, in: current, call.voice) }),
      ]))
  }

  @Sendable func fireEvent(_ call: Call) async throws -> Answer {
    // Most requests are what they seem: one query of the batch itself confirms it. All others go the long way.
    if let (command, claim) = try await operations.engine.preparing({ try await call.claimedCommand() }) {
      let outcome = await operations.engine.submit(command, claiming: claim)
      guard case .unavailable = outcome, try await !call.isConfirmed(command) else {
        return try await call.answer(outcome)
      }
    }
    let (command, caller, isDry) = try await operations.engine.preparing {
      let caller = try await call.callerOfCase()
      let body = try call.body()
      let reference = try call.parameter("ref")
      let command = try await call.command(body, reference, caller, id: try call.commandID())
      return (command, caller, body["dry_run"]?.truth == true)
    }
    if isDry { return try await dryRun(command, call, caller) }
    return try await call.answer(await operations.engine.submit([command])[0])
  }

  private func dryRun(_ command: Command, _ call: Call, _ caller: Caller) async throws -> Answer {
    var command = command
    command.actor = try await call.standing(caller)
    let stored = try await operations.store.read(command.target)
    let context = try await call.decisionContext(for: [command])
    var trial = DryRun(store: operations.store, in: context)
    let transition = try await trial.decide(command, on: stored?.current)
    return Answer(
      .members([
        "dry_run": .bool(true), "state": .string(transition.result.root.state),
        "events": .texts(transition.events.map(\.name)),
      ]))
  }

  /// Many commands in one request; each has its own outcome.
  @Sendable func fireMany(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let items = try call.body()["commands"]?.items ?? []
    var results = [JSON?](repeating: nil, count: items.count)
    var commands: [(index: Int, command: Command)] = []
    for (index, item) in items.enumerated() {
      do {
        let reference = try item.required("case")
        let id = item["id"]?.text.map { CommandID($0) } ?? CommandID.random()
        commands.append((index, try await call.command(item, reference, caller, id: id)))
      } catch let problem as Problem {
        results[index] = .members(["status": .string("rejected"), "problem": problem.json])
      } catch let rejection as Rejection {
        results[index] = call.json(.rejected(rejection))
      }
    }
    let outcomes = await operations.engine.submit(commands.map(\.command))
    try Self.requireTaken(outcomes)
    for (place, outcome) in zip(commands, outcomes) { results[place.index] = call.json(outcome) }
    return Answer(.members(["outcomes": .array(results.compactMap { $0 })]))
  }

  /// A request of which nothing was taken is told so as a whole, so that its sender waits before the next.
  private static func requireTaken(_ outcomes: [Outcome]) throws {
    guard case .unavailable(let why)? = outcomes.first else { return }
    guard outcomes.allSatisfy({ if case .unavailable = $0 { true } else { false } }) else { return }
    throw Problem.unavailable(why)
  }
}

extension Call {
  func commandID() throws -> CommandID {
    guard let key = request.headers[.idempotencyKey] else { return .random() }
    let id = CommandID(key)
    guard id.isFit else { throw Rejection.unfitCommandID(key) }
    return id
  }

  /// The one case that a number or business number means.
  /// - Parameter caller: who may have brought the answer.
  func caseID(_ reference: String, _ caller: Caller? = nil) async throws -> CaseID {
    // Numbers are stored without blanks around them, and lists of cases come with line ends of all kinds.
    let name = String(reference.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).composed
    let found =
      if let known = caller?.found, known.reference == name { known.cases } else {
        try await operations.lookups.value(for: Lookup(reference: name))?.cases ?? []
      }
    guard let id = found.first else { throw Rejection.unknownCase }
    guard Set(found).count == 1 else {
      throw Problem(
        409, "ambiguous-case", ("which case?", "请指明哪一件"),
        (
          "more than one case is called \(reference): use one of " + found.map(\.description).joined(separator: ", "),
          "不止一件称为 \(reference)，请用其一：" + found.map(\.description).joined(separator: "、")
        ))
    }
    return id
  }

  func storedCase() async throws -> StoredCase {
    let id = try await caseID(try parameter("ref"))
    guard let stored = try await operations.store.read(id) else {
      throw Rejection.unknownCase
    }
    return stored
  }

  func command(
    _ body: JSON, _ reference: String, _ caller: Caller, id: CommandID
  ) async throws -> Command {
    let target = try await caseID(reference, caller)
    let track = try await track(body["track"], target)
    return try command(body, on: target, track, try caller.actor(), via: caller.via, id: id)
  }

  func command(
    _ body: JSON, on target: CaseID, _ track: TrackID?, _ actor: @autoclosure () throws -> Actor, via: String,
    id: CommandID
  ) throws -> Command {
    let event = try body.required("event")
    var expected = body["expected"]?.whole
    if let tag = request.headers[.ifMatch] {
      guard let number = Int64(tag.filter { $0 != "\"" }) else {
        throw Problem.malformed("If-Match is the ETag of the case", "If-Match 应为该件的 ETag")
      }
      expected = number
    }
    return Command(
      id: id, target: target,
      request: .fire(event: event, track: track, data: try data(body)), actor: try actor(), via: via,
      on: try body.date("on"), expected: expected)
  }

  /// A track by its number, or by the unit it was opened for: the newest that has not ended. A text is the code of a
  /// unit before it is a number.
  func track(_ given: JSON?, _ target: CaseID) async throws -> TrackID? {
    guard let given, let choice = TrackChoice(given) else { return nil }
    if case .number(let number) = choice { return number }
    let current = try await operations.store.read(target)?.current
    let unit = given.text ?? ""
    guard let found = current.flatMap({ choice.track(of: $0) }) else {
      throw Problem(
        404, "unknown-track", ("unknown track", "没有此分支"),
        (
          "the case has no track for \(unit): see `lookback case show`",
          "该件没有 \(unit) 的分支，请用 `lookback case show` 查看"
        ))
    }
    return found
  }

  /// The caller with the posts held now, and those whom the caller may stand in for today.
  func standing(_ caller: Caller) async throws -> Actor {
    guard let code = try caller.actor().person else { return .engine }
    let today = try await today().date
    return try await operations.store.actor(code, on: today)
      ?? .person(code: code, posts: [])
  }

  /// - Parameter commands: those that may name persons, units and cases.
  func decisionContext(for commands: [Command] = []) async throws -> DecisionContext {
    let library = operations.library.current.library
    let names = commands.reduce(into: Directory.Names()) { $0.formUnion($1.names(in: library)) }
    let units = try await operations.store.units()
    return DecisionContext(
      library: library, moment: try await today().moment,
      directory: try await operations.store.directory(of: names),
      units: Dictionary(
        units.map { ($0.code, UnitFacts(documentCode: $0.documentCode)) }, uniquingKeysWith: { a, _ in a }))
  }

  func answer(_ outcome: Outcome, status: Int = 200) async throws -> Answer {
    switch outcome {
    case .done(let receipt): return Answer(JSON(receipt, replayed: false), status: status)
    case .replayed(let receipt): return Answer(JSON(receipt, replayed: true), status: status)
    case .rejected(let rejection): throw rejection
    case .unavailable(let why): throw Problem.unavailable(why)
    case .unknown: throw Problem.unknownOutcome
    }
  }

  func json(_ outcome: Outcome) -> JSON {
    switch outcome {
    case .done(let receipt): .members(["status": .string("done"), "receipt": JSON(receipt, replayed: false)])
    case .replayed(let receipt): .members(["status": .string("replayed"), "receipt": JSON(receipt, replayed: true)])
    case .rejected(let rejection):
      .members(["status": .string("rejected"), "problem": Problem(rejection, in: voice).json])
    case .unavailable(let why):
      .members(["status": .string("unavailable"), "problem": Problem.unavailable(why).said(in: voice.language).json])
    case .unknown:
      .members(["status": .string("unknown"), "problem": Problem.unknownOutcome.said(in: voice.language).json])
    }
  }
}

extension CommandID {
  /// For requests that bring no key of their own.
  static func random() -> CommandID {
    CommandID("r" + String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36))
  }
}

extension String {
  /// With each letter in one code point where there is one: what looks the same is the same.
  fileprivate var composed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }
}

extension Call {
  /// The `data` of a command, business numbers written one way.
  func data(_ body: JSON) throws -> [String: Value] {
    var data = try body.data()
    for (name, value) in data {
      guard case .string(let text) = value, !text.utf8.allSatisfy({ $0 < 0x80 }), isUnique(name) else { continue }
      data[name] = .string(text.composed)
    }
    return data
  }

  private func isUnique(_ field: String) -> Bool {
    operations.library.current.library.workflows.values.contains { $0.field(field)?.isUnique == true }
  }
}

extension JSON {
  /// The `data` of a command.
  fileprivate func data() throws -> [String: Value] {
    guard case .object(let members)? = self["data"] else { return [:] }
    var data: [String: Value] = [:]
    for member in members {
      guard let value = member.value.value else { throw Problem.noField(member.name) }
      data[member.name] = value
    }
    return data
  }

  func date(_ name: String) throws -> CivilDate? {
    guard let text = self[name]?.text else { return nil }
    do throws(DateError) { return try CivilDate(parsing: text) } catch { throw Rejection.date(error) }
  }

  init(_ possibility: Possibility, in current: Case, _ voice: Voice) {
    let problem = possibility.rejection.map { Problem($0, in: voice) }
    self = .members([
      "event": .string(possibility.event),
      "title": .string(possibility.title.text(in: voice.language, fallback: possibility.event)),
      "track": .int(Int64(possibility.track.value)),
      "unit": current.track(possibility.track)?.unit.map { .string($0) },
      "needs": problem == nil ? .texts(possibility.needs) : nil,
      "takes": problem == nil ? .texts(possibility.takes) : nil,
      "reason": problem.map { .string($0.detail) }, "who": .texts(possibility.who),
    ])
  }
}
