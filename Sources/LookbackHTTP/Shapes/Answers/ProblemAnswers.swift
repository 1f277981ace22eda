package import LookbackJSON

/// The forms of what is told where a request was not done.
package enum ProblemAnswers {
  static let place = JSONShape.object([
    .maybe("pointer"), .maybe("parameter"), .always("code"), .always("detail"), .maybe("excerpt"), .maybe("file"),
    .maybe("line", .count), .maybe("column", .count), .maybe("field"),
  ])

  /// The members of RFC 9457, the code, and what single codes have beside them.
  package static let problem = JSONShape.object([
    .always("type"), .always("title"), .always("status", .count), .always("detail"), .always("code"),
    .maybe("errors", .list(of: place)), .maybe("known", .texts), .maybe("suggestion"), .maybe("parents", .texts),
    .maybe("possible", .texts), .maybe("tracks", .texts), .maybe("cases", .texts), .maybe("who", .texts),
    .maybe("needs", .texts), .maybe("field"), .maybe("kind"), .maybe("rule"), .maybe("readings", .named(.any)),
    .maybe("running", .texts), .maybe("blocked", .texts), .maybe("event"), .maybe("obstacle"), .maybe("count", .count),
  ])

  static let kind = JSONShape.object([
    .always("code"), .maybe("status", .count), .always("type"), .always("meaning"), .always("advice"),
  ])
}
