import Foundation
import HTTPTypes
import Hummingbird
import Logging
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime
import NIOCore

/// The route table: everything the command line does, and nothing else.
struct API: Sendable {
  static let bodyLimit = 8 * 1_048_576
  /// Of a request's JSON, on all levels.
  static let mostValues = 500_000
  static let commandBodyLimit = 1_048_576

  let operations: Operations
  let hasTrustworthyPeers: Bool
  let peers = PeerBook()

  var router: Router<CallContext> {
    let router = Router(context: CallContext.self)
    router.add(middleware: UnknownAddresses())
    let v1 = router.group("v1")
    get(v1, "health") { _ in Answer(.members(["status": .string("ok")])) }
    get(v1, "ready", ready)
    get(v1, "cases", listCases)
    post(v1, "cases", openCase)
    get(v1, "cases/:ref", showCase)
    get(v1, "cases/:ref/history", history)
    get(v1, "cases/:ref/can", can)
    get(v1, "cases/:ref/whatif", whatIf)
    post(v1, "cases/:ref/events", fireEvent)
    post(v1, "commands", fireMany)
    post(v1, "sweeps", sweep)
    get(v1, "worklist", worklist)
    get(v1, "due", due)
    get(v1, "outbox", outbox)
    get(v1, "clock", showClock)
    post(v1, "clock", advanceClock)
    get(v1, "workflows", listWorkflows)
    get(v1, "workflows/:name", showWorkflow)
    post(v1, "workflows", publishWorkflows)
    post(v1, "calendars", publishCalendars)
    get(v1, "redatings", listRedatings)
    get(v1, "redatings/:number", showRedating)
    post(v1, "redatings", redate)
    get(v1, "migrations", listMigrations)
    get(v1, "migrations/:number", showMigration)
    post(v1, "migrations", migrate)
    get(v1, "cases/:ref/deadlines/:clock", explainDeadline)
    get(v1, "persons", listPersons)
    post(v1, "persons", addPersons)
    get(v1, "units", listUnits)
    post(v1, "units", addUnits)
    get(v1, "posts", listPosts)
    post(v1, "posts", addPosts)
    delete(v1, "posts", removePost)
    get(v1, "tokens", listTokens)
    get(v1, "substitutes", listSubstitutes)
    post(v1, "substitutes", addSubstitute)
    post(v1, "substitutes/:number/end", endSubstitute)
    post(v1, "tokens", addToken)
    delete(v1, "tokens/:number", removeToken)
    post(v1, "registers", setRegister)
    post(v1, "import", importCases)
    get(v1, "report", report)
    get(v1, "metrics", metrics)
    return router
  }

  typealias Handler = @Sendable (Call) async throws -> Answer

  private func get(_ group: RouterGroup<CallContext>, _ path: RouterPath, _ handler: @escaping Handler) {
    group.get(path) { request, context in await respond(request, context, handler) }
  }

  private func post(_ group: RouterGroup<CallContext>, _ path: RouterPath, _ handler: @escaping Handler) {
    group.post(path) { request, context in await respond(request, context, handler) }
  }

  private func delete(_ group: RouterGroup<CallContext>, _ path: RouterPath, _ handler: @escaping Handler) {
    group.delete(path) { request, context in await respond(request, context, handler) }
  }

  /// Every answer leaves through here; whatever went wrong becomes a problem.
  private func respond(_ request: Request, _ context: CallContext, _ handler: Handler) async -> Response {
    let language = Language(accepting: request.headers[.acceptLanguage])
    do {
      try RequestAddress.check(request.uri.string)
      if request.method != .get, let refusal = operations.engine.refusal { throw Problem.unavailable(refusal) }
      let body = try await RequestBytes.read(request, context)
      let call = Call(api: self, request: request, context: context, language: language, received: body)
      return try await handler(call).response
    } catch let rejection as Rejection {
      return Answer(Problem(rejection, in: Voice(language: language, library: operations.library.current.library)))
        .response
    } catch let problem as Problem {
      return Answer(problem.said(in: language)).response
    } catch let error as StoreError {
      return Answer(Problem(error).said(in: language)).response
    } catch {
      context.logger.error("a request failed", metadata: ["error": "\(error)"])
      return Answer(
        Problem(500, "failure", ("the daemon failed", "服务出错"), ("see the daemon's log", "请查看服务日志")).said(in: language)
      ).response
    }
  }
}

/// One request, with what its handler may ask.
struct Call: Sendable {
  let api: API
  let request: Request
  let context: CallContext
  let language: Language
  let received: RequestBytes

  var operations: Operations { api.operations }
  var voice: Voice { Voice(language: language, library: operations.library.current.library) }

  func caller() async throws -> Caller { try await api.caller(request, context, nil) }

  /// The caller, with the cases that the address speaks of.
  func callerOfCase() async throws -> Caller { try await api.caller(request, context, try? parameter("ref")) }

  func query(_ name: String) -> String? { request.uri.queryParameters[name[...]].map(String.init) }

  func count(_ name: String, default standard: Int, atMost limit: Int) throws -> Int {
    guard let text = query(name) else { return standard }
    guard let count = Int(text), count > 0 else { throw Problem.malformed("`\(name)` is a number from 1 to \(limit)") }
    return min(count, limit)
  }

  func parameter(_ name: String) throws -> String {
    // Numbers of cases, in nearly every address, have nothing to decode.
    let raw = context.parameters.get(name)
    guard let raw, let text = raw.utf8.contains(UInt8(ascii: "%")) ? raw.removingPercentEncoding : String(raw) else {
      throw Problem.malformed("the address names no \(name)")
    }
    guard !text.unicodeScalars.contains("\0") else { throw Problem.malformed("an address cannot contain NUL") }
    return text
  }

  /// The body as JSON; only these keys may stand in an object.
  func body(_ keys: [String]? = nil, limit: Int = API.commandBodyLimit) throws -> JSON {
    guard case .whole(let bytes) = received, bytes.count <= limit else {
      throw Problem(
        413, "too-large", ("too large", "请求过大"),
        ("the body of this request has at most \(limit) bytes", "此请求的正文至多 \(limit) 字节"))
    }
    let json: JSON
    do throws(MalformedJSON) { json = try JSONParser.parse(bytes, atMost: API.mostValues) } catch {
      throw Problem.malformed("the body is not JSON: \(error.reason), at byte \(error.offset)")
    }
    if let keys, let stranger = json.keys.first(where: { !keys.contains($0) }) {
      throw Problem.malformed("`\(stranger)` is not known here; known are \(keys.joined(separator: ", "))")
    }
    return json
  }

  /// The tenant's present moment and the civil date where the first workflow lives.
  func today() async throws -> (moment: Moment, date: CivilDate) {
    let clock = try await operations.store.clock(operations.tenant)
    let moment = clock.test ?? clock.real
    let library = operations.library.current.library
    guard let workflow = library.workflows.values.min(by: { $0.reference < $1.reference }) else {
      return (moment, CivilDate(days: Int32(clamping: moment.microseconds / 86_400_000_000)))
    }
    return (moment, library.date(at: moment, in: workflow))
  }
}

/// What goes back.
struct Answer: Sendable {
  var status = 200
  var json: JSON
  var headers: HTTPFields = [:]
  private var text: String?
  /// Writes the body instead, line by line.
  private var lines: (@Sendable (inout LineWriter) async throws -> Void)?

  init(_ json: JSON, status: Int = 200) {
    self.json = json
    self.status = status
  }

  /// An answer that is no JSON.
  init(text: String, type: String) {
    json = .null
    headers[.contentType] = type
    self.text = text
  }

  /// An answer of JSON lines, each sent when it is known.
  init(lines: @escaping @Sendable (inout LineWriter) async throws -> Void) {
    json = .null
    headers[.contentType] = "application/x-ndjson"
    self.lines = lines
  }

  init(_ problem: Problem) {
    status = problem.status
    json = problem.json
    headers[.contentType] = "application/problem+json"
    if problem.status == 503 { headers[.retryAfter] = "1" }
  }

  var response: Response {
    var fields = headers
    if fields[.contentType] == nil { fields[.contentType] = "application/json" }
    if let lines {
      let body = ResponseBody { writer in
        var written = LineWriter(writer)
        try await lines(&written)
        try await written.finish()
      }
      return Response(status: .init(code: status), headers: fields, body: body)
    }
    return Response(
      status: .init(code: status), headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(string: text ?? json.description + "\n")))
  }
}

extension Problem {
  init(_ error: StoreError) {
    switch error {
    case .unknown: self = .unknownOutcome
    case .invalid(let what): self.init(422, "invalid", "not valid", what)
    case .database, .olderSchema, .notOwner, .newerSchema, .editedMigration, .noSuchTenant:
      self = .unavailable("the database cannot be used: \(error)")
    case .unreadable: self.init(500, "failure", "the daemon failed", error.description)
    }
  }
}

extension Language {
  /// The first of the two languages that the header names; English if it names neither.
  init(accepting header: String?) {
    let wanted = (header ?? "").split(separator: ",").map { $0.drop { $0 == " " }.prefix(2).lowercased() }
    self = wanted.first { $0 == "zh" || $0 == "en" } == "zh" ? .chinese : .english
  }
}
