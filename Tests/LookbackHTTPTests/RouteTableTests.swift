import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

/// Every address of the table, each asked as the first reader of the documents would ask it.
@Suite("the route table", .timeLimit(.minutes(10)))
struct RouteTableTests {
  private static let routes = RouteShape.all.map(\.name)

  @Test("has an example of every address, and no example of another one")
  func complete() {
    #expect(Set(RouteExample.all.map(\.route)) == Set(Self.routes))
    #expect(Set(Self.routes).count == Self.routes.count, "an address stands twice in the table")
  }

  @Test("is answered whole: with its status, its kind of content and its keys")
  func answers() async throws {
    let office = try await RoutedOffice()
    var kept: [String: String] = [:]
    for example in RouteExample.all {
      let reply = try await office.ask(
        example.method, example.path(kept), as: example.sender, headers: example.headers, body: example.bytes(kept))
      let words = "\(example.route): \(reply)"
      #expect(reply.status == example.status, "\(words)")
      #expect(reply.headers[.contentType] == example.type, "\(words)")
      #expect(reply.isFinished, "\(words)")
      for key in example.answers { #expect(reply.json[key] != nil, "\(key) is missing: \(words)") }
      guard let (name, key) = example.keeps else { continue }
      kept[name] = reply.json[key].map { $0.text ?? $0.description }
    }
  }

  @Test("is closed to whoever does not say who they are, but for what watches the daemon and explains a code")
  func strangers() async throws {
    let office = try await RoutedOffice()
    for example in RouteExample.all {
      let isOpen = ["GET health", "GET ready", "GET problems/:code"].contains(example.route)
      // By this one people say who they are.
      if example.route == "POST sessions" { continue }
      let bare = try await office.ask(example.method, example.path(), as: .token(nil), body: example.bytes())
      #expect(bare.status == (isOpen ? 200 : 401), "\(example.route): \(bare)")
      guard !isOpen else { continue }
      #expect(bare.code == "unknown-caller", "\(example.route): \(bare)")
      // Whose token it is the batch finds out, for each of many commands; that it is no administrator's is clear before.
      let wrong = try await office.ask(example.method, example.path(), as: .token("lb_x"), body: example.bytes())
      let isRefused = wrong.text.contains("unknown-caller") || wrong.code == "administrators-only"
      #expect(isRefused, "\(example.route): \(wrong)")
    }
  }

  /// What nobody but an administrator may ask for.
  private static let ofAdministrators: Set<String> = [
    "POST cases/:ref/mends", "POST cases/:ref/mends/:number/confirm", "POST cases/:ref/mends/:number/refuse",
    "POST clock", "POST workflows", "POST calendars", "POST redatings", "GET redatings",
    "GET redatings/:number", "GET administration", "GET administration/:number", "POST settings",
    "POST units/:code/merge", "POST units/:code/dissolve", "POST migrations",
    "GET migrations",
    "GET migrations/:number", "POST persons", "POST persons/:code/retire",
    "POST units",
    // For somebody else.
    "POST substitutes",
    "POST posts", "DELETE posts", "GET tokens", "POST tokens", "POST persons/:code/password", "GET duties",
    "POST duties", "DELETE duties/:person/:duty", "POST office",
    "POST emergency", "DELETE emergency",
    "DELETE persons/:code/authenticator", "DELETE tokens/:number", "POST registers",
    "GET registers",
  ]

  @Test("keeps for administrators what is theirs, and only that")
  func administrators() async throws {
    let office = try await RoutedOffice()
    for example in RouteExample.all {
      let reply = try await office.ask(example.method, example.path(), as: .bob, body: example.bytes())
      let isKept = reply.code == "administrators-only"
      #expect(isKept == Self.ofAdministrators.contains(example.route), "\(example.route): \(reply)")
      if isKept { #expect(reply.status == 403, "\(example.route): \(reply)") }
    }
    let declared = RouteShape.all.filter(\.isForAdministrators).map(\.name)
    #expect(Set(declared) == Self.ofAdministrators.subtracting(["POST substitutes"]))
  }

  @Test("answers another method with those that the address takes, and says so in both languages")
  func otherMethods() async throws {
    let office = try await RoutedOffice()
    let routes = Dictionary(grouping: RouteExample.all) { String($0.path().prefix { $0 != "?" }) }
    for (path, examples) in routes {
      let taken = Set(examples.flatMap { $0.method == .get ? ["GET", "HEAD"] : ["\($0.method)"] } + ["OPTIONS"])
        .sorted()
      let allow = taken.joined(separator: ", ")
      for method: HTTPRequest.Method in [.get, .head, .post, .put, .patch, .delete, .trace, .connect]
      where !taken.contains("\(method)") {
        let english = try await office.ask(method, path, as: .token(nil))
        #expect(english.status == 405 && english.code == "other-method", "\(method) \(path): \(english)")
        #expect(english.headers[.allow] == allow && english.detail.contains(allow), "\(method) \(path): \(english)")
        let chinese = try await office.ask(method, path, headers: [.acceptLanguage: "zh-CN"])
        #expect(chinese.detail.contains("此地址不接受 \(method)"), "\(chinese)")
      }
      let options = try await office.ask(.options, path, as: .token(nil))
      #expect(options.status == 204 && options.headers[.allow] == allow && options.text.isEmpty, "\(path): \(options)")
    }
  }

  @Test("answers HEAD like GET, without the body")
  func head() async throws {
    let office = try await RoutedOffice()
    for path in ["/v1/health", "/v1/cases", "/v1/metrics", "/v1/cases/7"] {
      let (get, head) = (try await office.ask(.get, path), try await office.ask(.head, path))
      #expect(head.status == get.status && head.text.isEmpty && head.isFinished, "\(path): \(head)")
      #expect(head.headers[.contentLength] == get.headers[.contentLength], "\(path)")
      #expect(head.headers[.contentType] == get.headers[.contentType], "\(path)")
    }
    #expect(try await office.ask(.head, "/v1/cases", as: .token(nil)).status == 401)
  }

  @Test(
    "answers no other address, and says so in both languages",
    arguments: [
      "/", "/v2/cases", "/v1/nowhere", "/v1/cases/1/nowhere", "/v1/cases/1/events/2", "//v1/health",
      "/v1//health", "/v1/health/", "/v1/cases/1/", "/v1/cases//events", "/v1/",
    ])
  func otherAddresses(path: String) async throws {
    let office = try await RoutedOffice()
    for method: HTTPRequest.Method in [.get, .head, .post, .put, .options] {
      let english = try await office.ask(method, path)
      #expect(english.status == 404 && english.headers[.allow] == nil, "\(method) \(path): \(english)")
      let chinese = try await office.ask(method, path, headers: [.acceptLanguage: "zh-CN"])
      guard method != .head else { continue }
      #expect(english.code == "unknown-address" && english.detail.contains("nothing answers `\(method) \(path)`"))
      #expect(chinese.detail.contains("没有“\(method) \(path)”"), "\(chinese)")
    }
  }
}
