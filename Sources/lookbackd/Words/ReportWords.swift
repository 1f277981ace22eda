import LookbackTime

/// What the reports of `lookbackd` say, in the language of whoever reads them.
struct ReportWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func pick(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }

  /// `1 case`, `2 cases`: for English, Chinese has no plural.
  func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  var allIsWell: String { pick("all is well.", "一切正常。") }
}
