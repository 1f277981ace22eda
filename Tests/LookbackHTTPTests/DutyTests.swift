import HTTPTypes
import LookbackCore
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("administrators have duties, apart if the office wants it", .timeLimit(.minutes(10)))
struct DutyTests {
  /// An act of each duty, which nobody but its administrators may do.
  private static let acts: [(duty: Duty, method: HTTPRequest.Method, path: String, body: String)] = [
    (.system, .post, "persons", #"{"code":"new","name":"New"}"#), (.security, .get, "tokens", ""),
    (.audit, .get, "administration", ""),
  ]

  private func give(_ office: RoutedOffice, _ person: String, _ duty: Duty, as sender: RoutedOffice.Sender) async throws
    -> Reply
  {
    try await office.ask(.post, "/v1/duties", as: sender, #"{"person":"\#(person)","duty":"\#(duty.rawValue)"}"#)
  }

  /// An office that keeps duties apart, with chief for security and deputy for audit. Both log in as users of the machine.
  private func apart() async throws -> (
    office: RoutedOffice, security: RoutedOffice.Sender, audit: RoutedOffice.Sender, system: RoutedOffice.Sender
  ) {
    let office = try await RoutedOffice()
    for (code, user) in [("sec", 70_011), ("aud", 70_012), ("sys", 70_013)] {
      let added = try await office.ask(
        .post, "/v1/persons", as: .administrator, #"{"code":"\#(code)","name":"\#(code)","uid":\#(user)}"#)
      #expect(added.status == 201, "\(added)")
    }
    #expect(try await give(office, "sec", .security, as: .administrator).status == 201)
    let kept = try await office.ask(.post, "/v1/office", as: .administrator, #"{"duties_apart":true}"#)
    #expect(kept.status == 200 && kept.json["duties_apart"]?.truth == true, "\(kept)")
    #expect(try await give(office, "aud", .audit, as: .user(70_011)).status == 201)
    #expect(try await give(office, "sys", .system, as: .user(70_011)).status == 201)
    return (office, .user(70_011), .user(70_012), .user(70_013))
  }

  @Test("each duty lets its person do its own acts, and none of the others'")
  func matrix() async throws {
    let (office, security, audit, system) = try await apart()
    for (duty, sender) in [(Duty.security, security), (.audit, audit), (.system, system)] {
      for act in Self.acts {
        let reply = try await office.ask(act.method, "/v1/\(act.path)", as: sender, act.body)
        let isOwn = act.duty == duty
        #expect((reply.status < 300) == isOwn, "\(duty) \(act.path): \(reply)")
        if !isOwn { #expect(reply.code == "administrators-only", "\(duty) \(act.path): \(reply)") }
      }
    }
  }

  @Test("root has given the first duty once; afterwards it does nothing, sees nothing and acts for nobody")
  func root() async throws {
    let (office, _, _, _) = try await apart()
    let id = try await office.opened(#"{"number":"P-1"}"#)
    for act in Self.acts {
      let reply = try await office.ask(act.method, "/v1/\(act.path)", as: .administrator, act.body)
      #expect(reply.code == "administrators-only", "\(act.path): \(reply)")
    }
    #expect(try await give(office, "bob", .security, as: .administrator).code == "administrators-only")
    #expect(try await office.ask(.get, "/v1/cases/\(id)", as: .administrator).status == 404)
    #expect(try await office.ask(.get, "/v1/cases", as: .administrator).json["items"]?.items?.isEmpty == true)
    for (method, path, body) in [
      (HTTPRequest.Method.get, "cases", ""), (.post, "cases/\(id)/events", #"{"event":"note","data":{"fee":1}}"#),
    ] {
      let reply = try await office.ask(method, "/v1/\(path)", as: .administrator(as: "ann"), body)
      #expect(reply.status == 403 && reply.code == "administrators-only", "\(path): \(reply)")
    }
  }

  @Test("nobody has two duties, and nobody with one has a part in cases, however that would come about")
  func separate() async throws {
    let (office, security, _, system) = try await apart()
    #expect(try await give(office, "aud", .system, as: security).status == 422)
    #expect(try await give(office, "ann", .system, as: security).status == 422, "she is the clerk")
    let post = try await office.ask(
      .post, "/v1/posts", as: system, #"{"person":"aud","post":"clerk","unit":"desk"}"#)
    #expect(post.status == 422 && post.detail.contains("aud"), "\(post)")
    let substitute = try await office.ask(
      .post, "/v1/substitutes", #"{"person":"ann","substitute":"aud","from":"2025-03-03","until":"2025-03-10"}"#)
    #expect(substitute.status == 422, "\(substitute)")
  }

  @Test("an office in which nobody has the duty of security, or one has two, is not kept apart")
  func refused() async throws {
    let office = try await RoutedOffice()
    func keep() async throws -> Reply {
      try await office.ask(.post, "/v1/office", as: .administrator, #"{"duties_apart":true}"#)
    }
    let early = try await keep()
    #expect(early.status == 409 && early.code == "no-security-duty", "\(early)")
    #expect(try await give(office, "ann", .security, as: .administrator).status == 201)
    #expect(try await keep().status == 422, "she holds a post")
    #expect(try await give(office, "bob", .security, as: .administrator).status == 201)
    #expect(try await give(office, "bob", .security, as: .administrator).status == 409)
    #expect(try await office.ask(.delete, "/v1/duties/ann/security", as: .administrator).status == 200)
    #expect(try await office.ask(.delete, "/v1/duties/ann/security", as: .administrator).status == 404)
    #expect(try await keep().status == 200)
  }

  @Test("in an emergency root may do everything, until it ends, and it is on record")
  func emergency() async throws {
    let (office, security, audit, _) = try await apart()
    for body in [#"{"minutes":60}"#, #"{"reason":"x"}"#, #"{"reason":"x","minutes":241}"#] {
      #expect(try await office.ask(.post, "/v1/emergency", as: .administrator, body).status == 400, "\(body)")
    }
    #expect(try await office.ask(.post, "/v1/emergency", as: security, #"{"reason":"x","minutes":9}"#).status == 403)
    let declared = try await office.ask(
      .post, "/v1/emergency", as: .administrator, #"{"reason":"sec is ill","minutes":60}"#)
    #expect(declared.status == 201 && declared.json["emergency_until"]?.text?.isEmpty == false, "\(declared)")
    for act in Self.acts {
      #expect(try await office.ask(act.method, "/v1/\(act.path)", as: .administrator, act.body).status < 300)
    }
    #expect(try await office.ask(.get, "/v1/worklist", as: .administrator(as: "ann")).status == 200)
    #expect(try await office.ask(.delete, "/v1/emergency", as: security).status == 200)
    #expect(try await office.ask(.get, "/v1/tokens", as: .administrator).status == 403)
    let acts = try await office.ask(.get, "/v1/administration?limit=100", as: audit)
    for kind in ["emergency-declared", "emergency-ended", "duty-given", "office-changed"] {
      #expect(acts.text.contains(kind), "\(kind)")
    }
    #expect(acts.text.contains("sec is ill"))
  }

  @Test("what only administrators read follows the duty, and not the user of the machine")
  func reading() async throws {
    let (office, security, _, system) = try await apart()
    for (sender, isShown) in [(system, true), (security, false), (RoutedOffice.Sender.administrator, false)] {
      let persons = try await office.ask(.get, "/v1/persons", as: sender)
      #expect(persons.text.contains("70012") == isShown, "\(persons)")
    }
    for (sender, isAdministrator) in [(system, true), (.administrator, false), (.ann, false)] {
      let me = try await office.ask(.get, "/v1/me", as: sender)
      #expect(me.json["administrator"]?.truth == isAdministrator, "\(me)")
      #expect(me.json["sees_everything"]?.truth == false, "\(me)")
    }
  }

  @Test("what somebody's act says of cases is not for root where duties are kept apart")
  func operations() async throws {
    let (office, security, audit, system) = try await apart()
    let begun = try await office.ask(
      .post, "/v1/sweeps", headers: [.prefer: "respond-async"], #"{"event":"note","data":{"fee":1}}"#)
    let address = try #require(begun.headers[.location])
    for sender in [RoutedOffice.Sender.administrator, security, audit, system] {
      #expect(try await office.ask(.get, address, as: sender).code == "unknown-operation")
      #expect(try await office.ask(.post, address + "/cancel", as: sender).code == "unknown-operation")
      #expect(try await office.ask(.get, "/v1/operations", as: sender).json["items"]?.items == [])
    }
    #expect(try await office.ask(.get, address).status == 200)
  }

  @Test("in an office that keeps them together, a person with a duty has its rights besides root")
  func together() async throws {
    let office = try await RoutedOffice()
    #expect(try await give(office, "ann", .system, as: .administrator).status == 201)
    let added = try await office.ask(.post, "/v1/persons", as: .ann, #"{"code":"new","name":"New"}"#)
    #expect(added.status == 201, "\(added)")
    #expect(try await office.ask(.get, "/v1/tokens", as: .ann).status == 403)
    #expect(try await office.ask(.get, "/v1/tokens", as: .administrator).status == 200)
    let duties = try await office.ask(.get, "/v1/duties", as: .ann)
    #expect(duties.json["items"]?.items?.first?["duty"]?.text == "system", "\(duties)")
    let token = try await office.ask(.post, "/v1/tokens", as: .administrator, #"{"person":"ann"}"#).json["token"]?.text
    let acting = RoutedOffice.Sender.token(token)
    #expect(try await office.ask(.post, "/v1/persons", as: acting, #"{"code":"x","name":"x"}"#).status == 403)
  }
}
