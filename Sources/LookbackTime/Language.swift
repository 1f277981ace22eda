/// A language that explanations are written in; the raw value is its BCP 47 tag.
package enum Language: String, CaseIterable, Hashable, Sendable {
  case english = "en"
  case chinese = "zh"
}
