import HTTPTypes
package import LookbackCore
package import LookbackJSON

/// What may be sent to one address, and what it answers.
package struct RouteShape: Sendable {
  /// The methods of HTTP that the API uses.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  package let method: Method
  /// The path below `/v1`; `:name` stands for a part that the client fills in.
  package let path: String
  /// The parameters after the question mark, each given at most once.
  package fileprivate(set) var query: [JSONKey]
  /// The form of the body; nil if none may be sent.
  package let body: JSONShape?
  /// The most bytes of the body.
  package let limit: Int
  /// Whether anybody is answered, without being asked who it is.
  package var isOpen = false
  /// Whether only an administrator is answered.
  package var isForAdministrators = false
  /// How far a token must go.
  package var scope: TokenScope
  /// Whether an answer may take long, so that nobody has many of them underway, and `Prefer: respond-async` answers
  /// before it is done.
  package var isLong = false
  /// The type of the content of a good answer.
  package var answers = RouteShape.json
  /// The form of a good answer, or of each of its lines; nil if it is no JSON.
  package var answer: JSONShape?
  /// The status of a good answer.
  package var status = 200
  /// The key of the body that may also be sent alone, as `text/csv`, with the other keys in the query; nil if none may.
  package var table: String?
  /// Whether the header `Idempotency-Key` names the act, so that it is done once.
  package var takesKey = false
  /// Whether the header `If-Match` names the state of the case for which the act is meant.
  package var takesMatch = false
  /// Whether the answer has an `ETag`, with which `If-None-Match` spares it.
  package var isTagged = false
  /// Whether the answer names the address of what was made.
  package var tellsLocation = false
  /// The part of the table in which the route stands.
  package var section = RouteSection.daemon
  /// The codes of problems that this address has beyond those that every address has.
  fileprivate(set) var ownCodes: Set<String> = []

  static let json = "application/json"
  static let lines = "application/x-ndjson"
}

/// The parts of the route table, in its order.
package enum RouteSection: String, Sendable, CaseIterable {
  case daemon, cases, lists, definitions, people, signIn = "sign-in"
}

extension RouteShape {
  /// The codes of all problems that this address may answer with.
  package var codes: Set<String> {
    var codes = ownCodes.union([
      "malformed", "too-slow", "too-large", "head-too-large", "other-content", "unavailable", "failure",
    ])
    if answers == Self.json { codes.insert("not-accepted") }
    if !isOpen { codes.formUnion(Self.codesOfCallers) }
    if method != .get { codes.insert("unknown-outcome") }
    if method != .get, !takesKey || !takesMatch { codes.insert("header-not-taken") }
    if takesKey { codes.formUnion(["unfit-command-id", "command-id-reused"]) }
    if query.contains(where: \.shape.hasDay) || body?.hasDay == true { codes.insert("date") }
    return codes
  }

  private static let codesOfCallers: Set<String> = [
    "unknown-caller", "unknown-person", "retired", "administrators-only", "token-scope", "change-password",
    "too-many-requests", "search-too-long",
  ]

  /// The path as it is asked for, with `{name}` for a part that the client fills in.
  package var template: String {
    (["", "v1"] + path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) })
      .joined(separator: "/")
  }

  /// The names of the parts that the client fills in.
  package var parameters: [String] {
    path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }

  /// The method and the path as the table has them, such as `GET cases/:ref`.
  package var name: String { path.isEmpty ? method.rawValue : "\(method.rawValue) \(path)" }
}

extension JSONShape {
  /// Whether a day may stand in a value of this form.
  fileprivate var hasDay: Bool {
    switch self {
    case .day: true
    case .either(let first, let second): first.hasDay || second.hasDay
    case .list(let element, _), .named(let element): element.hasDay
    case .object(let keys): keys.contains { $0.shape.hasDay }
    case .truth, .whole, .text, .moment, .choice, .null, .any, .data: false
    }
  }
}

/// One address: what may be sent to it, and the handler that answers.
struct Route: Sendable {
  private(set) var shape: RouteShape
  let handler: @Sendable (API) -> API.Handler

  static func get(_ path: String, _ handler: @escaping @Sendable (API) -> API.Handler) -> Route {
    get(path, [], handler)
  }

  static func get(
    _ path: String, _ query: [JSONKey], _ handler: @escaping @Sendable (API) -> API.Handler
  ) -> Route {
    Route(
      shape: RouteShape(method: .get, path: path, query: query, body: nil, limit: 0, scope: .read), handler: handler)
  }

  static func post(
    _ path: String, _ body: JSONShape?, query: [JSONKey] = [], limit: Int = API.commandBodyLimit,
    _ handler: @escaping @Sendable (API) -> API.Handler
  ) -> Route {
    Route(
      shape: RouteShape(method: .post, path: path, query: query, body: body, limit: limit, scope: .act),
      handler: handler)
  }

  static func delete(
    _ path: String, _ body: JSONShape?, _ handler: @escaping @Sendable (API) -> API.Handler
  ) -> Route {
    Route(
      shape: RouteShape(method: .delete, path: path, query: [], body: body, limit: API.commandBodyLimit, scope: .act),
      handler: handler)
  }
}

/// What is added to a route of the table.
extension Route {
  /// The route as one that takes a key of its body as `text/csv`, and its other keys in the query then.
  func orTable(_ name: String) -> Route {
    changed { shape in
      guard case .object(let keys)? = shape.body else { return }
      shape.table = name
      shape.query += keys.filter { $0.name != name }.map { JSONKey($0.name, $0.shape) }
    }
  }

  /// The route as one that anybody may use.
  func open() -> Route { changed { $0.isOpen = true } }

  /// Returns the route as one whose answers may take long.
  func long() -> Route { changed { $0.isLong = true } }

  /// The route as one that only administrators may use.
  func forAdministrators() -> Route { changed { $0.isForAdministrators = true } }

  /// The route as one that a token of this scope may use.
  func within(_ scope: TokenScope) -> Route { changed { $0.scope = scope } }

  /// The route as one that answers with another type of content than JSON.
  func answering(_ type: String) -> Route { changed { $0.answers = type } }

  /// The route with the form of its good answers and their status.
  func giving(_ answer: JSONShape, status: Int = 200) -> Route {
    changed { shape in
      shape.answer = answer
      shape.status = status
    }
  }

  /// The route with codes of problems that it has beyond those that every address has.
  func refusing(_ codes: String...) -> Route { changed { $0.ownCodes.formUnion(codes) } }

  /// The route as that of a command, which every rule may refuse and which is done once under its `Idempotency-Key`.
  func command() -> Route {
    changed { shape in
      shape.ownCodes.formUnion(Rejection.codes)
      shape.takesKey = true
    }
  }

  /// The route as one that does an act once under its `Idempotency-Key`.
  func keyed() -> Route { changed { $0.takesKey = true } }

  /// The route as one that looks at `If-Match`.
  func matching() -> Route { changed { $0.takesMatch = true } }

  /// The route as one whose answer has an `ETag`.
  func tagged() -> Route { changed { $0.isTagged = true } }

  /// The route as one that makes something which has an address of its own.
  func locating() -> Route { changed { $0.tellsLocation = true } }

  func inSection(_ section: RouteSection) -> Route { changed { $0.section = section } }

  private func changed(_ change: (inout RouteShape) -> Void) -> Route {
    var route = self
    change(&route.shape)
    return route
  }
}

extension RouteShape.Method {
  var http: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .delete: .delete
    }
  }

  /// What is answered under the name of this method: HEAD wherever GET is.
  var answered: [HTTPRequest.Method] { self == .get ? [.get, .head] : [http] }
}
