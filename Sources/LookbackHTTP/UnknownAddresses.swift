import HTTPTypes
import Hummingbird
import LookbackTime

/// Answers a request for which there is no route: a method that the address does not take, or an address that there is
/// not.
struct UnknownAddresses: RouterMiddleware {
  func handle(
    _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
  ) async throws -> Response {
    guard RequestAddress.isPlain(request.uri.path) else { return unknown(request).response(context.id) }
    do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
      return answer(request).response(context.id)
    }
  }

  private func answer(_ request: Request) -> Answer {
    let methods = RouteShape.methods(at: request.uri.path)
    guard !methods.isEmpty else { return unknown(request) }
    let allowed = methods.joined(separator: ", ")
    var answer =
      request.method == .options
      ? Answer(emptyWithStatus: 204)
      : Answer(Problem.otherMethod(request.method.rawValue, allowed: allowed).said(in: language(of: request)))
    answer.headers[.allow] = allowed
    return answer
  }

  private func unknown(_ request: Request) -> Answer {
    Answer(Problem.unknownAddress("\(request.method.rawValue) \(request.uri.path)").said(in: language(of: request)))
  }

  private func language(of request: Request) -> Language { Language(accepting: request.headers[.acceptLanguage]) }
}

extension RouteShape {
  /// Returns the methods that are taken at an address, in the order of the alphabet; none if there is no such address.
  static func methods(at address: String) -> [String] {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard parts.first == "v1" else { return [] }
    let shapes = all.filter { $0.isAt(parts.dropFirst()) }
    guard !shapes.isEmpty else { return [] }
    return Set(shapes.flatMap(\.method.answered).map(\.rawValue) + ["OPTIONS"]).sorted()
  }

  private func isAt(_ parts: ArraySlice<Substring>) -> Bool {
    let own = path.split(separator: "/")
    return own.count == parts.count && zip(own, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
  }
}
