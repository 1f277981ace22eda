/// Compares the types of content that a request names with the one that the API has (RFC 9110, sections 8.3 and 12.5.1).
enum AcceptedTypes {
  /// Throws a problem unless a body is JSON, as its `Content-Type` says.
  static func requireJSON(ofBody type: String?) throws(Problem) {
    guard type.map({ essence($0[...]) }) == RouteShape.json else { throw .otherContent }
  }

  /// Throws a problem if a header `Accept` leaves JSON out. Of the ranges that take it in, the closest one decides.
  static func requireJSON(_ accept: String?) throws(Problem) {
    guard let accept, accept != "*/*" else { return }
    let ranges = accept.split(separator: ",")
    for range in [RouteShape.json, "application/*", "*/*"] {
      guard let found = ranges.first(where: { essence($0) == range }) else { continue }
      guard weight(found) > 0 else { throw .notAccepted }
      return
    }
    guard ranges.isEmpty else { throw .notAccepted }
  }

  /// Returns type and subtype without parameters.
  private static func essence(_ text: Substring) -> String {
    (text.split(separator: ";", omittingEmptySubsequences: false).first ?? "").filter { $0 != " " && $0 != "\t" }
      .lowercased()
  }

  private static func weight(_ range: Substring) -> Double {
    let parts = range.filter { $0 != " " && $0 != "\t" }.split(separator: ";").dropFirst()
    let given = parts.first { $0.lowercased().hasPrefix("q=") }
    return given.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
  }
}
