import LookbackJSON

/// The keys of requests about cases.
enum CaseKeys {
  static let list: [JSONKey] = [.text("workflow"), .text("state"), .text("text"), .truth("overdue")]

  /// The key that names a track, by its number or by its unit.
  private static let track = JSONKey("track", .either(.whole(0...Int64(Int32.max)), .text(1...200)))

  static let event: [JSONKey] = [
    .name("event"), track, .data, .day("on"), JSONKey("expected", .whole(0...Int64.max)),
  ]

  static let mend = JSONShape.object([
    .text("state"), .text("retry"), .text("drop"), track, .data, .text("reason"),
  ])

  static let commands = JSONShape.object([
    JSONKey(
      "commands",
      .list(
        .object(event + [JSONKey("case", .text(1...1_000), isNeeded: true), JSONKey("id", .text(1...128))]),
        count: 0...1_000), isNeeded: true)
  ])

  static let sweep = JSONShape.object([
    .name("event"), track, .data, .day("on"), JSONKey("where", .text(1...100_000)),
    JSONKey("filter", .object(list + [.day("due_before"), .truth("ended")])),
    JSONKey("after", .either(.whole(0...Int64.max), .text(1...200))), .truth("dry_run"),
  ])

  static let imported = JSONShape.object([
    .name("workflow"), JSONKey("csv", .text(0...API.bodyLimit), isNeeded: true), .truth("dry_run"),
    .truth("skip_errors"), JSONKey("key", .text(1...200)), .day("on"),
  ])
}
