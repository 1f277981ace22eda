import HTTPTypes
import LookbackJSON
import LookbackStore
import Testing

@testable import LookbackHTTP

@Suite("what is done to the office over HTTP", .timeLimit(.minutes(10)))
struct AdministrationTests {
  /// The acts that were recorded last, the oldest first.
  private func last(_ count: Int, _ office: RoutedOffice) async throws -> [JSON] {
    let reply = try await office.ask(.get, "/v1/administration?limit=\(count)", as: .administrator)
    guard let acts = reply.json["items"]?.items else { throw Unexpected(reply: reply) }
    return acts.reversed()
  }

  private func line(_ act: JSON) -> String {
    let facts = (act["facts"]?.items ?? []).map {
      "\($0["name"]?.text ?? "") \($0["before"]?.text ?? "-")>\($0["after"]?.text ?? "-")"
    }
    return "\(act["person"]?.text ?? "-") (\(act["via"]?.text ?? "")) \(act["kind"]?.text ?? "") "
      + "\(act["subject"]?.text ?? ""): " + facts.joined(separator: ", ")
  }

  @Test("is recorded with the person, how it is known, and what changed")
  func recorded() async throws {
    let office = try await RoutedOffice()
    let changes: [(RoutedOffice.Sender, HTTPRequest.Method, String, String)] = [
      (.administrator, .post, "persons", #"[{"code":"cai","name":"蔡"},{"code":"bob","name":"bob","uid":70002}]"#),
      (.administrator(as: "chief"), .post, "posts", #"{"person":"cai","post":"clerk","unit":"desk"}"#),
      (.administrator(as: "chief"), .delete, "posts", #"{"person":"cai","post":"clerk","unit":"desk"}"#),
      (.administrator, .post, "registers", #"{"name":"D","period":2025,"next":7}"#),
      (.ann, .post, "substitutes", #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"2025-03-04"}"#),
    ]
    for (sender, method, path, body) in changes {
      let reply = try await office.ask(method, "/v1/" + path, as: sender, body)
      #expect(reply.status < 300, "\(reply)")
    }
    #expect(
      try await last(5, office).map(line) == [
        "- (peer 0) person-added cai: name ->蔡",
        "chief (peer 0 as chief) post-given cai: post ->clerk@desk, from ->2025-03-03",
        "chief (peer 0 as chief) post-taken cai: post clerk@desk>-, on ->2025-03-03",
        "- (peer 0) register-set D 2025: next ->7",
        "ann (peer 70001) substitute-named ann: number ->1, substitute ->bob, from ->2025-03-03, until ->2025-03-04",
      ])
    #expect(try await office.store.verifyActs().fault == nil)
  }

  @Test("an act shown alone has the bytes of which its link is the hash, and its title in the reader's language")
  func shown() async throws {
    let office = try await RoutedOffice()
    let act = try #require(try await last(1, office).first)
    let number = act["number"]?.whole ?? 0
    for (language, title) in [("en", "post given"), ("zh", "任职")] {
      let reply = try await office.ask(
        .get, "/v1/administration/\(number)", as: .administrator, headers: [.acceptLanguage: language])
      #expect(reply.json["kind_title"]?.text == title && reply.json["link"] == act["link"], "\(reply)")
      #expect(reply.json["body"]?.text?.isEmpty == false, "\(reply)")
    }
  }

  @Test("pages go on where the page before ended")
  func pages() async throws {
    let office = try await RoutedOffice()
    var (numbers, after): ([Int64], String?) = ([], nil)
    repeat {
      let place = after.map { "&after=\($0)" } ?? ""
      let reply = try await office.ask(.get, "/v1/administration?limit=3" + place, as: .administrator)
      numbers += (reply.json["items"]?.items ?? []).compactMap { $0["number"]?.whole }
      after = reply.json["next"]?.text
    } while after != nil
    #expect(numbers == Array((1...Int64(numbers.count)).reversed()) && numbers.count > 6, "\(numbers)")
  }

  @Test("who was not let in, or asked for what is for administrators, is recorded once and then counted")
  func refusals() async throws {
    let office = try await RoutedOffice()
    let token = try await office.ask(.post, "/v1/tokens", as: .administrator, #"{"person":"bob"}"#).json["token"]?.text
    let before = try await last(1, office)[0]["number"]?.whole ?? 0
    let attempts: [(RoutedOffice.Sender, HTTPRequest.Method, String, String, Int)] = [
      (.user(70_099), .get, "worklist", "", 401), (.user(70_099), .get, "cases", "", 401),
      (.user(70_099), .post, "cases", #"{"workflow":"permit"}"#, 401),
      (.bob, .get, "tokens", "", 403), (.bob, .get, "administration", "", 403),
      (.token("lb_x"), .post, "commands", #"{"commands":[{"case":"1","event":"note"}]}"#, 401),
      (.token(nil), .get, "cases", "", 401), (.token(token), .get, "tokens", "", 403),
      (.bob, .get, "cases/7", "", 404), (.administrator(as: "nobody"), .get, "worklist", "", 404),
    ]
    for (sender, method, path, body, status) in attempts {
      let reply = try await office.ask(method, "/v1/" + path, as: sender, body)
      #expect(reply.status == status, "\(path): \(reply)")
    }
    let reply = try await office.ask(.get, "/v1/administration?limit=50", as: .administrator)
    let acts = (reply.json["items"]?.items ?? []).filter { $0["number"]?.whole ?? 0 > before }.reversed()
    #expect(
      acts.map(line) == [
        "- (peer 70099) sign-in-refused GET /v1/worklist: code ->unknown-caller",
        "bob (peer 70002) administration-refused GET /v1/tokens: code ->administrators-only",
        "- (address unknown) sign-in-refused POST /v1/commands: code ->unknown-caller",
        "bob (token 1) administration-refused GET /v1/tokens: code ->administrators-only, from ->address unknown",
      ])
    #expect(try await office.store.verifyActs().fault == nil)
  }
}
