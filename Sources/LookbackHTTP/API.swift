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

  var router: Router<CallContext> {
    let router = Router(context: CallContext.self)
    router.add(middleware: UnknownAddresses())
    let v1 = router.group("v1")
    for route in Self.routes {
      v1.on(RouterPath(route.shape.path), method: route.shape.method.http) { request, context in
        await respond(request, context, route)
      }
    }
    return router
  }

  typealias Handler = @Sendable (Call) async throws -> Answer

  /// Answers a request. Every answer of a route is made here, and every error becomes a problem.
  private func respond(_ request: Request, _ context: CallContext, _ route: Route) async -> Response {
    let language = Language(accepting: request.headers[.acceptLanguage])
    do {
      try RequestAddress.check(request.uri.string)
      if request.method != .get, let refusal = operations.engine.refusal { throw Problem.unavailable(refusal) }
      let body = try await RequestBytes.read(request, context)
      let query = try Query(request, route.shape.query, language)
      let call = Call(
        api: self, request: request, context: context, language: language, query: query, shape: route.shape,
        received: body)
      if route.shape.body == nil { try call.requireNothingSent() }
      return try await route.handler(self)(call).response
    } catch let rejection as Rejection {
      return Answer(Problem(rejection, in: Localizer(language: language, library: operations.library.current.library)))
        .response
    } catch let problem as Problem {
      return Answer(problem.said(in: language)).response
    } catch let error as StoreError {
      return Answer(Problem(error).said(in: language)).response
    } catch {
      context.logger.error("a request failed", metadata: ["error": "\(error)"])
      return Answer(Problem.failure.said(in: language)).response
    }
  }
}

/// One request, with what its handler may ask of it.
struct Call: Sendable {
  let api: API
  let request: Request
  let context: CallContext
  let language: Language
  let query: Query
  let shape: RouteShape
  let received: RequestBytes

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
    return json
  }

  /// Throws a problem if a body was sent, since the route would not read it.
  func requireNothingSent() throws {
    if case .whole(let bytes) = received, bytes.isEmpty { return }
    let mismatches = JSONShape.object([]).mismatches(of: try unchecked())
    guard mismatches.isEmpty else { throw Problem(mismatches, in: language) }
  }

  /// Returns the body as JSON of any form. Throws a problem if the body is too large or no JSON.
  private func unchecked() throws -> JSON {
    let limit = max(shape.limit, API.commandBodyLimit)
    guard case .whole(let bytes) = received, bytes.count <= limit else {
      throw Problem.tooLarge(limit: limit)
    }
    do throws(MalformedJSON) { return try JSONParser.parse(bytes, atMost: API.mostValues) } catch {
      throw Problem.notJSON(error)
    }
  }

  /// Returns the office's present moment, and its civil date in the time zone of the first workflow.
  func today() async throws -> (moment: Moment, date: CivilDate) {
    let clock = try await operations.store.clock()
    let moment = clock.test ?? clock.real
    let library = operations.library.current.library
    let workflow = library.workflows.values.min { $0.reference < $1.reference }
    return (moment, workflow.map { library.date(at: moment, in: $0) } ?? moment.utcDay)
  }
}

/// What is sent back to a client.
struct Answer: Sendable {
  var status = 200
  var json: JSON
  var headers: HTTPFields = [:]
  private var text: String?
  /// Writes the body line by line; nil if the body is `text` or `json`.
  private var lines: (@Sendable (inout LineWriter) async throws -> Void)?

  init(_ json: JSON, status: Int = 200) {
    self.json = json
    self.status = status
  }

  /// Makes an answer whose body is a text that is no JSON.
  init(text: String, type: String) {
    json = .null
    headers[.contentType] = type
    self.text = text
  }

  /// Makes an answer of JSON lines, each of which is sent when it is known.
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
