import LookbackJSON

/// The forms of answers about people, units and registers.
enum PeopleAnswers {
  static let added = JSONShape.object([
    .always("added", .count), .always("new", .count), .always("changed", .count), .always("unchanged", .count),
    .maybe("dry_run", .truth),
  ])
  static let retired = JSONShape.object([
    .always("code"), .always("on", .day), .maybe("successor"), .always("posts", .count), .always("tokens", .count),
    .always("substitutions", .count),
  ])
  static let removed = JSONShape.object([.always("removed", .count)])

  static let person = JSONShape.object([
    .always("code"), .always("name"), .maybe("uid", .count), .maybe("mail"), .maybe("language"), .maybe("from", .day),
    .maybe("until", .day), .maybe("retired", .truth), .always("posts", .texts),
  ])

  private static let unitKeys: [JSONKey] = [
    .always("code"), .always("name"), .maybe("document_code"), .maybe("parent"), .maybe("from", .day),
    .maybe("until", .day), .maybe("successor"),
  ]
  static let unit = JSONShape.object(unitKeys)
  static let unitWithNames = JSONShape.object(
    unitKeys + [
      .always("names", .list(of: .object([.always("name"), .maybe("document_code"), .always("until", .day)]))),
      .always("below", .texts), .always("posts", .texts),
    ])
  static let endedUnit = JSONShape.object([.always("code"), .always("posts", .count)])

  static let post = JSONShape.object([
    .always("person"), .always("post"), .always("unit"), .maybe("from", .day), .maybe("until", .day),
    .always("held", .truth),
  ])

  static let substitution = JSONShape.object([
    .always("number", .count), .always("person"), .always("substitute"), .always("from", .day), .always("until", .day),
    .maybe("post"), .maybe("ended", .moment), .always("holds", .truth), .maybe("waits"), .maybe("succession", .truth),
  ])

  static let substitute = JSONShape.object([.always("number", .count), .maybe("waits")])
  static let agreedSubstitute = JSONShape.object([.always("number", .count), .always("agreed", .truth)])
  static let setting = JSONShape.object([.always("name"), .always("value")])
  static let endedSubstitute = JSONShape.object([.always("number", .count), .always("ended", .truth)])

  private static let fact = JSONShape.object([.always("name"), .maybe("before"), .maybe("after")])

  private static let actKeys: [JSONKey] = [
    .always("number", .count), .always("at", .moment), .maybe("person"), .always("via"), .always("kind"),
    .always("kind_title"), .always("subject"), .always("facts", .list(of: fact)), .always("link"),
  ]
  static let act = JSONShape.object(actKeys)
  static let actWithBytes = JSONShape.object(actKeys + [.always("body")])

  static let register = JSONShape.object([.always("name"), .always("period", .count), .always("next", .count)])
}
