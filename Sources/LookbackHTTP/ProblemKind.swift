/// A kind of problem, as the page of problems and the API explain it. `ProblemKind.all` is the catalogue.
package struct ProblemKind: Sendable {
  package let code: String
  /// The status of the answer; nil for a code that stands only at a place under `errors`.
  package let status: Int?
  /// What it means, English first.
  package let meaning: (english: String, chinese: String)
  /// What to do about it, English first.
  package let advice: (english: String, chinese: String)

  init(_ code: String, _ status: Int?, _ meaning: (String, String), _ advice: (String, String)) {
    self.code = code
    self.status = status
    self.meaning = meaning
    self.advice = advice
  }

  /// Every kind, by parts: requests, callers, cases, rules, the office, the daemon, and places under `errors`.
  package static let all: [ProblemKind] = [
    requests, callers, names, rules, dates, corrections, office, signIn, daemon, places,
  ].flatMap(\.self)

  package static func kind(_ code: String) -> ProblemKind? { byCode[code] }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

  /// The address below which the API explains a code. It is the `type` of a problem.
  package static func address(of code: String) -> String { "/v1/problems/\(code)" }
}
