/// One element of a header such as `Accept` or `Accept-Language`: a name with its weight (RFC 9110, section 12.4.2).
struct WeightedName: Sendable, Equatable {
  /// In small letters, without parameters: `zh-cn`, `text/html` or `*`.
  let name: String
  /// From 0, not wanted, to 1. A weight that cannot be read is 0.
  let weight: Double

  /// Reads `zh-CN;q=0.8`.
  init(_ element: Substring) {
    let parts = element.filter { $0 != " " && $0 != "\t" }.split(separator: ";", omittingEmptySubsequences: false)
    name = (parts.first ?? "").lowercased()
    let given = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
    weight = given.map { min(1, max(0, Double($0.dropFirst(2)) ?? 0)) } ?? 1
  }

  /// Reads the elements of a header in their order; none if the header is not there.
  static func all(in header: String?) -> [WeightedName] {
    (header ?? "").split(separator: ",").map { WeightedName($0) }
  }
}
