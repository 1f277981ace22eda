import LookbackCore
import LookbackJSON
import LookbackRuntime

/// The route table. It has every address that the command line uses and no other, with every key that may be sent.
extension API {
  static let routes: [Route] = [daemon, cases, lists, definitions, people, administration].flatMap(\.self)

  private static let daemon: [Route] = [
    .get("health") { _ in { _ in Answer(.members(["status": .string("ok")])) } }.open(),
    .get("ready", API.ready).open(),
    .get("metrics", API.metrics).answering("text/plain"),
  ]

  private static let cases: [Route] = [
    .get("cases", CaseKeys.list + [.limit(1_000), .text("after")], API.listCases),
    .post("cases", .object([.name("workflow"), .data, .day("on")]), API.openCase),
    .get("cases/:ref", API.showCase),
    .get("cases/:ref/history", [.number("after"), .limit(10_000)], API.history),
    .get("cases/:ref/can", API.can),
    .get("cases/:ref/whatif", [.day("until", isNeeded: true)], API.whatIf),
    .get("cases/:ref/deadlines/:clock", [.number("track")], API.explainDeadline),
    .post("cases/:ref/events", .object(CaseKeys.event + [.truth("dry_run")]), API.fireEvent),
    .post("cases/:ref/mends", CaseKeys.mend, API.mend),
    .post("cases/:ref/mends/:number/confirm", .object([.text("reason")]), API.confirmMend),
    .post("cases/:ref/mends/:number/refuse", .object([.text("reason")]), API.refuseMend),
    .post("commands", CaseKeys.commands, limit: API.bodyLimit, API.fireMany),
    .post("sweeps", CaseKeys.sweep, API.sweep).answering("application/x-ndjson"),
    .post("import", CaseKeys.imported, limit: API.bodyLimit, API.importCases),
  ]

  private static let lists: [Route] = [
    .get("worklist", [.limit(1_000), .text("after")], API.worklist),
    .get("due", [.day("until"), .limit(1_000), .text("after")], API.due),
    .get("outbox", [.text("case"), .number("after"), .limit(1_000)], API.outbox),
    .get("report", [JSONKey("year", .whole(1_900...9_998), isNeeded: true)], API.report),
  ]

  private static let definitions: [Route] = [
    .get("clock", API.showClock),
    .post("clock", .object([.name("to")]), API.advanceClock),
    .get("workflows", [.truth("sources")], API.listWorkflows),
    .get("workflows/:name", [.truth("open")], API.showWorkflow),
    .post("workflows", .object([.files]), limit: API.bodyLimit, API.publishWorkflows),
    .post("calendars", .object([.files, .truth("dry_run")]), limit: API.bodyLimit, API.publishCalendars),
    .get("redatings", [.limit(1_000), .number("after")], API.listRedatings),
    .get("redatings/:number", API.showRedating),
    .post("redatings", .object([.truth("dry_run")]), API.redate),
    .get("migrations", [.limit(1_000), .number("after")], API.listMigrations),
    .get("migrations/:number", [.number("after"), .limit(10_000)], API.showMigration),
    .post(
      "migrations",
      .object([
        .name("workflow"), JSONKey("version", .whole(1...1_000_000)), .truth("dry_run"), .text("after"),
        .limit(CaseMigration.atOnce),
      ]), API.migrate),
  ]

  private static let people: [Route] = [
    .get("persons", API.listPersons),
    .post(
      "persons", .entries([.name("code"), .name("name"), JSONKey("uid", .whole(0...4_294_967_294))]),
      limit: API.bodyLimit, API.addPersons),
    .get("units", API.listUnits),
    .post(
      "units", .entries([.name("code"), .name("name"), JSONKey("document_code", .text(0...200))]),
      limit: API.bodyLimit, API.addUnits),
    .get("posts", API.listPosts),
    .post(
      "posts", .entries([.name("person"), .name("post"), .name("unit")]), limit: API.bodyLimit, API.addPosts),
    .delete("posts", .object([.name("person"), .name("post"), .name("unit")]), API.removePost),
    .get("tokens", API.listTokens),
    .post("tokens", .object([.name("person")]), API.addToken),
    .delete("tokens/:number", nil, API.removeToken),
    .get("substitutes", API.listSubstitutes),
    .post(
      "substitutes",
      .object([
        .name("person"), .name("substitute"), .day("from", isNeeded: true), .day("until", isNeeded: true),
        .text("post"), .text("unit"),
      ]), API.addSubstitute),
    .post("substitutes/:number/end", nil, API.endSubstitute),
    .post(
      "registers",
      .object([
        .name("name"), JSONKey("period", .whole(0...9_999), isNeeded: true),
        JSONKey("next", .whole(1...Int64(RegisterKey.largestNumber)), isNeeded: true),
      ]), API.setRegister),
  ]
}

extension API {
  private static let administration: [Route] = [
    .get(
      "administration", [.limit(1_000), .number("after"), .text("kind"), .text("subject")], API.listActs),
    .get("administration/:number", API.showAct),
  ]
}

extension RouteShape {
  /// What may be sent to each address of the route table.
  package static var all: [RouteShape] { API.routes.map(\.shape) }
}

/// The keys of requests about cases.
private enum CaseKeys {
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

extension JSONKey {
  /// A key with a name of 1 to 200 characters, which is needed.
  fileprivate static func name(_ name: String) -> JSONKey { JSONKey(name, .text(1...200), isNeeded: true) }

  fileprivate static func text(_ name: String) -> JSONKey { JSONKey(name, .text(1...1_000)) }

  fileprivate static func truth(_ name: String) -> JSONKey { JSONKey(name, .truth) }

  /// A key with a day as a text. Whether there is such a day is checked when it is read.
  fileprivate static func day(_ name: String, isNeeded: Bool = false) -> JSONKey {
    JSONKey(name, .text(1...40), isNeeded: isNeeded)
  }

  fileprivate static func number(_ name: String) -> JSONKey { JSONKey(name, .whole(0...Int64.max)) }

  fileprivate static func limit(_ most: Int) -> JSONKey { JSONKey("limit", .whole(1...Int64(most))) }

  fileprivate static let data = JSONKey("data", .data)

  /// The key with definition files, which are read together.
  fileprivate static let files = JSONKey(
    "files",
    .list(
      .object([.name("name"), JSONKey("source", .text(0...API.bodyLimit), isNeeded: true)]), count: 1...500),
    isNeeded: true)
}

extension JSONShape {
  /// The form of a body with one entry or a list of entries.
  fileprivate static func entries(_ keys: [JSONKey]) -> JSONShape {
    .either(.object(keys), .list(.object(keys), count: 0...100_000))
  }
}
