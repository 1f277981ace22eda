import HTTPTypes
import LookbackCore
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("who asks", .timeLimit(.minutes(10)))
struct CallerTests {
  private func token(of person: String, _ office: RoutedOffice) async throws -> (id: String, token: String) {
    let reply = try await office.ask(.post, "/v1/tokens", as: .administrator, #"{"person":"\#(person)"}"#)
    guard let id = reply.json["id"]?.text, let token = reply.json["token"]?.text else { throw Unexpected(reply: reply) }
    return (id, token)
  }

  @Test("a token speaks for its person, until it is revoked")
  func token() async throws {
    let office = try await RoutedOffice()
    let (id, token) = try await token(of: "ann", office)
    let opened = try await office.ask(.post, "/v1/cases", as: .token(token), #"{"workflow":"permit"}"#)
    #expect(opened.status == 201, "\(opened)")
    let number = opened.json["case"]?.text ?? ""
    let history = try await office.ask(.get, "/v1/cases/\(number)/history", as: .token(token))
    let event = history.json["items"]?.items?.first
    #expect(event?["actor"]?.text == "ann" && event?["via"]?.text == "token \(id)", "\(history)")
    #expect(try await office.ask(.delete, "/v1/tokens/\(id)", as: .administrator).status == 200)
    for path in ["/v1/cases/\(number)", "/v1/worklist"] {
      let after = try await office.ask(.get, path, as: .token(token))
      #expect(after.status == 401 && after.detail.contains("this token is not known"), "\(after)")
    }
    let again = try await office.ask(.delete, "/v1/tokens/\(id)", as: .administrator)
    #expect(again.status == 404 && again.detail.contains("there is no token \(id)"), "\(again)")
  }

  @Test("a token never acts for others and is never an administrator's")
  func tokenForOthers() async throws {
    let office = try await RoutedOffice()
    let (_, token) = try await token(of: "ann", office)
    let other = try await office.ask(.get, "/v1/worklist", as: .token(token), headers: [.lookbackAs: "bob"])
    #expect(other.status == 403 && other.code == "administrators-only", "\(other)")
    let own = try await office.ask(.get, "/v1/tokens", as: .token(token))
    #expect(own.status == 403 && own.code == "administrators-only", "\(own)")
  }

  @Test(
    "whoever is nobody is told how to become somebody, in both languages",
    arguments: [
      (RoutedOffice.Sender.token(nil), nil, 401, "Authorization: Bearer", "请附令牌"),
      (.token("lb_x"), nil, 401, "this token is not known", "没有此令牌"),
      (.user(70_099), nil, 401, "--uid 70099", "本机用户 70099 尚未登记"),
      (.administrator(as: "nobody"), nil, 404, "no person nobody", "没有人员 nobody"),
      (.bob, "ann", 403, "only an administrator acts for others", "只有管理员可代他人办理"),
      (.administrator, nil, 403, "name the person with --as CODE", "请用 --as 代码 指明人员"),
    ] as [(RoutedOffice.Sender, String?, Int, String, String)])
  func nobody(
    sender: RoutedOffice.Sender, named: String?, status: Int, english: String, chinese: String
  ) async throws {
    let office = try await RoutedOffice()
    for (language, words) in [("en", english), ("zh", chinese)] {
      var headers: HTTPFields = [.acceptLanguage: language]
      if let named { headers[.lookbackAs] = named }
      for (path, body) in [("/v1/worklist", ""), ("/v1/cases", #"{"workflow":"permit"}"#)] {
        let reply = try await office.ask(
          body.isEmpty ? .get : .post, path, as: sender,
          headers: headers, body)
        #expect(reply.status == status && reply.detail.contains(words), "\(path): \(reply)")
      }
    }
  }

  @Test("in a user namespace nobody is believed on the socket, and a token still is")
  func namespace() async throws {
    let office = try await RoutedOffice()
    let (_, token) = try await token(of: "ann", office)
    let peer = try await office.ask(.get, "/v1/worklist", hasTrustworthyPeers: false)
    #expect(peer.status == 401 && peer.detail.contains("user namespace"), "\(peer)")
    let known = try await office.ask(.get, "/v1/worklist", as: .token(token), hasTrustworthyPeers: false)
    #expect(known.status == 200, "\(known)")
  }

  @Test("an administrator acts for a person, and history says for whom and how that is known")
  func administrator() async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(
      .post, "/v1/cases", as: .administrator(as: "ann"), #"{"workflow":"permit"}"#)
    let id = reply.json["case"]?.text ?? ""
    let event = try await office.ask(.get, "/v1/cases/\(id)/history").json["items"]?.items?.first
    #expect(event?["actor"]?.text == "ann" && event?["via"]?.text == "peer 0 as ann")
  }

  @Test("everybody is told who they are: by the socket, by a token, in somebody's place, as an administrator")
  func whoAmI() async throws {
    let office = try await RoutedOffice()
    let (id, token) = try await token(of: "ann", office)
    let stand = #"{"person":"chief","substitute":"ann","from":"2025-03-03","until":"2025-03-10"}"#
    #expect(try await office.ask(.post, "/v1/substitutes", as: .administrator, stand).status == 201)
    let ann = try await office.ask(.get, "/v1/me", headers: [.acceptLanguage: "zh"]).json
    #expect(ann["person"]?.text == "ann" && ann["via"]?.text == "peer 70001" && ann["language"]?.text == "zh", "\(ann)")
    #expect(ann["posts"] == .array([.members(["post": .string("clerk"), "unit": .string("desk")])]))
    #expect(ann["substituting"]?.items?.first?["person"]?.text == "chief" && ann["today"]?.text == "2025-03-03")
    #expect(ann["administrator"]?.truth == false && ann["sees_everything"]?.truth == false)
    let held = try await office.ask(.get, "/v1/me", as: .token(token)).json
    #expect(held["person"]?.text == "ann" && held["via"]?.text == "token \(id)", "\(held)")
    let root = try await office.ask(.get, "/v1/me", as: .administrator).json
    #expect(root["person"]?.isNull == true && root["sees_everything"]?.truth == true && root["name"] == nil, "\(root)")
    let other = try await office.ask(.get, "/v1/me", as: .administrator(as: "bob")).json
    #expect(other["person"]?.text == "bob" && other["administrator"]?.truth == true, "\(other)")
    #expect(other["sees_everything"]?.truth == false && other["posts"]?.items?.isEmpty == true, "\(other)")
  }

  @Test("people name substitutes for themselves, administrators for anybody")
  func substitutes() async throws {
    let office = try await RoutedOffice()
    func add(_ person: String, as sender: RoutedOffice.Sender) async throws -> Reply {
      try await office.ask(
        .post, "/v1/substitutes", as: sender,
        #"{"person":"\#(person)","substitute":"chief","from":"2025-03-03","until":"2025-03-10"}"#)
    }
    #expect(try await add("bob", as: .bob).status == 201)
    #expect(try await add("bob", as: .ann).code == "administrators-only")
    #expect(try await add("ann", as: .administrator).status == 201)
    let half = try await office.ask(
      .post, "/v1/substitutes",
      #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"2025-03-10","post":"clerk"}"#)
    #expect(half.status == 400 && half.detail.contains("`post` and `unit` belong together"), "\(half)")
  }
}
