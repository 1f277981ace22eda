/// Compares the types of content that a request names with the one that the API has (RFC 9110, sections 8.3 and 12.5.1).
enum AcceptedTypes {
  /// Throws a problem unless a body is JSON, as its `Content-Type` says.
  static func requireJSON(ofBody type: String?) throws(Problem) {
    guard type.map({ WeightedName($0[...]).name }) == RouteShape.json else { throw .otherContent }
  }

  /// Throws a problem if a header `Accept` leaves JSON out. Of the ranges that take it in, the closest one decides.
  static func requireJSON(_ accept: String?) throws(Problem) {
    let ranges = WeightedName.all(in: accept)
    let closest = [RouteShape.json, "application/*", "*/*"].lazy.compactMap { name in
      ranges.first { $0.name == name }
    }.first
    guard ranges.isEmpty || closest?.weight ?? 0 > 0 else { throw .notAccepted }
  }
}
