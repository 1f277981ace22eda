import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore

/// The route table. It has every address that the command line uses and no other, with every key that may be sent, the
/// form of every answer and the problems that an address may have.
extension API {
  static let routes: [Route] = RouteSection.allCases.flatMap { section in
    routes(of: section).map { $0.inSection(section) }
  }

  private static func routes(of section: RouteSection) -> [Route] {
    switch section {
    case .daemon: daemon + operations
    case .cases: cases + changes
    case .lists: lists
    case .definitions: definitions + moves
    case .people: people + administration
    case .signIn: signIn + duties
    }
  }

  private static let daemon: [Route] = [
    .get("health") { _ in { _ in Answer(.members(["status": .string("ok")])) } }.open().giving(OfficeAnswers.health),
    .get("ready", API.ready).open().giving(OfficeAnswers.ready),
    .get("metrics", API.metrics).answering("text/plain"),
    .get("", API.index).giving(OfficeAnswers.index),
    .get("openapi.json", API.document).tagged().giving(.named(.any)),
    .get("problems", API.listProblems).tagged().giving(.page(of: ProblemAnswers.kind)),
    .get("problems/:code", API.showProblem).open().giving(ProblemAnswers.kind).refusing("unknown-problem"),
    .get("me", API.whoAmI).giving(OfficeAnswers.me),
  ]

  private static let operations: [Route] = [
    .get("operations", [.limit(1_000), .text("after")], API.listOperations).giving(.page(of: OfficeAnswers.operation)),
    .get("operations/:number", API.showOperation).giving(OfficeAnswers.operationWithAnswer)
      .refusing("unknown-operation"),
    .post("operations/:number/cancel", nil, API.cancelOperation).giving(OfficeAnswers.operation, status: 202)
      .refusing("unknown-operation", "operation-ended"),
  ]

  private static let cases: [Route] = [
    .get("cases", CaseKeys.list + [.limit(1_000), .text("after")], API.listCases).giving(.page(of: CaseAnswers.summary))
      .refusing("unknown-workflow", "unknown-state", "ambiguous-state"),
    .get("cases/:ref", API.showCase).tagged().giving(CaseAnswers.whole).refusing("unknown-case", "ambiguous-case"),
    .get("cases/:ref/history", [.limit(10_000), .text("after")], API.history).giving(CaseAnswers.history)
      .refusing("unknown-case", "ambiguous-case"),
    .get("cases/:ref/can", API.can).giving(CaseAnswers.can)
      .refusing("unknown-case", "ambiguous-case", "no-person", "steps-spent"),
    .get("cases/:ref/whatif", [.day("until", isNeeded: true)], API.whatIf).giving(CaseAnswers.whatIf)
      .refusing("unknown-case", "ambiguous-case", "until-is-past", "cannot-wait", "steps-spent"),
    .get("cases/:ref/deadlines/:clock", [.number("track")], API.explainDeadline).giving(CaseAnswers.explanation)
      .refusing("unknown-case", "ambiguous-case", "unknown-track", "unknown-clock", "clock-not-started"),
  ]

  private static let changes: [Route] = [
    .post("cases", .object([.name("workflow"), .data, .day("on")]), API.openCase).command().locating()
      .giving(CaseAnswers.receipt, status: 201),
    .post("cases/:ref/events", .object(CaseKeys.event + [.truth("dry_run")]), API.fireEvent).command().matching()
      .giving(.either(CaseAnswers.receipt, CaseAnswers.dryRun)).refusing("steps-spent"),
    .post("cases/:ref/mends", CaseKeys.mend, API.mend).command().forAdministrators().giving(CaseAnswers.receipt),
    .post("cases/:ref/mends/:number/confirm", .object([.text("reason")]), API.confirmMend).command()
      .forAdministrators().giving(CaseAnswers.receipt),
    .post("cases/:ref/mends/:number/refuse", .object([.text("reason")]), API.refuseMend).command()
      .forAdministrators().giving(CaseAnswers.receipt),
    .post("commands", CaseKeys.commands, limit: API.bodyLimit, API.fireMany).giving(CaseAnswers.outcomes),
    .post("sweeps", CaseKeys.sweep, API.sweep).keyed().long().answering(RouteShape.lines).giving(CaseAnswers.sweepLine)
      .refusing(
        "no-person", "unknown-event", "unknown-workflow", "unknown-state", "ambiguous-state", "condition",
        "steps-spent"),
    .post("import", CaseKeys.imported, limit: API.bodyLimit, API.importCases).orTable("csv").long().giving(
      CaseAnswers.imported
    )
    .refusing("no-person", "unknown-workflow", "malformed-csv", "unfit-command-id", "steps-spent"),
  ]

  private static let lists: [Route] = [
    .get("worklist", [.limit(1_000), .text("after")], API.worklist).giving(.page(of: CaseAnswers.workItem))
      .refusing("no-person"),
    .get("due", [.day("until"), .limit(1_000), .text("after")], API.due).giving(.page(of: CaseAnswers.summary)),
    .get("outbox", [.text("case"), .limit(1_000), .text("after")], API.outbox).giving(CaseAnswers.outbox)
      .refusing("unknown-case", "ambiguous-case"),
    .get("report", [JSONKey("year", .whole(1_900...9_998), isNeeded: true)], API.report).giving(CaseAnswers.report),
  ]

  private static let definitions: [Route] = [
    .get("clock", API.showClock).giving(OfficeAnswers.clock),
    .post("clock", .object([.name("to")]), API.advanceClock).forAdministrators().giving(OfficeAnswers.advancedClock)
      .refusing("real-clock", "clock-goes-back", "date"),
    .get("workflows", [.truth("sources"), .limit(1_000), .text("after")], API.listWorkflows).giving(
      .page(of: OfficeAnswers.definition)),
    .get("workflows/:name", [.truth("open")], API.showWorkflow).giving(OfficeAnswers.workflow)
      .refusing("unknown-workflow"),
    .post("workflows", .object([.files]), limit: API.bodyLimit, API.publishWorkflows).forAdministrators()
      .giving(OfficeAnswers.published).refusing("refused-definitions"),
    .post("calendars", .object([.files, .truth("dry_run")]), limit: API.bodyLimit, API.publishCalendars)
      .forAdministrators().giving(.either(OfficeAnswers.calendars, OfficeAnswers.moves))
      .refusing("refused-definitions").long(),
  ]

  private static let moves: [Route] = [
    .get("redatings", [.limit(1_000), .text("after")], API.listRedatings).forAdministrators()
      .giving(.page(of: OfficeAnswers.redating)),
    .get("redatings/:number", [.limit(1_000), .text("after")], API.showRedating).forAdministrators()
      .refusing("unknown-redating").giving(OfficeAnswers.movesOfAct),
    .post("redatings", .object([.truth("dry_run")]), API.redate).forAdministrators()
      .giving(.either(OfficeAnswers.redated, OfficeAnswers.moves)).long(),
    .get("migrations", [.limit(1_000), .text("after")], API.listMigrations).forAdministrators()
      .giving(.page(of: OfficeAnswers.migrationAct)),
    .get("migrations/:number", [.limit(10_000), .text("after")], API.showMigration).forAdministrators()
      .refusing("unknown-migration")
      .giving(OfficeAnswers.migrationResults),
    .post(
      "migrations",
      .object([
        .name("workflow"), JSONKey("version", .whole(1...1_000_000)), .truth("dry_run"), .text("after"),
        .limit(CaseMigration.atOnce),
      ]), API.migrate
    ).forAdministrators().giving(OfficeAnswers.migration).refusing("unknown-workflow", "no-moves").long(),
  ]

  private static let people: [Route] = [
    .get("persons", [.truth("retired"), .limit(1_000), .text("after")], API.listPersons)
      .giving(.page(of: PeopleAnswers.person)),
    .post(
      "persons", .entries(PersonKeys.person), query: [.truth("dry_run")], limit: API.bodyLimit, API.addPersons
    ).forAdministrators().giving(PeopleAnswers.added, status: 201).refusing("invalid"),
    .post("persons/:code/retire", .object([.day("on"), .optionalName("successor")]), API.retirePerson)
      .forAdministrators().giving(PeopleAnswers.retired)
      .refusing("already-retired", "in-the-past", "own-successor", "inactive-successor", "work-waits"),
    .get("units", [.truth("ended"), .limit(1_000), .text("after")], API.listUnits).giving(
      .page(of: PeopleAnswers.unit)),
    .get("units/:code", API.showUnit).giving(PeopleAnswers.unitWithNames).refusing("unknown-unit"),
    .post(
      "units", .entries(PersonKeys.unit), query: [.truth("dry_run")], limit: API.bodyLimit, API.addUnits
    ).forAdministrators().giving(PeopleAnswers.added, status: 201).refusing("invalid"),
    .post("units/:code/merge", .object([.name("into"), .truth("posts")]), API.mergeUnit).forAdministrators()
      .giving(PeopleAnswers.endedUnit).refusing("unknown-unit", "unit-is-gone", "own-unit", "units-below"),
    .post("units/:code/dissolve", .object([]), API.dissolveUnit).forAdministrators()
      .giving(PeopleAnswers.endedUnit).refusing("unknown-unit", "unit-is-gone", "units-below", "work-waits"),
    .get("posts", [.truth("ended"), .limit(1_000), .text("after")], API.listPosts).giving(
      .page(of: PeopleAnswers.post)),
    .post(
      "posts", .entries(PersonKeys.post + [.day("from"), .day("until")]), query: [.truth("dry_run")],
      limit: API.bodyLimit, API.addPosts
    ).forAdministrators().giving(PeopleAnswers.added, status: 201).refusing("invalid"),
    .delete("posts", .object(PersonKeys.post + [.day("on")]), API.removePost).forAdministrators()
      .giving(PeopleAnswers.removed).refusing("unknown-post", "in-the-past"),
    .get("substitutes", [.limit(1_000), .text("after")], API.listSubstitutes)
      .giving(.page(of: PeopleAnswers.substitution)),
    .post(
      "substitutes",
      .object([
        .name("person"), .name("substitute"), .day("from", isNeeded: true), .day("until", isNeeded: true),
        .text("post"), .text("unit"),
      ]), API.addSubstitute
    ).giving(PeopleAnswers.substitute, status: 201).refusing("invalid"),
    .post("substitutes/:number/agree", nil, API.agreeToSubstitute).giving(PeopleAnswers.agreedSubstitute)
      .refusing("unknown-substitute", "waits-for-nothing", "not-the-substitute", "own-substitution"),
    .post("substitutes/:number/end", nil, API.endSubstitute).giving(PeopleAnswers.endedSubstitute)
      .refusing("unknown-substitute", "substitute-ended"),
    .get("registers", [.limit(1_000), .text("after")], API.listRegisters).forAdministrators()
      .giving(.page(of: PeopleAnswers.register)),
    .post(
      "registers",
      .object([
        .name("name"), JSONKey("period", .whole(0...9_999), isNeeded: true),
        JSONKey("next", .whole(1...Int64(RegisterKey.largestNumber)), isNeeded: true),
      ]), API.setRegister
    ).forAdministrators().giving(PeopleAnswers.register).refusing("register-is-past", "invalid"),
  ]
}

extension API {
  private static let administration: [Route] = [
    .get("administration", [.text("kind"), .text("subject"), .limit(1_000), .text("after")], API.listActs)
      .forAdministrators().giving(.page(of: PeopleAnswers.act)),
    .get("administration/:number", API.showAct).forAdministrators().giving(PeopleAnswers.actWithBytes)
      .refusing("unknown-act"),
    .get("settings", [.limit(1_000), .text("after")], API.listSettings).giving(.page(of: PeopleAnswers.setting)),
    .post("settings", .object([.name("name"), .name("value")]), API.setSetting).forAdministrators()
      .giving(PeopleAnswers.setting).refusing("unknown-setting", "unfit-setting"),
  ]
}

extension RouteShape {
  /// What may be sent to each address of the route table.
  package static var all: [RouteShape] { API.routes.map(\.shape) }
}
