import LookbackTime

/// The words of the reports of `lookbackd`, in the language of the reader.
struct ReportWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  /// Returns a number with its noun, such as `1 case` or `2 cases`. This is for English only, since Chinese has no
  /// plural.
  func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  var allIsWell: String { pick("all is well.", "一切正常。") }
}
