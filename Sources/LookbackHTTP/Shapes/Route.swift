import HTTPTypes
package import LookbackJSON

/// What may be sent to one address.
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
  package let query: [JSONKey]
  /// The form of the body; nil if none may be sent.
  package let body: JSONShape?
  /// The most bytes of the body.
  package let limit: Int
  /// Whether anybody is answered, without being asked who it is.
  package var isOpen = false
  /// The type of the content of a good answer.
  package var answers = RouteShape.json

  static let json = "application/json"
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
    Route(shape: RouteShape(method: .get, path: path, query: query, body: nil, limit: 0), handler: handler)
  }

  /// Returns the route as one that anybody may use.
  func open() -> Route {
    var route = self
    route.shape.isOpen = true
    return route
  }

  /// Returns the route as one that answers with another type of content than JSON.
  func answering(_ type: String) -> Route {
    var route = self
    route.shape.answers = type
    return route
  }

  static func post(
    _ path: String, _ body: JSONShape?, limit: Int = API.commandBodyLimit,
    _ handler: @escaping @Sendable (API) -> API.Handler
  ) -> Route {
    Route(shape: RouteShape(method: .post, path: path, query: [], body: body, limit: limit), handler: handler)
  }

  static func delete(
    _ path: String, _ body: JSONShape?, _ handler: @escaping @Sendable (API) -> API.Handler
  ) -> Route {
    Route(
      shape: RouteShape(method: .delete, path: path, query: [], body: body, limit: API.commandBodyLimit),
      handler: handler)
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
