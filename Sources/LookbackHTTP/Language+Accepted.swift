import LookbackTime

extension Language {
  /// Chooses the language by the header `Accept-Language` (RFC 9110, section 12.5.4): the one with the greatest weight,
  /// of equal ones the first. English stands for `*`, and if the header names neither language, or both with weight 0.
  init(accepting header: String?) {
    var best: (language: Language, weight: Double)?
    for range in WeightedName.all(in: header) where range.weight > best?.weight ?? 0 {
      guard let language = range.name == "*" ? .english : Language(tag: range.name) else { continue }
      best = (language, range.weight)
    }
    self = best?.language ?? .english
  }
}
