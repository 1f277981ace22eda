import LookbackJSON

/// The forms of answers about people, units and registers.
enum PeopleAnswers {
  static let added = JSONShape.object([.always("added", .count)])
  static let removed = JSONShape.object([.always("removed", .count)])

  static let persons = JSONShape.object([
    .always(
      "persons",
      .list(of: .object([.always("code"), .always("name"), .maybe("uid", .count), .always("posts", .texts)])))
  ])

  static let units = JSONShape.object([
    .always("units", .list(of: .object([.always("code"), .always("name"), .maybe("document_code")])))
  ])

  static let posts = JSONShape.object([
    .always("posts", .list(of: .object([.always("person"), .always("post"), .always("unit")])))
  ])

  static let substitutes = JSONShape.object([
    .always(
      "substitutes",
      .list(
        of: .object([
          .always("number", .count), .always("person"), .always("substitute"), .always("from", .day),
          .always("until", .day), .maybe("post"), .maybe("ended", .moment), .always("holds", .truth),
        ])))
  ])

  static let substitute = JSONShape.object([.always("number", .count)])
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
