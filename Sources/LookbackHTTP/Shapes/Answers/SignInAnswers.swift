import LookbackCore
import LookbackJSON

/// The forms of answers about passwords, authenticators, sessions and tokens.
enum SignInAnswers {
  private static let scope = JSONKey.always("scope", .choice(TokenScope.allCases.map(\.rawValue)))

  static let session = JSONShape.object([
    .always("token"), .always("id"), .always("person"), .always("name"), scope, .always("expires", .moment),
    .always("idle_seconds", .count), .maybe("change_password", .choice(["initial", "expired"])),
  ])

  static let line = JSONShape.object([
    .always("id"), .always("person"), .always("name"), scope, .maybe("address"), .always("created", .moment),
    .always("created_by"), .always("expires", .moment), .maybe("used", .moment), .maybe("ended", .moment),
    .maybe("ended_by"), .always("holds", .truth),
  ])

  static let token = JSONShape.object([
    .always("id"), .always("token"), .always("person"), .always("name"), scope, .always("expires", .moment),
  ])

  static let ended = JSONShape.object([.always("ended", .count)])
  static let person = JSONShape.object([.always("person")])
  static let secret = JSONShape.object([.always("secret"), .always("address")])
  static let confirmed = JSONShape.object([.always("person"), .always("recovery_codes", .texts)])

  static let password = JSONShape.object([
    .always("person"), .always("password"), .always("expires_after_seconds", .count),
  ])
}
