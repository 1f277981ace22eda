import Glibc
import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackPostgres
import LookbackSignIn
import Testing

@testable import LookbackHTTP

@Suite("people sign in with a password", .timeLimit(.minutes(10)))
struct SignInTests {
  private static let good = "a fee for the shop"

  private func reset(_ person: String, _ office: RoutedOffice) async throws -> String {
    let reply = try await office.ask(.post, "/v1/persons/\(person)/password", as: .administrator)
    return try #require(reply.json["password"]?.text, "\(reply)")
  }

  private func begin(
    _ office: RoutedOffice, _ person: String, _ password: String, code: String? = nil
  ) async throws -> Reply {
    let body = JSON.members([
      "person": .string(person), "password": .string(password), "code": code.map { .string($0) },
    ])
    return try await office.ask(.post, "/v1/sessions", as: .token(nil), body.description)
  }

  /// Gives a person a password of the person's own, and begins a session with it.
  private func signedIn(_ office: RoutedOffice, _ person: String = "ann") async throws -> RoutedOffice.Sender {
    let initial = try await reset(person, office)
    let first = try await begin(office, person, initial)
    let token = try #require(first.json["token"]?.text, "\(first)")
    let changed = try await office.ask(
      .post, "/v1/me/password", as: .token(token), #"{"old":"\#(initial)","new":"\#(Self.good)"}"#)
    #expect(changed.status == 200, "\(changed)")
    let second = try await begin(office, person, Self.good)
    return .token(try #require(second.json["token"]?.text, "\(second)"))
  }

  @Test("the password that an administrator gives lets its person choose another, and do nothing else")
  func initial() async throws {
    let office = try await RoutedOffice()
    let initial = try await reset("ann", office)
    let first = try await begin(office, "ann", initial)
    #expect(first.status == 201 && first.json["scope"]?.text == "password", "\(first)")
    #expect(first.json["change_password"]?.text == "initial", "\(first)")
    let sender = RoutedOffice.Sender.token(try #require(first.json["token"]?.text))
    for (method, path, body) in [
      (HTTPRequest.Method.get, "cases", ""), (.get, "worklist", ""), (.post, "cases", #"{"workflow":"permit"}"#),
      (.post, "me/authenticator", ""), (.get, "sessions", ""),
    ] {
      let reply = try await office.ask(method, "/v1/\(path)", as: sender, body)
      #expect(reply.status == 403 && reply.code == "change-password", "\(path): \(reply)")
    }
    let sender2 = try await signedIn(office)
    #expect(try await office.ask(.get, "/v1/cases", as: sender).status == 401, "its session has ended")
    #expect(try await begin(office, "ann", initial).status == 401)
    let opened = try await office.ask(.post, "/v1/cases", as: sender2, #"{"workflow":"permit"}"#)
    #expect(opened.status == 201, "\(opened)")
    #expect(try await office.ask(.get, "/v1/tokens", as: sender2).code == "administrators-only")
  }

  @Test("an initial password that waited a week is no longer taken")
  func lapsed() async throws {
    let office = try await RoutedOffice()
    let initial = try await reset("ann", office)
    try await office.sql("update passwords set set_at = now() - interval '8 days'")
    #expect(try await begin(office, "ann", initial).status == 401)
  }

  @Test("an unknown person, one without a password and a wrong password are answered alike")
  func alike() async throws {
    let office = try await RoutedOffice()
    _ = try await reset("ann", office)
    var answers: Set<String> = []
    for person in ["ann", "bob", "nobody"] {
      let reply = try await begin(office, person, "not it")
      #expect(reply.status == 401, "\(reply)")
      answers.insert(reply.text)
    }
    #expect(answers.count == 1, "\(answers)")
  }

  @Test("after five wrong passwords each try has to wait, the right one too")
  func throttled() async throws {
    let office = try await RoutedOffice()
    let initial = try await reset("ann", office)
    for _ in 0..<5 { #expect(try await begin(office, "ann", "not it").status == 401) }
    _ = try await begin(office, "ann", "not it")
    let waiting = try await begin(office, "ann", initial)
    let seconds = waiting.headers[.retryAfter].flatMap { Int($0) } ?? 0
    #expect(waiting.status == 429 && waiting.code == "too-many-tries" && (1...2).contains(seconds), "\(waiting)")
    #expect(try await begin(office, "bob", "not it").status == 401, "another person need not wait")
  }

  @Test("with an authenticator a code is asked for, each is taken once, and a recovery code in its place once")
  func authenticator() async throws {
    let office = try await RoutedOffice()
    let sender = try await signedIn(office)
    let made = try await office.ask(.post, "/v1/me/authenticator", as: sender)
    let authenticator = try #require(OneTimeCode(made.json["secret"]?.text ?? ""), "\(made)")
    func code(_ steps: Int64) -> String { authenticator.code(ofStep: Int64(time(nil)) / OneTimeCode.step + steps) }
    let wrong = try await office.ask(.post, "/v1/me/authenticator/confirm", as: sender, #"{"code":"123"}"#)
    #expect(wrong.status == 403 && wrong.code == "wrong-code", "\(wrong)")
    #expect(try await begin(office, "ann", Self.good).status == 201, "it is not confirmed yet")
    let confirmed = try await office.ask(
      .post, "/v1/me/authenticator/confirm", as: sender, #"{"code":"\#(code(-1))"}"#)
    let recovery = try #require(confirmed.json["recovery_codes"]?.items?.first?.text, "\(confirmed)")
    let bare = try await begin(office, "ann", Self.good)
    #expect(bare.status == 401 && bare.code == "code-needed", "\(bare)")
    let right = code(0)
    let proved = try await begin(office, "ann", Self.good, code: right)
    #expect(proved.status == 201 && proved.json["scope"]?.text == "administer", "\(proved)")
    #expect(try await begin(office, "ann", Self.good, code: right).code == "wrong-sign-in", "taken once")
    #expect(try await begin(office, "ann", Self.good, code: recovery).status == 201)
    #expect(try await begin(office, "ann", Self.good, code: recovery).status == 401, "taken once")
    #expect(try await begin(office, "ann", "not it", code: code(1)).code == "wrong-sign-in", "the password comes first")
    let lost = try await office.ask(.delete, "/v1/persons/ann/authenticator", as: .administrator)
    #expect(lost.status == 200, "\(lost)")
    #expect(try await begin(office, "ann", Self.good).status == 201)
  }

  @Test("sessions are listed and ended by their person and by administrators, and by nobody else")
  func sessions() async throws {
    let office = try await RoutedOffice()
    let (ann, bob) = (try await signedIn(office), try await signedIn(office, "bob"))
    let list = try await office.ask(.get, "/v1/sessions", as: ann)
    let lines = list.json["items"]?.items ?? []
    #expect(lines.count(where: { $0["holds"]?.truth == true }) == 1, "\(list)")
    let number = try #require(lines.first?["id"]?.text)
    #expect(try await office.ask(.delete, "/v1/sessions/\(number)", as: bob).status == 404)
    #expect(try await office.ask(.get, "/v1/sessions?person=ann", as: bob).status == 403)
    #expect(
      try await office.ask(.get, "/v1/sessions?person=ann", as: .administrator).json["items"]?.items?.count == 2)
    #expect(try await office.ask(.delete, "/v1/sessions/\(number)", as: .administrator).status == 200)
    #expect(try await office.ask(.get, "/v1/cases", as: ann).status == 401)
    #expect(try await office.ask(.delete, "/v1/sessions/current", as: bob).status == 200)
    #expect(try await office.ask(.get, "/v1/cases", as: bob).status == 401)
  }

  @Test("a session ends after half an hour without a request, and after twelve hours in any case")
  func ends() async throws {
    let office = try await RoutedOffice()
    let sender = try await signedIn(office)
    #expect(try await office.ask(.get, "/v1/cases", as: sender).status == 200)
    try await office.sql("update tokens set used_at = now() - interval '29 minutes'")
    #expect(try await office.ask(.get, "/v1/cases", as: sender).status == 200)
    try await office.sql("update tokens set used_at = now() - interval '31 minutes'")
    #expect(try await office.ask(.get, "/v1/cases", as: sender).status == 401)
    let other = try await begin(office, "ann", Self.good)
    let token = RoutedOffice.Sender.token(try #require(other.json["token"]?.text))
    #expect(try await office.ask(.get, "/v1/cases", as: token).status == 200)
    try await office.sql("update tokens set expires_at = now()")
    #expect(try await office.ask(.get, "/v1/cases", as: token).status == 401)
  }

  @Test("a bad new password is refused with all that is wrong with it, in both languages")
  func weak() async throws {
    let office = try await RoutedOffice()
    let sender = try await signedIn(office)
    for (new, english, chinese) in [
      ("short", "fewer than 8 characters", "不足 8 个字符"), ("password1", "tried first", "最常被试用"),
      ("ann is the clerk", "contains ann", "他人知道的“ann”"), (Self.good, "is the old one", "与原口令相同"),
    ] {
      for (language, words) in [("en", english), ("zh", chinese)] {
        let reply = try await office.ask(
          .post, "/v1/me/password", as: sender, headers: [.acceptLanguage: language],
          #"{"old":"\#(Self.good)","new":"\#(new)"}"#)
        #expect(reply.status == 422 && reply.code == "weak-password" && reply.detail.contains(words), "\(reply)")
      }
    }
    let wrong = try await office.ask(.post, "/v1/me/password", as: sender, #"{"old":"x","new":"another good one"}"#)
    #expect(wrong.status == 403 && wrong.code == "wrong-password", "\(wrong)")
  }

  @Test("nobody sets the password or authenticator of another in that person's name")
  func others() async throws {
    let office = try await RoutedOffice()
    for (path, body) in [("me/password", #"{"old":"x","new":"another good one"}"#), ("me/authenticator", "")] {
      let reply = try await office.ask(.post, "/v1/\(path)", as: .administrator(as: "ann"), body)
      #expect(reply.status == 403 && reply.code == "own-only", "\(reply)")
    }
    for (method, path) in [
      (HTTPRequest.Method.post, "persons/ann/password"), (.delete, "persons/ann/authenticator"),
    ] {
      #expect(try await office.ask(method, "/v1/\(path)", as: .bob).code == "administrators-only")
    }
    #expect(try await office.ask(.post, "/v1/persons/nobody/password", as: .administrator).status == 404)
  }

  @Test("the token of a program has a purpose, a scope and an end")
  func tokens() async throws {
    let office = try await RoutedOffice()
    func made(_ body: String) async throws -> Reply {
      try await office.ask(.post, "/v1/tokens", as: .administrator, body)
    }
    let reading = try await made(#"{"person":"ann","name":"statistics","scope":"read","days":30}"#)
    let reader = RoutedOffice.Sender.token(try #require(reading.json["token"]?.text, "\(reading)"))
    #expect(try await office.ask(.get, "/v1/cases", as: reader).status == 200)
    for (path, body) in [
      ("cases", #"{"workflow":"permit"}"#), ("me/authenticator", ""), ("sweeps", #"{"event":"note","dry_run":true}"#),
      ("substitutes", #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"2025-03-10"}"#),
    ] {
      let reply = try await office.ask(.post, "/v1/\(path)", as: reader, body)
      #expect(reply.status == 403 && reply.code == "token-scope", "\(path): \(reply)")
    }
    let list = try await office.ask(.get, "/v1/tokens", as: .administrator)
    let line = list.json["items"]?.items?.first
    #expect(line?["name"]?.text == "statistics" && line?["scope"]?.text == "read", "\(list)")
    #expect(line?["used"]?.text?.isEmpty == false && line?["holds"]?.truth == true, "\(list)")
    for body in [
      #"{"person":"ann","scope":"password"}"#, #"{"person":"ann","scope":"all"}"#, #"{"person":"ann","days":0}"#,
      #"{"person":"ann","days":367}"#, #"{"person":"ann","days":"7"}"#,
    ] {
      #expect(try await made(body).status == 400, "\(body)")
    }
    try await office.sql("update tokens set expires_at = now()")
    #expect(try await office.ask(.get, "/v1/cases", as: reader).status == 401)
  }

  @Test("who signs in, who fails and what changes is on record, and no secret is anywhere in the database")
  func record() async throws {
    let office = try await RoutedOffice()
    let initial = try await reset("ann", office)
    _ = try await begin(office, "ann", "not it")
    guard case .token(let token?) = try await signedIn(office) else { return }
    let acts = try await office.ask(.get, "/v1/administration?limit=1000", as: .administrator)
    let kinds = (acts.json["acts"] ?? acts.json["items"])?.items?.compactMap { $0["kind"]?.text } ?? []
    for kind in ["password-set", "signed-in", "signed-out", "sign-in-refused"] {
      #expect(kinds.contains(kind), "\(kind): \(kinds)")
    }
    for secret in [initial, Self.good, token] { #expect(!acts.text.contains(secret)) }
    let connection = try await office.connection()
    let tables = try await connection.run { c in
      try ["tokens", "passwords", "authenticators", "administration"].map { table in
        try c.query(.init("all_of_\(table)", "select coalesce(string_agg(t::text, ' '), '') from \(table) t")).map {
          try $0.text(0)
        }.joined()
      }
    }
    await connection.close()
    for (table, secret) in tables.flatMap({ table in [initial, Self.good, token].map { (table, $0) } }) {
      #expect(!table.contains(secret))
    }
    #expect(tables[1].contains("$scrypt$ln=4,r=8,p=1$"))
  }
}
