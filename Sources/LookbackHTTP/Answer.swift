import HTTPTypes
import Hummingbird
import LookbackJSON
import NIOCore

/// What is sent back to a client.
struct Answer: Sendable {
  var status = 200
  var json: JSON
  var headers: HTTPFields = [:]
  /// The version of what is told, with which its tag begins.
  var version: Int64?
  private var text: String?
  /// Writes the body line by line; nil if the body is `text` or `json`.
  private(set) var lines: Lines?

  typealias Lines = @Sendable (inout LineWriter) async throws -> Void

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
  init(lines: @escaping Lines) {
    json = .null
    headers[.contentType] = "application/x-ndjson"
    self.lines = lines
  }

  init(_ problem: Problem) {
    status = problem.status
    json = problem.json
    headers[.contentType] = "application/problem+json"
    let wait = problem.retryAfter ?? ([429, 503].contains(problem.status) ? 1 : nil)
    if let wait { headers[.retryAfter] = String(wait) }
    if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
  }

  /// Makes an answer without a body.
  init(emptyWithStatus status: Int) {
    self.init(text: "", type: RouteShape.json)
    self.status = status
    headers = [:]
  }

  /// What every answer says to browsers and proxies: keep nothing, guess nothing, run nothing.
  private static let always: HTTPFields = [
    .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", .referrerPolicy: "no-referrer",
    .vary: "Accept, Accept-Encoding, Accept-Language",
  ]

  /// The headers of the answer, with those that every answer has.
  private func fields(_ request: String) -> HTTPFields {
    var fields = Self.always
    fields.append(HTTPField(name: .requestID, value: request))
    for field in headers { fields.append(field) }
    return fields
  }

  /// What is written by hand where no request is answered, and closes the connection.
  var closing: (fields: [(String, String)], body: String) {
    let body = json.description + "\n"
    var fields = fields(RequestID().description)
    fields[.contentLength] = String(body.utf8.count)
    fields[.connection] = "close"
    return (fields.map { ($0.name.rawName, $0.value) }, body)
  }

  /// - Parameters:
  ///   - request: the number that the log has for the request.
  ///   - takesGzip: whether the client reads answers that are compressed.
  func response(_ request: String, takesGzip: Bool = false) -> Response {
    var fields = fields(request)
    if fields[.contentType] == nil, text == nil || text?.isEmpty == false { fields[.contentType] = RouteShape.json }
    if let lines {
      if takesGzip { fields[.contentEncoding] = "gzip" }
      let body = ResponseBody { writer in
        var written = try LineWriter(writer, isCompressed: takesGzip)
        try await lines(&written)
        try await written.finish()
      }
      return Response(status: .init(code: status), headers: fields, body: body)
    }
    var bytes = Array((text ?? json.description + "\n").utf8)
    if takesGzip, bytes.count >= GzipStream.least, let gzip = GzipStream() {
      bytes = gzip.compressed(bytes, isLast: true)
      fields[.contentEncoding] = "gzip"
      // Other bytes are another representation, whose tag is another one (RFC 9110, section 8.8.3.3).
      fields[.eTag] = fields[.eTag].map { $0.dropLast() + EntityTag.ofGzip + "\"" }
    }
    return Response(
      status: .init(code: status), headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy").unsafelyUnwrapped
  static let requestID = HTTPField.Name("Request-Id").unsafelyUnwrapped
}
