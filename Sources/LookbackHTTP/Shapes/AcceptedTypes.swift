/// Compares the types of content that a request names with those that the API has (RFC 9110, sections 8.3 and 12.5.1).
enum AcceptedTypes {
  /// Throws a problem unless a body is JSON, as its `Content-Type` says.
  static func requireJSON(ofBody type: String?) throws(Problem) {
    guard type.map({ WeightedName($0[...]).name }) == RouteShape.json else { throw .otherContent }
  }

  /// Whether a body is a table, as its `Content-Type` says. Throws a problem if it is one in another encoding than UTF-8.
  static func isTable(_ type: String?) throws(Problem) -> Bool {
    guard let type, WeightedName(type[...]).name == ListFormat.csv else { return false }
    let parameters = type.split(separator: ";").dropFirst().map { $0.lowercased().filter { !" \t\"".contains($0) } }
    let isOther = parameters.contains {
      $0.hasPrefix("charset=") && !["charset=utf-8", "charset=us-ascii"].contains($0)
    }
    guard !isOther else { throw .otherContent }
    return true
  }

  /// Chooses the type that a header `Accept` wants most, of equal ones the first. Of the ranges that take a type in, the
  /// closest one decides. Throws a problem if the header leaves them all out.
  static func chosen(_ accept: String?, among offered: [String]) throws(Problem) -> String {
    let ranges = WeightedName.all(in: accept)
    guard !ranges.isEmpty else { return offered[0] }
    var best: (type: String, weight: Double)?
    for type in offered {
      let whole = String(type.prefix { $0 != "/" }) + "/*"
      let closest = [type, whole, "*/*"].lazy.compactMap { name in ranges.first { $0.name == name } }.first
      if let closest, closest.weight > best?.weight ?? 0 { best = (type, closest.weight) }
    }
    guard let best else { throw .notAccepted(offered) }
    return best.type
  }
}
