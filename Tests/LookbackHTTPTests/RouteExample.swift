import Glibc
import HTTPTypes
import LookbackJSON
import LookbackSignIn

@testable import LookbackHTTP

/// One request that an address of the route table answers well, asked after those that stand before it.
struct RouteExample: Sendable {
  /// As the table has it, such as `GET cases/:ref`.
  let route: String
  /// From `/v1/` on; `{case}` and the like stand for what an earlier answer named.
  let address: String
  var sender = RoutedOffice.Sender.ann
  var body = ""
  var status = 200
  /// What stands in `Prefer`.
  var preference: String?
  var type = "application/json"
  /// What is kept of the answer for later addresses: the name in braces and the key in the answer.
  var keeps: (name: String, key: String)?
  /// Keys that the answer has.
  var answers: [String] = []

  var method: HTTPRequest.Method { route.hasPrefix("GET") ? .get : route.hasPrefix("POST ") ? .post : .delete }

  /// The address with what earlier answers named; where nothing was kept, the number 1.
  func path(_ kept: [String: String] = [:]) -> String { address.isEmpty ? "/v1" : "/v1/" + filled(address, kept) }

  var headers: HTTPFields { preference.map { [.prefer: $0] } ?? [:] }

  func bytes(_ kept: [String: String] = [:]) -> [UInt8] { Array(filled(body, kept).utf8) }

  private func filled(_ text: String, _ kept: [String: String]) -> String {
    text.replacing(#/\{(\w+)\}/#) { match in
      switch match.1 {
      case "code": Self.code(kept, after: 0)
      case "next_code": Self.code(kept, after: 1)
      default: kept[String(match.1)] ?? (kept.isEmpty ? "1" : String(match.0))
      }
    }
  }

  /// The code that an authenticator with the kept secret shows so many steps from now.
  private static func code(_ kept: [String: String], after steps: Int64) -> String {
    guard let authenticator = kept["secret"].flatMap({ OneTimeCode($0) }) else { return "000000" }
    return authenticator.code(ofStep: Int64(time(nil)) / OneTimeCode.step + steps)
  }

  private static func get(_ route: String, _ address: String? = nil, answers: [String]) -> RouteExample {
    RouteExample(route: "GET \(route)", address: address ?? route, answers: answers)
  }

  private static func post(
    _ route: String, at address: String? = nil, as sender: RoutedOffice.Sender = .ann, _ body: String,
    status: Int = 200, keeps: (name: String, key: String)? = nil, answers: [String]
  ) -> RouteExample {
    RouteExample(
      route: "POST \(route)", address: address ?? route, sender: sender, body: body, status: status, keeps: keeps,
      answers: answers)
  }
}

extension RouteExample {
  /// In the order in which one office can answer them all.
  static let all: [RouteExample] = [
    daemon, cases, mends, many, operations, lists, definitions, moves, people, signIn, duties, standIns, administration,
  ].flatMap(\.self)

  private static let daemon: [RouteExample] = [
    get("health", answers: ["status"]), get("ready", answers: ["status"]),
    RouteExample(route: "GET metrics", address: "metrics", type: "text/plain; version=0.0.4; charset=utf-8"),
    get("clock", answers: ["now", "test", "today"]),
    RouteExample(route: "GET", address: "", answers: ["version", "document", "routes"]),
    get("openapi.json", answers: ["openapi", "info", "paths", "components"]),
    get("problems", answers: ["items", "next"]),
    get("problems/:code", "problems/stale", answers: ["code", "status", "type", "meaning", "advice"]),
    get("me", answers: ["person", "name", "posts", "substituting", "via", "administrator", "language", "today"]),
  ]

  private static let cases: [RouteExample] = [
    post(
      "cases", #"{"workflow":"permit","data":{"number":"P-1","subject":"a shop"},"on":"2025-03-03"}"#, status: 201,
      keeps: ("case", "case"), answers: ["case", "sequence", "state", "link", "at", "replayed"]),
    get("cases", "cases?workflow=permit&state=open&text=shop&overdue=false&limit=1", answers: ["items", "next"]),
    get("cases/:ref", "cases/P-1", answers: ["id", "title", "data", "tracks", "deadlines", "asked", "blocked"]),
    get("cases/:ref/history", "cases/{case}/history?after=0&limit=10", answers: ["case", "items", "sequence", "next"]),
    get("cases/:ref/can", "cases/{case}/can", answers: ["possible", "refused"]),
    get("cases/:ref/whatif", "cases/{case}/whatif?until=2025-04-01", answers: ["state", "overdue", "timeline"]),
    get("cases/:ref/deadlines/:clock", "cases/{case}/deadlines/reply?track=0", answers: ["case", "deadlines"]),
    post(
      "cases/:ref/events", at: "cases/{case}/events", #"{"event":"note","data":{"fee":3},"expected":1}"#,
      answers: ["case", "sequence", "state", "replayed"]),
  ]

  private static let mends: [RouteExample] = [
    post(
      "cases/:ref/mends", at: "cases/{case}/mends", as: .administrator(as: "chief"),
      #"{"data":{"fee":5},"reason":"a slip"}"#, keeps: ("mend", "sequence"), answers: ["sequence"]),
    post(
      "cases/:ref/mends/:number/refuse", at: "cases/{case}/mends/{mend}/refuse", as: .administrator(as: "deputy"),
      #"{"reason":"it was right"}"#, answers: ["sequence"]),
    post(
      "cases/:ref/mends", at: "cases/{case}/mends", as: .administrator(as: "chief"),
      #"{"data":{"fee":6},"reason":"a slip"}"#, keeps: ("mend", "sequence"), answers: ["sequence"]),
    post(
      "cases/:ref/mends/:number/confirm", at: "cases/{case}/mends/{mend}/confirm", as: .administrator(as: "deputy"),
      "{}",
      answers: ["sequence"]),
  ]

  private static let many: [RouteExample] = [
    post(
      "commands", #"{"commands":[{"case":"P-1","event":"note","data":{"fee":1},"id":"c1"}]}"#, answers: ["outcomes"]),
    RouteExample(
      route: "POST sweeps", address: "sweeps",
      body: #"{"event":"note","data":{"fee":2},"where":"data.fee == 1","filter":{"workflow":"permit"}}"#,
      type: "application/x-ndjson"),
    post(
      "import", #"{"workflow":"permit","csv":"number,subject\nP-2,a stall\n","key":"first"}"#,
      answers: ["lines", "valid", "imported", "already", "dry_run", "errors"]),
  ]

  private static let lists: [RouteExample] = [
    get("worklist", "worklist?limit=10", answers: ["items"]),
    get("due", "due?until=2025-12-31&limit=10", answers: ["items", "next"]),
    get("outbox", "outbox?case=P-1&after=0&limit=10", answers: ["items", "counts", "next"]),
    get("report", "report?year=2025", answers: ["year", "received", "closed"]),
  ]

  private static let definitions: [RouteExample] = [
    get("workflows", "workflows?sources=true", answers: ["items", "next"]),
    get("workflows/:name", "workflows/permit?open=true", answers: ["name", "version", "states", "open", "source"]),
    post(
      "workflows", as: .administrator,
      files("permit.yaml", PermitWorkflow.second), answers: ["results"]),
    post(
      "calendars", as: .administrator,
      files("calendars/plain.yaml", PermitWorkflow.calendarWithLongWeekend), keeps: ("redating", "redating"),
      answers: ["results", "redating", "moves", "failures"]),
  ]

  private static let operations: [RouteExample] = [
    RouteExample(
      route: "POST sweeps", address: "sweeps", body: #"{"event":"note","dry_run":true}"#, status: 202,
      preference: "respond-async", keeps: ("operation", "operation"), answers: ["operation", "state", "started"]),
    get("operations", "operations?limit=10", answers: ["items", "next"]),
    get("operations/:number", "operations/{operation}", answers: ["operation", "state"]),
    RouteExample(
      route: "POST operations/:number/cancel", address: "operations/{operation}/cancel", status: 202,
      answers: ["operation", "state"]),
  ]

  private static let moves: [RouteExample] = [
    post("redatings", as: .administrator, #"{"dry_run":true}"#, answers: ["cases", "dates", "moves"]),
    RouteExample(
      route: "GET redatings", address: "redatings?limit=10", sender: .administrator, answers: ["items", "next"]),
    RouteExample(
      route: "GET redatings/:number", address: "redatings/{redating}?limit=10", sender: .administrator,
      answers: ["items", "next", "redating", "cases", "dates"]),
    post(
      "migrations", as: .administrator, #"{"workflow":"permit","version":2,"limit":10}"#,
      keeps: ("migration", "migration"), answers: ["migration", "workflow", "version", "cases", "next"]),
    RouteExample(
      route: "GET migrations", address: "migrations?limit=10", sender: .administrator, answers: ["items", "next"]),
    RouteExample(
      route: "GET migrations/:number", address: "migrations/{migration}?after=0&limit=10", sender: .administrator,
      answers: ["migration", "items", "next"]),
    post("clock", as: .administrator, #"{"to":"2025-03-04"}"#, answers: ["now", "test", "today", "fired"]),
  ]

  private static let people: [RouteExample] = [
    post(
      "persons", as: .administrator, #"[{"code":"cai","name":"蔡","uid":70003}]"#, status: 201, answers: ["added"]),
    get("persons", "persons?retired=true&limit=10", answers: ["items", "next"]),
    post(
      "persons/:code/retire", at: "persons/cai/retire", as: .administrator, #"{"on":"2025-03-10","successor":"bob"}"#,
      answers: ["code", "on", "successor", "posts", "tokens", "substitutions"]),
    post(
      "units", as: .administrator, #"{"code":"yard","name":"场","document_code":"青场"}"#, status: 201, answers: ["added"]),
    get("units", "units?ended=true&limit=10", answers: ["items", "next"]),
    get("units/:code", "units/yard", answers: ["code", "name", "names", "below", "posts"]),
    post(
      "posts", as: .administrator, #"{"person":"cai","post":"hand","unit":"yard"}"#, status: 201, answers: ["added"]),
    get("posts", "posts?ended=true&limit=10", answers: ["items", "next"]),
    post(
      "units", as: .administrator, #"[{"code":"shed","parent":"yard"},{"code":"hut"}]"#, status: 201, answers: ["added"]
    ),
    post(
      "units/:code/merge", at: "units/shed/merge", as: .administrator, #"{"into":"hut","posts":true}"#,
      answers: ["code", "posts"]),
    post("units/:code/dissolve", at: "units/hut/dissolve", as: .administrator, "{}", answers: ["code", "posts"]),
    RouteExample(
      route: "DELETE posts", address: "posts", sender: .administrator,
      body: #"{"person":"cai","post":"hand","unit":"yard"}"#, answers: ["removed"]),
    post(
      "tokens", as: .administrator, #"{"person":"ann"}"#, status: 201, keeps: ("token", "id"), answers: ["id", "token"]),
    RouteExample(route: "GET tokens", address: "tokens", sender: .administrator, answers: ["items", "next"]),
    RouteExample(
      route: "DELETE tokens/:number", address: "tokens/{token}", sender: .administrator, answers: ["removed"]),
    post(
      "registers", as: .administrator, #"{"name":"青证","period":2025,"next":7}"#, answers: ["name", "period", "next"]),
    RouteExample(
      route: "GET registers", address: "registers?limit=5", sender: .administrator, answers: ["items", "next"]),
  ]

  private static let signIn: [RouteExample] = [
    post(
      "persons/:code/password", at: "persons/ann/password", as: .administrator, "", status: 201,
      keeps: ("password", "password"), answers: ["person", "password", "expires_after_seconds"]),
    post(
      "sessions", #"{"person":"ann","password":"{password}"}"#, status: 201, keeps: ("session", "id"),
      answers: ["token", "id", "person", "name", "scope", "expires", "idle_seconds", "change_password"]),
    get("sessions", "sessions?limit=10", answers: ["items", "next"]),
    RouteExample(route: "DELETE sessions/:number", address: "sessions/{session}", answers: ["ended"]),
    post("me/password", #"{"old":"{password}","new":"a fee for the shop"}"#, answers: ["person"]),
    post("me/authenticator", "", status: 201, keeps: ("secret", "secret"), answers: ["secret", "address"]),
    post("me/authenticator/confirm", #"{"code":"{code}"}"#, answers: ["person", "recovery_codes"]),
    post("me/authenticator/remove", #"{"code":"{next_code}"}"#, answers: ["removed"]),
    post("me/authenticator", "", status: 201, keeps: ("secret", "secret"), answers: ["secret", "address"]),
    RouteExample(
      route: "DELETE persons/:code/authenticator", address: "persons/ann/authenticator", sender: .administrator,
      answers: ["removed"]),
  ]

  private static let duties: [RouteExample] = [
    post(
      "duties", as: .administrator, #"{"person":"bob","duty":"audit"}"#, status: 201, answers: ["person", "duty"]),
    RouteExample(route: "GET duties", address: "duties?limit=10", sender: .administrator, answers: ["items", "next"]),
    get("office", answers: ["duties_apart"]),
    post("office", as: .administrator, #"{"duties_apart":false}"#, answers: ["duties_apart"]),
    post(
      "emergency", as: .administrator, #"{"reason":"a trial","minutes":5}"#, status: 201, answers: ["emergency_until"]),
    RouteExample(route: "DELETE emergency", address: "emergency", sender: .administrator, answers: ["ended"]),
    RouteExample(
      route: "DELETE duties/:person/:duty", address: "duties/bob/audit", sender: .administrator, answers: ["removed"]),
  ]

  private static let standIns: [RouteExample] = [
    post(
      "substitutes", #"{"person":"ann","substitute":"bob","from":"2025-03-03","until":"2025-03-10"}"#, status: 201,
      keeps: ("substitute", "number"), answers: ["number"]),
    get("substitutes", "substitutes?limit=10", answers: ["items", "next"]),
    post(
      "settings", as: .administrator, #"{"name":"substitute_needs","value":"consent"}"#, answers: ["name", "value"]),
    get("settings", "settings?limit=10", answers: ["items", "next"]),
    post(
      "substitutes", #"{"person":"ann","substitute":"chief","from":"2025-03-04","until":"2025-03-10"}"#, status: 201,
      keeps: ("waiting", "number"), answers: ["number", "waits"]),
    post(
      "substitutes/:number/agree", at: "substitutes/{waiting}/agree", as: .administrator(as: "chief"), "",
      answers: ["number", "agreed"]),
    post("substitutes/:number/end", at: "substitutes/{substitute}/end", "", answers: ["number", "ended"]),
  ]

  private static let administration: [RouteExample] = [
    RouteExample(
      route: "GET administration", address: "administration?limit=3&after=90&kind=person-added&subject=cai",
      sender: .administrator, answers: ["items", "next"]),
    RouteExample(
      route: "GET administration/:number", address: "administration/1", sender: .administrator,
      answers: ["number", "at", "via", "kind", "kind_title", "subject", "facts", "link", "body"]),
  ]

  /// The body that publishes one file.
  static func files(_ name: String, _ source: String) -> String {
    let file = JSON.members(["name": .string(name), "source": .string(source)])
    return JSON.members(["files": .array([file])]).description
  }
}
