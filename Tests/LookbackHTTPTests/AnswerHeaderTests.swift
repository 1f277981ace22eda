import HTTPTypes
import Logging
import Synchronization
import Testing

@testable import LookbackHTTP

@Suite("the headers of an answer", .timeLimit(.minutes(10)))
struct AnswerHeaderTests {
  private static let always: [(HTTPField.Name, String)] = [
    (.cacheControl, "no-store"), (.xContentTypeOptions, "nosniff"), (.referrerPolicy, "no-referrer"),
    (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
    (.vary, "Accept, Accept-Encoding, Accept-Language"),
  ]

  @Test("keep browsers and proxies from keeping, guessing and running, on every answer")
  func always() async throws {
    let office = try await RoutedOffice()
    var replies: [Reply] = []
    for example in RouteExample.all {
      replies.append(try await office.ask(example.method, example.path(), as: example.sender, body: example.bytes()))
      replies.append(try await office.ask(example.method, example.path(), as: .token(nil), body: example.bytes()))
    }
    for method: HTTPRequest.Method in [.get, .put, .options, .head] {
      for path in ["/", "/v1/nowhere", "/v1/cases", "/v1/cases/", "/v1/cases/%ff"] {
        replies.append(try await office.ask(method, path))
      }
    }
    for reply in replies {
      for (name, value) in Self.always { #expect(reply.headers[values: name] == [value], "\(name): \(reply)") }
    }
    let ids = replies.compactMap { $0.headers[.requestID] }
    #expect(ids.count == replies.count && Set(ids).count == ids.count, "every request has a number of its own")
  }

  @Test("ask whoever is not known for a token", arguments: [RoutedOffice.Sender.token(nil), .token("lb_x")])
  func unknown(sender: RoutedOffice.Sender) async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(.get, "/v1/cases", as: sender)
    #expect(reply.status == 401 && reply.headers[.wwwAuthenticate] == "Bearer", "\(reply)")
    #expect(try await office.ask(.get, "/v1/cases/7").headers[.wwwAuthenticate] == nil)
  }

  @Test("of a failure name the request that the log names, and so does its detail")
  func failure() async throws {
    struct Broken: Error {}
    let office = try await RoutedOffice()
    var operations = office.operations
    operations.preview = { _ in throw Broken() }
    let log = KeptLog()
    let reply = try await office.ask(
      .post, "/v1/calendars", as: .administrator, headers: [:],
      body: Array(#"{"files":[{"name":"a.yaml","source":""}],"dry_run":true}"#.utf8), operations: operations,
      logger: Logger(label: "test") { _ in log })
    let id = try #require(reply.headers[.requestID])
    #expect(reply.status == 500 && reply.detail.contains("at request \(id)"), "\(reply)")
    let lines = log.lines.withLock { $0 }
    #expect(lines.count == 1 && lines[0].contains("request=\(id)") && lines[0].contains("Broken"), "\(lines)")
  }

  /// Keeps the lines that a logger is given, with what they name.
  private struct KeptLog: LogHandler {
    final class Lines: Sendable {
      private let kept = Mutex([String]())
      func withLock<R>(_ body: (inout [String]) -> R) -> R { kept.withLock { body(&$0) } }
    }
    let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let named = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0)=\($1)" }.sorted()
      lines.withLock { $0.append(([event.message.description] + named).joined(separator: " ")) }
    }
  }

  @Test(
    "of a request name what its body is",
    arguments: [
      ("application/json", 201), ("Application/JSON; charset=utf-8", 201), ("text/plain", 415), ("", 415),
      ("application/x-www-form-urlencoded", 415), ("application/jsonp", 415), ("text/json", 415),
    ])
  func contentType(type: String, status: Int) async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(
      .post, "/v1/cases", headers: [.contentType: type], #"{"workflow":"permit"}"#)
    #expect(reply.status == status, "\(type): \(reply)")
    #expect(try await office.ask(.get, "/v1/cases", headers: [.contentType: type]).status == 200)
  }

  @Test(
    "of a request leave the content open that is answered",
    arguments: [
      ("*/*", 200), ("application/json", 200), ("application/*", 200), ("text/html, */*;q=0.1", 200),
      ("text/html;q=0.9, application/json;q=0.2", 200), ("", 200), ("APPLICATION/JSON", 200),
      ("text/html", 406), ("application/json;q=0", 406), ("*/*;q=0", 406), ("application/json;q=0, */*", 406),
      ("application/xml", 406),
    ])
  func accept(types: String, status: Int) async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(.get, "/v1/clock", headers: [.accept: types])
    #expect(reply.status == status, "\(types): \(reply)")
    if status == 406 { #expect(reply.code == "not-accepted", "\(reply)") }
    #expect(try await office.ask(.get, "/v1/metrics", headers: [.accept: "text/plain"]).status == 200)
  }
}
