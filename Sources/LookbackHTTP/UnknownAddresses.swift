import Hummingbird
import LookbackTime

/// Answers a request for which there is no route with a problem, like every other refusal.
struct UnknownAddresses: RouterMiddleware {
  func handle(
    _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
      let asked = "\(request.method.rawValue) \(request.uri.path)"
      return Answer(
        Problem.unknownAddress(asked).said(in: Language(accepting: request.headers[.acceptLanguage]))
      ).response
    }
  }
}
