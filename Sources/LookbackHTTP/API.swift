import Foundation
import HTTPTypes
import Hummingbird
import Logging
import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime
import NIOCore

/// The HTTP interface of the daemon. The route table has its addresses.
struct API: Sendable {
  /// The most bytes that the body of any request may have.
  static let bodyLimit = 8 * 1_048_576
  /// The most values that the JSON of a request may have, on all levels together.
  static let mostValues = 500_000
  /// The most bytes that a body may have where the route does not allow more.
  static let commandBodyLimit = 1_048_576

  let operations: Operations
  let hasTrustworthyPeers: Bool
  let peers: PeerBook
  let bodies: BodyBudget
  let refusals: RefusalBook
  let uses = TokenUseBook()
  /// What all evaluations of one request may take together.
  var steps = StepAllowance.ofRequest
  var requests = RequestBook()

  var router: Router<CallContext> {
    let router = Router(context: CallContext.self)
    router.add(middleware: UnknownAddresses())
    let v1 = router.group("v1")
    for route in Self.routes {
      for method in route.shape.method.answered {
        v1.on(RouterPath(route.shape.path), method: method) { request, context in
          await respond(request, context, route)
        }
      }
    }
    return router
  }

  typealias Handler = @Sendable (Call) async throws -> Answer

  /// Answers a request. Every answer of a route is made here, and every error becomes a problem.
  private func respond(_ request: Request, _ context: CallContext, _ route: Route) async -> Response {
    let language = Language(accepting: request.headers[.acceptLanguage])
    var sender: Sender?
    let answer = await answered(context, language) {
      let call = try await received(request, context, route.shape, language)
      sender = call.known
      if call.shape.isLong, call.prefersNoWaiting { return try await begin(route, call) }
      return try await route.handler(self)(call).fitted(to: request, route.shape)
    }
    await noteRefusal(answer, request, context, route.shape)
    await noteUse(sender, answer, context.logger)
    let takesGzip = GzipStream.isAccepted(request.headers[.acceptEncoding])
    let response = answer.response(context.id, takesGzip: takesGzip)
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// Returns what the body answers; an error that it throws becomes a problem.
  func answered(_ context: CallContext, _ language: Language, _ body: () async throws -> Answer) async -> Answer {
    do { return try await body() } catch let rejection as Rejection {
      return Answer(
        Problem(rejection, in: Localizer(language: language, library: operations.library.current.library)))
    } catch let problem as Problem {
      return Answer(problem.said(in: language))
    } catch let error as StoreError {
      // A loss is told with what to do, as nothing is answered until a person has looked into it.
      let problem = operations.engine.loss.map { Problem.unavailable($0) } ?? context.problem(error)
      return Answer(problem.said(in: language))
    } catch {
      context.logger.error("a request failed", metadata: ["error": "\(error)"])
      return Answer(Problem.failure(context.id).said(in: language))
    }
  }

  /// Counts a request of the sender. Throws a problem if there are too many; who is nobody is told that instead.
  private func slot(of sender: Sender, _ call: Call) async throws -> RequestSlot {
    do throws(Problem) { return try requests.enter(sender.asker, isLong: call.shape.isLong) } catch {
      _ = try await call.caller()
      throw error
    }
  }

  /// Checks what a request says of itself, and reads its body: first who sends it, then what.
  private func received(
    _ request: Request, _ context: CallContext, _ shape: RouteShape, _ language: Language
  ) async throws -> Call {
    try RequestAddress.check(request.uri.string)
    var call = Call(api: self, request: request, context: context, language: language, shape: shape)
    if !shape.isOpen {
      let sender = try await call.sender()
      call.known = sender
      if !sender.isAdministrator { call.slot = try await slot(of: sender, call) }
    }
    if shape.method != .get, let refusal = operations.engine.refusal { throw Problem.unavailable(refusal) }
    call.query = try Query(request, shape.query, language)
    try call.requireTaken()
    if shape.answers == RouteShape.json {
      _ = try AcceptedTypes.chosen(request.headers[.accept], among: shape.offered)
    }
    call.received = try await RequestBytes.read(call, bodies)
    await call.parseIfLarge()
    if shape.body == nil { try call.requireNothingSent() }
    return call
  }
}

/// One request, with what its handler may ask of it.
struct Call: Sendable {
  let api: API
  let request: Request
  let context: CallContext
  let language: Language
  fileprivate(set) var query = Query()
  let shape: RouteShape
  fileprivate(set) var received: RequestBytes
  /// Where what takes processor time is done for this request.
  let evaluator: Evaluator
  /// What all evaluations for this request may take together.
  let allowance: StepAllowance
  /// What a large body is, or why it is no JSON; nil for a small one, which is parsed when it is asked for.
  fileprivate(set) var parsed: Result<JSON, MalformedJSON>?
  /// The sender; nil until it was asked for, and of an address that answers everybody.
  fileprivate(set) var known: Sender?
  /// Counts the request among those of its sender; nil for an administrator.
  fileprivate(set) var slot: RequestSlot?

  init(api: API, request: Request, context: CallContext, language: Language, shape: RouteShape) {
    (self.api, self.request, self.context, self.language, self.shape) = (api, request, context, language, shape)
    received = RequestBytes(api.bodies)
    evaluator = api.operations.evaluators.next()
    allowance = StepAllowance(api.steps)
  }

  var operations: Operations { api.operations }
  var voice: Localizer { Localizer(language: language, library: operations.library.current.library) }

  /// Returns a text of the query; nil if it was not sent.
  func query(_ name: String) -> String? { query[name]?.text }

  /// Returns a number of the query; nil if it was not sent. The route declares how large it may be.
  func number(_ name: String) -> Int64? { query[name]?.whole }

  func count(_ name: String, default standard: Int) -> Int { number(name).map { Int($0) } ?? standard }

  /// Returns a day of the query; nil if it was not sent. Throws a `Rejection` if there is no such day.
  func day(_ name: String) throws -> CivilDate? {
    guard let text = query(name) else { return nil }
    do throws(DateError) { return try CivilDate(parsing: text) } catch { throw Rejection.date(error) }
  }

  /// Returns a part of the address, with its escapes decoded. Throws a problem if the part is missing or has a NUL.
  func parameter(_ name: String) throws -> String {
    // Most addresses have the number of a case, which has nothing to decode.
    let raw = context.parameters.get(name)
    guard let raw, let text = raw.utf8.contains(UInt8(ascii: "%")) ? raw.removingPercentEncoding : String(raw) else {
      throw Problem.noParameter(name)
    }
    guard !text.unicodeScalars.contains("\0") else { throw Problem.nulInAddress }
    return text
  }

  /// Returns the body as JSON of the form that the route declares: a key that is needed is there. Throws a problem
  /// otherwise.
  func body() throws -> JSON {
    let json = try unchecked()
    let mismatches = shape.body?.mismatches(of: json) ?? []
    guard mismatches.isEmpty else { throw Problem(mismatches, in: language) }
    if let place = shape.body?.marks(in: json).first { throw Problem.obeyedCharacter(place) }
    return json
  }

  /// Throws a problem if a body was sent, since the route would not read it.
  func requireNothingSent() throws {
    if received.whole?.isEmpty == true { return }
    let mismatches = JSONShape.object([]).mismatches(of: try unchecked())
    guard mismatches.isEmpty else { throw Problem(mismatches, in: language) }
  }

  /// Returns the body as JSON of any form. Throws a problem if the body is too large or no JSON.
  private func unchecked() throws -> JSON {
    let limit = max(shape.limit, API.commandBodyLimit)
    guard let bytes = received.whole, bytes.count <= limit else {
      throw Problem.tooLarge(limit: limit)
    }
    if let table = try sentTable(bytes) { return table }
    if !bytes.isEmpty { try AcceptedTypes.requireJSON(ofBody: request.headers[.contentType]) }
    do throws(MalformedJSON) { return try (parsed ?? Self.parse(bytes)).get() } catch {
      throw Problem.notJSON(error)
    }
  }

  /// Returns the body that a table stands for, with what the query says of it; nil if the body is no table.
  private func sentTable(_ bytes: [UInt8]) throws -> JSON? {
    guard let name = shape.table else { return nil }
    guard try AcceptedTypes.isTable(request.headers[.contentType]) else {
      if let member = query.members.first { throw Problem.notInQuery(member.name) }
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Problem.notUTF8 }
    return .object([JSON.Member(name: name, value: .string(text))] + query.members)
  }

  /// Parses a body that takes more than a moment where it holds up nobody.
  fileprivate mutating func parseIfLarge() async {
    guard let bytes = received.whole, bytes.count > ConversationLimits.unknownBody, bytes.count <= shape.limit else {
      return
    }
    guard shape.table == nil || (try? AcceptedTypes.isTable(request.headers[.contentType])) == false else { return }
    parsed = await evaluator.run { Self.parse(bytes) }
  }

  private static func parse(_ bytes: [UInt8]) -> Result<JSON, MalformedJSON> {
    Result { () throws(MalformedJSON) in try JSONParser.parse(bytes, atMost: API.mostValues) }
  }

  /// Returns what the body returns, which takes processor time.
  /// - Throws: a problem if the steps of the request are spent.
  func evaluated<R: Sendable>(_ body: @Sendable () throws -> R) async throws -> R {
    let result = await evaluator.run { Result { try body() } }
    try requireSteps()
    return try result.get()
  }

  /// Throws a problem if all steps of the request are spent, so that what was evaluated last may be cut short.
  func requireSteps() throws {
    guard !allowance.isSpent else { throw Problem.stepsSpent(allowance.steps) }
  }

  /// Returns the office's present moment, and its civil date in the time zone of the first workflow.
  func today() async throws -> (moment: Moment, date: CivilDate) {
    let clock = try await operations.store.clock()
    let moment = clock.test ?? clock.real
    return (moment, operations.library.current.library.officeDate(at: moment))
  }
}
