import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("who leaves", .timeLimit(.minutes(10)))
struct RetirementTests {
  private func retire(_ code: String, _ office: RoutedOffice, _ body: String = "{}") async throws -> Reply {
    try await office.ask(.post, "/v1/persons/\(code)/retire", as: .administrator, body)
  }

  @Test("can neither sign in nor act, be given a post, substitute, or be named; and stays in the list of all")
  func ends() async throws {
    let office = try await RoutedOffice()
    let made = try await office.ask(.post, "/v1/tokens", as: .administrator, #"{"person":"ann"}"#)
    let token = made.json["token"]?.text
    let done = try await retire("ann", office)
    #expect(done.status == 200 && done.json["posts"]?.whole == 1 && done.json["tokens"]?.whole == 1, "\(done)")
    for sender in [RoutedOffice.Sender.ann, .token(token), .administrator(as: "ann")] {
      for (method, path, body) in [
        (HTTPRequest.Method.get, "worklist", ""), (.post, "cases", #"{"workflow":"permit"}"#),
      ] {
        let reply = try await office.ask(method, "/v1/\(path)", as: sender, body)
        #expect(reply.status == 401, "\(sender) \(path): \(reply)")
      }
    }
    let refused = [
      ("posts", #"{"person":"ann","post":"clerk","unit":"desk"}"#), ("tokens", #"{"person":"ann"}"#),
      ("substitutes", #"{"person":"bob","substitute":"ann","from":"2025-03-03","until":"2025-03-03"}"#),
      ("persons", #"{"code":"ann","uid":70009}"#),
    ]
    for (path, body) in refused {
      let reply = try await office.ask(.post, "/v1/\(path)", as: .administrator, body)
      #expect(reply.status == 422 && reply.detail.contains("ann is not active any more"), "\(path): \(reply)")
    }
    let list = try await office.ask(.get, "/v1/persons", as: .administrator)
    let all = try await office.ask(.get, "/v1/persons?retired=true", as: .administrator)
    #expect(!list.text.contains(#""code":"ann""#) && all.text.contains(#""code":"ann""#), "\(all)")
    let posts = try await office.ask(.get, "/v1/posts?ended=true", as: .administrator)
    #expect(posts.text.contains(#""person":"ann","post":"clerk","unit":"desk","until":"2025-03-02""#), "\(posts)")
    #expect(try await office.store.verifyActs().fault == nil)
  }

  @Test("frees the user of the machine, who is somebody else from then on")
  func user() async throws {
    let office = try await RoutedOffice()
    let taken = try await office.ask(.post, "/v1/persons", as: .administrator, #"{"code":"cai","uid":70001}"#)
    #expect(taken.status == 422, "\(taken)")
    #expect(try await retire("ann", office).status == 200)
    let free = try await office.ask(.post, "/v1/persons", as: .administrator, #"{"code":"cai","uid":70001}"#)
    #expect(free.status == 201, "\(free)")
    #expect(try await office.ask(.get, "/v1/worklist", as: .ann).status == 200)
  }

  @Test("on a day to come is active until then, and not from then on")
  func later() async throws {
    let office = try await RoutedOffice()
    #expect(try await retire("ann", office, #"{"on":"2025-03-05"}"#).status == 200)
    #expect(try await office.ask(.get, "/v1/worklist", as: .ann).status == 200)
    _ = try await office.opened()
    let moved = try await office.ask(.post, "/v1/clock", as: .administrator, #"{"to":"2025-03-05"}"#)
    #expect(moved.status == 200, "\(moved)")
    for (method, body) in [(HTTPRequest.Method.get, ""), (.post, #"{"workflow":"permit"}"#)] {
      let reply = try await office.ask(method, body.isEmpty ? "/v1/worklist" : "/v1/cases", body)
      #expect(reply.status == 401 && reply.detail.contains("ann is not active today"), "\(reply)")
    }
    let free = try await office.ask(.post, "/v1/persons", as: .administrator, #"{"code":"cai","uid":70001}"#)
    #expect(free.status == 201, "\(free)")
  }

  @Test("a list with wrong entries is refused with each of them and its place, and nothing of it is taken")
  func entries() async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(
      .post, "/v1/persons", as: .administrator,
      #"[{"code":"a"},{"code":"b c"},{"code":"d","uid":65534},{"code":"e","mail":"@"},{"code":"f","from":"2025-02-01","until":"2025-01-01"}]"#
    )
    let places = (reply.json["errors"]?.items ?? []).compactMap { $0["pointer"]?.text }
    #expect(reply.status == 422 && places == ["/1", "/2", "/3", "/4"], "\(reply)")
    #expect(try await office.store.persons(on: .first).map(\.code) == ["ann", "bob", "chief", "deputy"])
  }

  @Test("a dry run says what would be, or what is wrong, and takes nothing")
  func dryRun() async throws {
    let office = try await RoutedOffice()
    let acts = try await office.store.acts(limit: 1).first?.recorded.number
    for (path, body, new) in [
      ("persons", #"[{"code":"cai"},{"code":"bob","name":"bob"}]"#, 1), ("units", #"{"code":"u","name":"U"}"#, 1),
      ("posts", #"{"person":"bob","post":"clerk","unit":"desk"}"#, 1),
    ] as [(String, String, Int64)] {
      let reply = try await office.ask(.post, "/v1/\(path)?dry_run=true", as: .administrator, body)
      #expect(
        reply.status == 201 && reply.json["new"]?.whole == new && reply.json["dry_run"] == .bool(true), "\(reply)")
    }
    let wrong = try await office.ask(.post, "/v1/persons?dry_run=true", as: .administrator, #"{"code":"a b"}"#)
    #expect(wrong.status == 422, "\(wrong)")
    #expect(try await office.store.persons(on: .first).count == 4)
    #expect(try await office.store.acts(limit: 1).first?.recorded.number == acts)
  }

  @Test("what is known of a person can be changed one by one, and taken away again")
  func changes() async throws {
    let office = try await RoutedOffice()
    for body in [
      #"{"code":"bob","mail":"bob@example.org","language":"zh"}"#, #"{"code":"bob","name":"Bob"}"#,
      #"{"code":"bob","clear":["uid","language"]}"#,
    ] {
      #expect(try await office.ask(.post, "/v1/persons", as: .administrator, body).status == 201)
    }
    let bob = try await office.store.persons(on: .first)[1]
    #expect(bob == PersonLine(code: "bob", name: "Bob", mail: "bob@example.org"))
    #expect(try await office.ask(.get, "/v1/worklist", as: .bob).status == 401)
  }

  /// A case that is a person's by name.
  private static let errand = """
    notation: 1
    workflow: errand
    version: 1
    title: {en: Errand, zh: 差事}
    calendar: plain
    timezone: Asia/Shanghai
    data:
      holder: {type: person, title: {en: holder, zh: 承办人}}
      count: {type: int, title: {en: count, zh: 件数}}
    roles:
      office: {post: clerk, of: desk, title: {en: office, zh: 办公室}}
      holder: {person: data.holder, title: {en: holder, zh: 承办人}}
    states:
      open:
        title: {en: in hand, zh: 办理中}
        who: office
        events:
          note: {title: {en: note, zh: 记录}, who: holder, needs: [count]}
          close: {title: {en: close, zh: 办结}, to: closed}
      closed: {title: {en: closed, zh: 办结}, final: true}
    """

  private func opened(for holder: String, _ office: RoutedOffice) async throws -> Reply {
    try await office.ask(.post, "/v1/cases", #"{"workflow":"errand","data":{"holder":"\#(holder)"}}"#)
  }

  private func errands() async throws -> RoutedOffice {
    let office = try await RoutedOffice()
    let file = JSON.members(["name": .string("errand.yaml"), "source": .string(Self.errand)])
    let body = JSON.members(["files": .array([file])]).description
    let reply = try await office.ask(.post, "/v1/workflows", as: .administrator, body)
    guard reply.status == 200 else { throw Unexpected(reply: reply) }
    return office
  }

  @Test("needs a successor as long as something waits by name, who acts for the person, also in the place of others")
  func successor() async throws {
    let office = try await errands()
    let opened = try await opened(for: "bob", office)
    let id = opened.json["case"]?.text ?? ""
    #expect(opened.status == 201, "\(opened)")
    let refused = try await retire("bob", office)
    #expect(refused.status == 409 && refused.code == "work-waits" && refused.json["count"]?.whole == 1, "\(refused)")
    #expect(refused.json["cases"]?.items?.first?.text == id, "\(refused)")
    for body in [#"{"successor":"none"}"#, #"{"successor":"bob"}"#] {
      #expect(try await retire("bob", office, body).status >= 400)
    }
    #expect(try await retire("bob", office, #"{"successor":"chief"}"#).status == 200)
    #expect(try await retire("chief", office).code == "work-waits", "the successor's successor is needed, too")
    func note(_ person: String) async throws -> Reply {
      try await office.ask(
        .post, "/v1/cases/\(id)/events", as: .administrator(as: person), #"{"event":"note","data":{"count":1}}"#)
    }
    #expect(try await note("chief").status == 200)
    #expect(try await note("deputy").status == 404)
    #expect(try await retire("chief", office, #"{"successor":"deputy"}"#).status == 200)
    #expect(try await note("chief").status == 401)
    #expect(try await note("deputy").status == 200)
    let worklist = try await office.ask(.get, "/v1/worklist", as: .administrator(as: "deputy"))
    #expect(worklist.text.contains(id), "\(worklist)")
    let history = try await office.ask(.get, "/v1/cases/\(id)/history", as: .administrator)
    let events = (history.json["items"]?.items ?? []).dropFirst()
    #expect(events.compactMap { $0["actor"]?.text } == ["chief", "deputy"])
    #expect(events.compactMap { $0["for"]?.text } == ["bob", "bob"], "\(history)")
    let verified = try await office.store.verify(library: office.operations.library.current.library)
    #expect(verified.isSound, "\(verified)")
  }

  @Test("is not named in a field any more")
  func named() async throws {
    let office = try await errands()
    #expect(try await retire("bob", office).status == 200)
    for (language, words) in [("en", "bob is not active today"), ("zh", "不能再指定")] {
      let reply = try await office.ask(
        .post, "/v1/cases", headers: [.acceptLanguage: language], #"{"workflow":"errand","data":{"holder":"bob"}}"#)
      #expect(reply.status == 422 && reply.code.hasSuffix("retired-person") && reply.detail.contains(words), "\(reply)")
    }
    #expect(try await opened(for: "chief", office).status == 201)
  }
}
