import LookbackJSON

/// The keys of requests about persons, units and posts.
enum PersonKeys {
  static let person: [JSONKey] = [
    .name("code"), .optionalName("name"), JSONKey("uid", .whole(0...4_294_967_294)), .text("mail"), .text("language"),
    .day("from"), .day("until"), JSONKey("clear", .list(.text(1...40), count: 1...5)),
  ]

  static let unit: [JSONKey] = [
    .name("code"), .optionalName("name"), JSONKey("document_code", .text(0...200)), .optionalName("parent"),
    .day("from"), JSONKey("clear", .list(.text(1...40), count: 1...5)),
  ]

  static let post: [JSONKey] = [.name("person"), .name("post"), .name("unit")]
}
