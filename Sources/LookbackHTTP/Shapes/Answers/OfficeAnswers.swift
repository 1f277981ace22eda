import LookbackJSON

/// The forms of answers about the daemon, its definitions and its people.
enum OfficeAnswers {
  static let health = JSONShape.object([.always("status", .choice(["ok"]))])
  static let ready = JSONShape.object([.always("status", .choice(["ready"]))])

  static let index = JSONShape.object([
    .always("name"), .always("version"), .always("document"), .always("problems"), .always("me"),
    .always(
      "routes", .list(of: .object([.always("method"), .always("path"), .always("operation"), .always("summary")]))),
  ])

  private static let post = JSONShape.object([.always("post"), .always("unit")])

  static let me = JSONShape.object([
    .always("person", .either(.words, .null)), .maybe("name"), .always("posts", .list(of: post)),
    .always(
      "substituting",
      .list(of: .object([.always("person"), .always("whole", .truth), .always("posts", .list(of: post))]))),
    .always("via"), .always("administrator", .truth), .always("sees_everything", .truth),
    .always("language", .choice(["en", "zh"])), .always("today", .day),
  ])

  // MARK: - Acts that go on after they were answered

  private static let operationKeys: [JSONKey] = [
    .always("operation"), .always("address"), .maybe("person"), .always("via"), .always("started", .moment),
    .maybe("ended", .moment), .always("state", .choice(["running", "done", "refused", "cancelled", "interrupted"])),
    .maybe("progress", .any), .maybe("status", .count),
  ]
  static let operation = JSONShape.object(operationKeys)
  static let operationWithAnswer = JSONShape.object(operationKeys + [.maybe("answer", .any)])

  // MARK: - The clock and definitions

  private static let clockKeys: [JSONKey] = [
    .always("now", .moment), .always("test", .truth), .always("today", .day),
  ]
  static let clock = JSONShape.object(clockKeys)
  static let advancedClock = JSONShape.object(clockKeys + [.always("fired", .count)])

  static let definition = JSONShape.object([
    .always("kind", .choice(["workflow", "calendar", "classes"])), .always("name"), .always("version", .count),
    .always("digest"), .always("published", .moment), .maybe("source"),
  ])

  private static let state = JSONShape.object([
    .always("name"), .always("title"), .always("final", .truth),
    .always("events", .list(of: .object([.always("name"), .always("title")]))),
  ])

  static let workflow = JSONShape.object([
    .always("name"), .always("version", .count), .always("title"), .maybe("digest"), .maybe("source"),
    .always("states", .list(of: state)),
    .maybe("open", .list(of: .object([.always("version", .count), .always("cases", .count)]))),
  ])

  private static let result = JSONShape.object([
    .always("kind", .choice(["workflow", "calendar", "classes"])), .always("name"), .always("version", .count),
    .always("result", .choice(["published", "unchanged"])),
  ])

  static let published = JSONShape.object([.always("results", .list(of: result))])

  private static let movedDate = JSONShape.object([
    .always("case"), .always("title"), .always("track", .count), .always("clock"), .always("from", .day),
    .always("to", .day), .always("settled", .truth),
  ])

  private static let movesKeys: [JSONKey] = [
    .always("cases", .count), .always("dates", .count), .always("moves", .list(of: movedDate)),
  ]
  private static let failures = JSONKey.always(
    "failures", .list(of: .object([.always("case"), .always("reason")])))

  /// The dates that would move, or that an act moved.
  static let moves = JSONShape.object(movesKeys)
  static let movesOfAct = JSONShape.page(
    of: movedDate, [.always("redating", .count), .always("cases", .count), .always("dates", .count)])
  static let redated = JSONShape.object([.maybe("redating", .count)] + movesKeys + [failures])
  static let calendars = JSONShape.object(
    [.always("results", .list(of: result)), .maybe("redating", .count)] + movesKeys + [failures])

  static let redating = JSONShape.object([
    .always("redating", .count), .always("editions", .texts), .always("person"), .always("via"),
    .always("started", .moment), .maybe("ended", .moment), .always("cases", .count), .always("dates", .count),
  ])

  // MARK: - Migrations

  private static let dateChange = JSONShape.object([
    .always("track", .count), .always("clock"), .always("from", .either(.day, .null)),
    .always("to", .either(.day, .null)), .always("reason", .choice(["recomputed", "stopped", "started", "waits"])),
  ])

  private static let step = JSONShape.object([
    .always("track", .count), .always("version", .count), .always("from"), .always("to"),
  ])

  private static let movedCase = JSONShape.object([
    .always("case"), .always("title"), .always("result", .choice(["moves", "stays", "refused", "failed"])),
    .maybe("reason"), .always("tracks", .list(of: step)), .always("dates", .list(of: dateChange)),
  ])

  private static let next = JSONKey.always("next", .either(.words, .null))

  static let migration = JSONShape.object([
    .maybe("migration", .count), .always("workflow"), .always("version", .count),
    .always("cases", .list(of: movedCase)), next,
  ])

  static let migrationAct = JSONShape.object([
    .always("migration", .count), .always("workflow"), .always("version", .count), .always("person"),
    .always("via"), .always("started", .moment), .maybe("ended", .moment), .always("moved", .count),
    .always("refused", .count), .always("planned", .count),
  ])

  private static let migratedCase = JSONShape.object([
    .always("case"), .always("title"), .always("result"), .maybe("reason"),
    .always("dates", .list(of: dateChange)),
  ])

  static let migrationResults = JSONShape.page(of: migratedCase, [.always("migration", .count)])
}
