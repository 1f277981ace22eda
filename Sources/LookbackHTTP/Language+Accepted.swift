import LookbackTime

extension Language {
  /// Chooses the language by the header `Accept-Language` (RFC 9110, section 12.5.4): the one with the greatest weight,
  /// of equal ones the first. English if the header names neither language, or both with weight 0.
  init(accepting header: String?) {
    let ranges = (header ?? "").split(separator: ",").compactMap { AcceptedRange($0) }
    let best = ranges.filter { $0.weight > 0 }.reduce(nil as AcceptedRange?) { best, range in
      guard let best, best.weight >= range.weight else { return range }
      return best
    }
    self = best?.language ?? .english
  }
}

/// One element of the header: a language with its weight.
private struct AcceptedRange {
  let language: Language
  let weight: Double

  /// Reads `zh-CN;q=0.8`; nil if it names another language. `*` stands for English. A weight that cannot be read is 0.
  init?(_ element: Substring) {
    let parts = element.filter { $0 != " " && $0 != "\t" }.split(separator: ";")
    guard let tag = parts.first, let language = tag == "*" ? .english : Language(tag: String(tag)) else { return nil }
    self.language = language
    let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
    self.weight = weight.map { min(1, max(0, Double($0.dropFirst(2)) ?? 0)) } ?? 1
  }
}
