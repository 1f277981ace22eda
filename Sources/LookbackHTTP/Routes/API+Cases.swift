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
    let viewer = try await call.viewer()
    let moment = try await call.today().moment
    let names = ListNames(library: operations.library.current.library)
    let workflow = try names.workflow(call.query("workflow"))
    let isOverdue = call.query["overdue"]?.truth == true
    var filter = CaseFilter(
      workflow: workflow, state: try names.state(call.query("state"), of: workflow), text: call.query("text"),
      overdueAt: isOverdue ? moment : nil, readers: viewer.readers, unsearched: call.unsearchedFields(of: workflow),
      limit: call.count("limit", default: 50))
    filter.after = try call.query("after").map { text throws(Problem) in
      guard let place = CaseCursor(text), (place.since != nil) == filter.isOfState else {
        throw Problem.noPlace(text)
      }
      return place
    }
    let page = try await operations.store.list(filter)
    let library = operations.library.current.library
    return .page(
      page.cases.map { JSON($0, for: viewer, in: library, at: moment, call.language) }, next: page.next?.description)
  }

  @Sendable func openCase(_ call: Call) async throws -> Answer {
    let sender = try await call.sender()
    let body = try call.body()
    let workflow = try body.required("workflow")
    let command = Command(
      id: try call.commandID(), target: operations.engine.newCaseID(),
      request: .open(workflow: workflow, data: try call.data(body)), actor: .nobody, via: sender.via,
      on: try body.date("on"))
    let asked = UnresolvedCommand(command, asker: sender.asker)
    var answer = try await call.answer(await operations.engine.submit([asked])[0], status: 201)
    answer.headers[.location] = answer.json["case"]?.text.map { "/v1/cases/\($0)" }
    return answer
  }

  @Sendable func showCase(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let stored = try await call.storedCase(for: viewer)
    let library = operations.library.current.library
    let (moment, today) = try await call.today()
    let held = try await operations.store.heldPosts(on: today)
    var answer = Answer(JSON(stored, for: viewer, in: library, held: held, at: moment, call.language))
    answer.version = stored.current.sequence
    return answer
  }

  @Sendable func history(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let id = try await call.caseID(try call.parameter("ref"), for: viewer)
    let after = try call.numberAfter() ?? 0
    let limit = call.count("limit", default: 1_000)
    // The case is read first, so that the pages have every event it counts. One that is missing is in a detached month.
    let current = try await call.storedCase(id, for: viewer).current
    let lines = try await operations.store.history(of: id, after: after, limit: limit)
    let library = operations.library.current.library
    let hidden = current.tracks.map { current.hiddenFields(of: $0, from: viewer.actor, in: library) }
    let events = lines.map { line in
      let version = current.track(line.event.track)?.workflow
      return JSON(
        line, hiding: hidden, in: library, from: version.flatMap { library.workflow($0, knowing: line.event.from) },
        to: version.flatMap { library.workflow($0, knowing: line.event.to) }, call.language)
    }
    let sequence = current.sequence
    let last = lines.count < limit ? nil : lines.last.map { $0.event.sequence }
    return .page(
      events, next: last.flatMap { $0 < sequence ? $0.description : nil },
      ["case": .string(id.description), "sequence": .int(sequence)])
  }

  @Sendable func can(_ call: Call) async throws -> Answer {
    let caller = try await call.caller()
    let actor = try await call.currentActor(of: caller)
    let current = try await call.storedCase(for: Viewer(caller, as: actor)).current
    let context = try await call.decisionContext()
    let all = try await call.evaluated { current.possibilities(for: actor, in: context) }
    let (yes, no) = (all.filter { $0.rejection == nil }, all.filter { $0.rejection != nil })
    return Answer(
      .members([
        "possible": .array(yes.map { JSON($0, in: current, call.voice) }),
        "refused": .array(no.map { JSON($0, in: current, call.voice) }),
      ]))
  }

  @Sendable func fireEvent(_ call: Call) async throws -> Answer {
    let sender = try await call.sender()
    let body = try call.body()
    let expected = try await call.expectedSequence(body)
    let asked = try call.command(
      body, try call.parameter("ref"), sender, id: try call.commandID(), expected: expected)
    if body["dry_run"]?.truth == true { return try await dryRun(asked, call) }
    return try await call.answer(await operations.engine.submit([asked])[0])
  }

  /// Resolves caller and case beforehand, as nothing is locked. Tells what the command would do; nothing is recorded.
  private func dryRun(_ asked: UnresolvedCommand, _ call: Call) async throws -> Answer {
    let actor = try await call.currentActor(of: try await call.caller())
    var identities = Identities()
    var stored: StoredCase?
    if case .name(let name) = asked.reference {
      let id = try await call.caseID(name.description, for: Viewer(actor: actor))
      identities.cases = [name: [id]]
      stored = try await operations.store.read(id)
    }
    var known = asked
    known.asker = .known
    var command = try known.resolved(by: identities) {
      _ in
      stored?.current
    } seeing: {
      _ in
      true
    }
    command.actor = actor
    let context = try await call.decisionContext(for: [command])
    var trial = DryRun(store: operations.store, on: call.evaluator, in: context)
    let transition = try await trial.decide(command, on: stored?.current)
    try call.requireSteps()
    return Answer(
      .members([
        "dry_run": .bool(true), "state": .string(transition.result.root.state),
        "events": .texts(transition.events.map(\.name)),
      ]))
  }

  /// Submits many commands of one request; each has its own outcome.
  @Sendable func fireMany(_ call: Call) async throws -> Answer {
    let sender = try await call.sender()
    let items = try call.body()["commands"]?.items ?? []
    var results = [JSON?](repeating: nil, count: items.count)
    var commands: [(index: Int, command: UnresolvedCommand)] = []
    for (index, item) in items.enumerated() {
      do {
        let reference = try item.required("case")
        let id = item["id"]?.text.map { CommandID($0) } ?? CommandID.random()
        commands.append((index, try call.command(item, reference, sender, id: id, expected: item["expected"]?.whole)))
      } catch let problem as Problem {
        results[index] = .members(["status": .string("rejected"), "problem": problem.said(in: call.language).json])
      } catch let rejection as Rejection {
        results[index] = call.json(.rejected(rejection))
      }
    }
    let outcomes = await operations.engine.submit(commands.map(\.command))
    try Self.requireTaken(outcomes)
    try Self.requireKnownSender(outcomes)
    for (place, outcome) in zip(commands, outcomes) { results[place.index] = call.json(outcome) }
    return Answer(.members(["outcomes": .array(results.compactMap { $0 })]))
  }

  /// Throws the refusal that nobody is known by the sender's user or token, which all commands have if one has it.
  private static func requireKnownSender(_ outcomes: [Outcome]) throws {
    guard case .rejected(let rejection)? = outcomes.first, case .unresolved(let refusal) = rejection else { return }
    switch refusal {
    case .unknownToken, .unknownUser, .tokenFallsShort, .retired: throw rejection
    case .administratorForNobody, .unknownPerson, .ambiguousCase, .noTrack: return
    }
  }

  /// Throws a problem if the engine took none of the commands, so that the sender waits before the next request.
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

  /// Returns the name of a case without blanks around it, as business numbers are stored without them. Lists of cases
  /// come with line ends of all kinds.
  func caseName(_ text: String) -> CaseName {
    CaseName(String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).composed)
  }

  /// Returns the one case that a number or business number means for somebody, who may not see it if there is no other.
  /// Throws a `Rejection` if there is not exactly one.
  func caseID(_ reference: String, for viewer: Viewer) async throws -> CaseID {
    let name = caseName(reference)
    let identities = try await operations.store.identities(cases: [name])
    let seen = try await seen(among: identities.cases[name] ?? [], for: viewer)
    return try identities.target(of: name, seeing: seen.contains)
  }

  /// Returns those of several cases of one name that the viewer may see. Of a single case nothing is asked here.
  private func seen(among cases: [CaseID], for viewer: Viewer) async throws -> Set<CaseID> {
    var seen = Set(cases)
    guard seen.count > 1 else { return seen }
    let library = operations.library.current.library
    for id in seen {
      let current = try await operations.store.read(id)?.current
      if current?.isSeen(by: viewer.actor, in: library) != true { seen.remove(id) }
    }
    return seen
  }

  /// - Parameter reference: the number or business number by which the request names the case.
  func command(
    _ body: JSON, _ reference: String, _ sender: Sender, id: CommandID, expected: Int64?
  ) throws -> UnresolvedCommand {
    let event = try body.required("event")
    let name = caseName(reference)
    let command = Command(
      id: id, target: name.placeholder, request: .fire(event: event, track: nil, data: try data(body)),
      actor: .nobody, via: sender.via, on: try body.date("on"), expected: expected)
    return UnresolvedCommand(
      command, asker: sender.asker, reference: .name(name), track: body["track"].flatMap { TrackChoice($0) })
  }

  /// Returns the caller with the posts held now, and with the persons for whom the caller may act today.
  func currentActor(of caller: Caller) async throws -> Actor {
    guard let code = try caller.actor().person else { return .engine }
    let today = try await today().date
    return try await operations.store.actor(code, on: today)
      ?? .person(code: code, posts: [])
  }

  /// - Parameter commands: the commands whose persons, units and cases must be known.
  func decisionContext(for commands: [Command] = []) async throws -> DecisionContext {
    let library = operations.library.current.library
    let names = commands.reduce(into: Directory.Names()) { $0.formUnion($1.names(in: library)) }
    let units = try await operations.store.units()
    let (moment, today) = try await today()
    var context = DecisionContext(
      library: library, moment: moment, directory: try await operations.store.directory(of: names, on: today),
      units: Dictionary(
        units.map { ($0.code, UnitFacts(documentCode: $0.documentCode)) }, uniquingKeysWith: { a, _ in a }))
    context.allowance = allowance
    return context
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
  /// Makes an id for a request without an Idempotency-Key.
  static func random() -> CommandID {
    CommandID("r" + String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36))
  }
}

extension String {
  /// The text with each letter in one code point where that exists, so that texts which look the same are equal.
  fileprivate var composed: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }
}

extension Call {
  /// Returns the `data` of a command, with letters of business numbers composed.
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
  /// Returns the `data` of a command. Throws a problem if a value cannot be a field's.
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

  init(_ possibility: ActionCheck, in current: Case, _ voice: Localizer) {
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

extension Actor {
  /// The actor of a command whose caller is not known yet.
  static let nobody = Actor.person(code: "", posts: [])
}
