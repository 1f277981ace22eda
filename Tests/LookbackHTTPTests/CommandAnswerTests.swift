import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackPostgres
import LookbackRuntime
import LookbackStore
import Testing

@testable import LookbackHTTP

@Suite("how a command is answered", .timeLimit(.minutes(10)))
struct CommandAnswerTests {
  private static let open = #"{"workflow":"permit","data":{"number":"P-1"}}"#

  @Test("the same key with the same content is answered with the first receipt, and done once")
  func repeated() async throws {
    let office = try await RoutedOffice()
    let first = try await office.ask(.post, "/v1/cases", headers: [.idempotencyKey: "k"], Self.open)
    let again = try await office.ask(.post, "/v1/cases", headers: [.idempotencyKey: "k"], Self.open)
    #expect(first.status == 201 && first.json["replayed"]?.truth == false, "\(first)")
    #expect(first.headers[.location] == "/v1/cases/\(first.json["case"]?.text ?? "")")
    #expect(again.headers[.location] == first.headers[.location])
    #expect(again.status == 201 && again.json["replayed"]?.truth == true, "\(again)")
    for key in ["case", "sequence", "state", "link", "at"] { #expect(first.json[key] == again.json[key], "\(key)") }
    let other = try await office.ask(
      .post, "/v1/cases", headers: [.idempotencyKey: "k"], #"{"workflow":"permit"}"#)
    #expect(other.status == 422 && other.code == "command-id-reused", "\(other)")
    #expect(try await office.ask(.get, "/v1/cases").json["items"]?.items?.count == 1)
  }

  @Test("without a key the same request is two commands")
  func unkeyed() async throws {
    let office = try await RoutedOffice()
    for _ in 0..<2 { _ = try await office.opened() }
    #expect(try await office.ask(.get, "/v1/cases").json["items"]?.items?.count == 2)
  }

  @Test(
    "a key is 1 to 128 characters that can be printed", arguments: ["", String(repeating: "k", count: 129), "a\tb"])
  func unfitKey(key: String) async throws {
    let office = try await RoutedOffice()
    var headers = HTTPFields()
    headers.append(HTTPField(name: .idempotencyKey, value: key))
    let reply = try await office.ask(.post, "/v1/cases", headers: headers, Self.open)
    #expect(reply.status == 400 && reply.code == "unfit-command-id", "\(reply)")
    headers.append(HTTPField(name: .acceptLanguage, value: "zh"))
    #expect(try await office.ask(.post, "/v1/cases", headers: headers, Self.open).detail.contains("幂等键须为 1 至 128"))
  }

  @Test("an event is fired only where the case stands as the sender saw it: by ETag, or by `expected`")
  func stale() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let path = "/v1/cases/\(id)/events"
    let note = #"{"event":"note","data":{"fee":1}}"#
    let tag = try #require(try await office.ask(.get, "/v1/cases/\(id)").headers[.eTag])
    #expect(tag.hasPrefix("\"1-"))
    #expect(try await office.ask(.post, path, headers: [.ifMatch: tag], note).json["sequence"]?.whole == 2)
    let late = try await office.ask(.post, path, headers: [.ifMatch: tag], note)
    #expect(late.status == 412 && late.code == "stale", "\(late)")
    let expected = try await office.ask(.post, path, #"{"event":"note","data":{"fee":1},"expected":7}"#)
    #expect(expected.status == 412 && expected.detail.contains("event 2, not 7"), "\(expected)")
    let both = #"{"event":"note","data":{"fee":1},"expected":2}"#
    #expect(try await office.ask(.post, path, headers: [.ifMatch: "*"], both).code == "malformed")
  }

  @Test(
    "If-Match is read as RFC 9110 has it: any, several, weak ones that never match, and nothing without quotes",
    arguments: [
      ("*", 200), (#""1""#, 200), (#""7-x", "1-y""#, 200), (#""7","8""#, 412), (#"W/"1""#, 412), (#""abc""#, 412),
      (#"W/"1", "1""#, 200), ("1", 400), ("W/x", 400), (#""1"2""#, 400), (#""1" "2""#, 400), ("", 400), (#""1","#, 400),
      (#"*, "1""#, 400),
    ])
  func ifMatch(header: String, status: Int) async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let note = #"{"event":"note","data":{"fee":1}}"#
    let reply = try await office.ask(.post, "/v1/cases/\(id)/events", headers: [.ifMatch: header], note)
    #expect(reply.status == status, "\(header): \(reply)")
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["sequence"]?.whole == (status == 200 ? 2 : 1))
    guard status == 400 else { return }
    let chinese = try await office.ask(
      .post, "/v1/cases/\(id)/events", headers: [.ifMatch: header, .acceptLanguage: "zh"], note)
    #expect(chinese.detail.contains("带引号的 ETag"), "\(chinese)")
  }

  @Test("an answer that the reader has already is spared; it is another one by its language and when anything changed")
  func ifNoneMatch() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let path = "/v1/cases/\(id)"
    let tag = try #require(try await office.ask(.get, path).headers[.eTag])
    for header in [tag, "W/" + tag, "\"x\", " + tag, "*"] {
      let spared = try await office.ask(.get, path, headers: [.ifNoneMatch: header])
      #expect(spared.status == 304 && spared.text.isEmpty && spared.headers[.eTag] == tag, "\(header): \(spared)")
    }
    let chinese = try await office.ask(.get, path, headers: [.ifNoneMatch: tag, .acceptLanguage: "zh"])
    #expect(chinese.status == 200 && chinese.headers[.eTag]?.hasPrefix("\"1-") == true, "\(chinese)")
    #expect(try await office.ask(.post, "/v1/clock", as: .administrator, #"{"to":"2025-03-20"}"#).status == 200)
    let later = try await office.ask(.get, path, headers: [.ifNoneMatch: tag])
    #expect(later.status == 200 && later.headers[.eTag] != tag, "another day, and the deadline is past: \(later)")
    for wrong in ["x", "\"x", "\"a b\""] {
      #expect(try await office.ask(.get, path, headers: [.ifNoneMatch: wrong]).status == 400, "\(wrong)")
    }
    let document = try await office.ask(.get, "/v1/openapi.json")
    let known = try #require(document.headers[.eTag])
    #expect(try await office.ask(.get, "/v1/openapi.json", headers: [.ifNoneMatch: known]).status == 304)
  }

  @Test("a key or a condition is never passed over: who sends one where it is not looked at is told so")
  func headersNotTaken() async throws {
    let office = try await RoutedOffice()
    let before = try await office.ask(.get, "/v1/persons", as: .administrator).text
    for shape in RouteShape.all where shape.method != .get {
      let path = "/v1/" + shape.path.replacing(#/:\w+/#, with: "1")
      for (name, isTaken) in [(HTTPField.Name.idempotencyKey, shape.takesKey), (.ifMatch, shape.takesMatch)] {
        let reply = try await office.ask(shape.method.http, path, as: .administrator, headers: [name: "\"k\""], "")
        #expect((reply.code == "header-not-taken") == !isTaken, "\(shape.name) \(name): \(reply)")
      }
    }
    #expect(try await office.ask(.get, "/v1/persons", as: .administrator).text == before)
    let chinese = try await office.ask(
      .post, "/v1/persons", as: .administrator, headers: [.idempotencyKey: "k", .acceptLanguage: "zh"], "{}")
    #expect(chinese.detail.contains("此地址不接受 Idempotency-Key"), "\(chinese)")
  }

  @Test("a dry run says what would happen and what would be refused, and changes nothing")
  func dryRun() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let path = "/v1/cases/\(id)/events"
    let good = try await office.ask(.post, path, #"{"event":"note","data":{"fee":1},"dry_run":true}"#)
    #expect(good.status == 200 && good.json["dry_run"]?.truth == true && good.json["state"]?.text == "open", "\(good)")
    #expect(good.json["events"] == .texts(["note"]))
    let bad = try await office.ask(.post, path, #"{"event":"grant","dry_run":true}"#)
    #expect(bad.status == 409 && bad.code == "guard-failed", "\(bad)")
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["sequence"]?.whole == 1)
  }

  @Test("of many commands each has its own outcome, in the order of the request and in the reader's language")
  func many() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let commands = [
      #"{"case":"\#(id)","event":"note","data":{"fee":1},"id":"a"}"#, #"{"case":"none","event":"note"}"#,
      #"{"case":"\#(id)","event":"note","data":{"fee":1},"id":"a"}"#, #"{"case":"\#(id)","event":"not","id":"c"}"#,
      #"{"case":"\#(id)","event":"note","on":"2025-02-30","id":"d"}"#,
    ].joined(separator: ",")
    let reply = try await office.ask(
      .post, "/v1/commands", headers: [.acceptLanguage: "zh"], #"{"commands":[\#(commands)]}"#)
    let outcomes = reply.json["outcomes"]?.items ?? []
    #expect(
      outcomes.map { $0["status"]?.text } == ["done", "rejected", "replayed", "rejected", "rejected"], "\(reply)")
    let details = outcomes.compactMap { $0["problem"]?["detail"]?.text }
    #expect(details == ["没有此件，请核对编号", "该件的流程中没有“not”，是否为“note”？", "没有 2025 年 2 月 30 日这一天，请核对"], "\(details)")
  }

  @Test("where nothing can be recorded every change is a 503 that says when to come back; reading goes on")
  func unavailable() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let watch = WriteWatch { () async -> String? in "no space left on device" }
    _ = await watch.answer()
    var operations = office.operations
    operations.engine = Engine(
      store: office.store, libraries: operations.library, watch: watch, logger: RoutedOffice.quiet)
    for (language, words) in [("en", "nothing was changed, try again"), ("zh", "未作任何更改，请重试")] {
      let reply = try await office.ask(
        .post, "/v1/cases/\(id)/events", headers: [.acceptLanguage: language],
        body: Array(#"{"event":"note","data":{"fee":1}}"#.utf8), operations: operations)
      #expect(reply.status == 503 && reply.code == "unavailable" && reply.detail.contains(words), "\(reply)")
      #expect(reply.headers[.retryAfter] == "1")
      #expect(reply.detail.contains("nothing can be recorded"), "\(reply)")
    }
    #expect(try await office.ask(.get, "/v1/cases/\(id)", operations: operations).status == 200)
    watch.end()
  }

  @Test("a database that is gone is a 503, and no detail of it is an answer of the daemon's own failure")
  func gone() async throws {
    let office = try await RoutedOffice()
    await office.pool.close()
    for path in ["/v1/cases", "/v1/ready", "/v1/worklist"] {
      let reply = try await office.ask(.get, path)
      #expect(reply.status == 503 && reply.code == "unavailable", "\(path): \(reply)")
      #expect(reply.headers[.contentType] == "application/problem+json")
    }
    #expect(try await office.ask(.get, "/v1/health").status == 200)
  }
}
