import Hummingbird
import LookbackTime

/// An address or a method that no route answers gets a problem, like every other refusal.
struct UnknownAddresses: RouterMiddleware {
  func handle(
    _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
      let asked = "\(request.method.rawValue) \(request.uri.path)"
      return Answer(
        Problem(
          404, "unknown-address", ("an unknown address", "没有此地址"),
          ("nothing answers `\(asked)`: the addresses begin with /v1/", "没有“\(asked)”：地址以 /v1/ 开头")
        ).said(in: Language(accepting: request.headers[.acceptLanguage]))
      ).response
    }
  }
}
