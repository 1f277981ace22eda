import ArgumentParser
import LookbackDefinition
import LookbackTime

@testable import lookback

/// A command line and what it means.
struct ParsedLine: Sendable, CustomStringConvertible {
  let line: String
  let type: any ParsableCommand.Type
  /// Whether the command has the values that were typed.
  let holds: @Sendable (any ParsableCommand) -> Bool

  var description: String { line }

  init<C: ParsableCommand>(_ line: String, _ type: C.Type, _ holds: @escaping @Sendable (C) -> Bool) {
    self.line = line
    self.type = type
    self.holds = { ($0 as? C).map(holds) ?? false }
  }
}

extension ParsedLine {
  /// Every command at least once.
  static let all: [ParsedLine] = [cases, many, lists, definitions, calendars, people, offline].flatMap(\.self)

  private static let cases: [ParsedLine] = [
    ParsedLine("case open permit number=1 lists=a,b --on 2025-03-03 --key k", CaseOpen.self) {
      $0.workflow == "permit" && $0.fields == ["number=1", "lists=a,b"] && $0.on == "2025-03-03" && $0.key == "k"
    },
    ParsedLine("case open permit", CaseOpen.self) { $0.fields.isEmpty && $0.on == nil && $0.key == nil },
    ParsedLine("case show 青13-3-164 --explain", CaseShow.self) { $0.reference == "青13-3-164" && $0.explain },
    ParsedLine("case list", CaseList.self) { $0.limit == 50 && !$0.overdue && $0.state == nil && $0.after == nil },
    ParsedLine("case list --workflow w --state open --text 社区 --overdue --limit 3 --after 7", CaseList.self) {
      $0.workflow == "w" && $0.state == "open" && $0.text == "社区" && $0.overdue && $0.limit == 3 && $0.after == "7"
    },
    ParsedLine("case history 7 --changes", CaseHistory.self) { $0.reference == "7" && $0.changes },
    ParsedLine("case whatif 7 --until 2025-12-31", CaseWhatIf.self) { $0.until == "2025-12-31" },
    ParsedLine("case mend 7 --set a=1 --set b= --state open --track 2 --reason x --key k", CaseMend.self) {
      $0.fields == ["a=1", "b="] && $0.state == "open" && $0.track == "2" && $0.reason == "x" && $0.key == "k"
    },
    ParsedLine("case mend 7 --confirm 4", CaseMend.self) { $0.confirm == 4 && $0.refuse == nil && $0.reason == nil },
    ParsedLine("case mend 7 --retry lapse --drop other --refuse 3", CaseMend.self) {
      $0.retry == "lapse" && $0.drop == "other" && $0.refuse == 3
    },
    ParsedLine("do 7 look back due=2025-01-01 --track civil-affairs --expect 3 --dry-run", Do.self) {
      $0.words == ["7", "look", "back", "due=2025-01-01"] && $0.track == "civil-affairs" && $0.expect == 3 && $0.dryRun
        && !$0.picking.isGiven
    },
    ParsedLine("can 7 --as ann --lang zh --json --socket s", Can.self) {
      $0.reference == "7" && $0.connecting.person == "ann" && $0.connecting.language == .chinese && $0.connecting.json
        && $0.connecting.socket == "s"
    },
    ParsedLine("can 7 --office xining", Can.self) { $0.connecting.office == "xining" },
    ParsedLine("deadline explain 7 the reply --track 2 --picture", DeadlineExplain.self) {
      $0.reference == "7" && $0.clock == ["the", "reply"] && $0.track == 2 && $0.picture
    },
  ]

  private static let many: [ParsedLine] = [
    ParsedLine("do --where true --workflow w --state s --text t --overdue --due-before d --after 7 close", Do.self) {
      $0.words == ["close"] && $0.picking.isGiven && $0.picking.condition == "true" && $0.picking.workflow == "w"
        && $0.picking.state == "s" && $0.picking.text == "t" && $0.picking.overdue && $0.picking.dueBefore == "d"
        && $0.picking.after == 7
    },
    ParsedLine("do --ended close", Do.self) { $0.picking.isGiven && $0.picking.ended && !$0.picking.running },
    ParsedLine("import file.csv", Import.self) {
      $0.file == "file.csv" && $0.workflow == "recommendation" && $0.encoding == .utf8 && !$0.dryRun && !$0.skipErrors
    },
    ParsedLine("import f --workflow w --on d --key k --encoding gb18030 --dry-run --skip-errors", Import.self) {
      $0.workflow == "w" && $0.on == "d" && $0.key == "k" && $0.encoding == .gb18030 && $0.dryRun && $0.skipErrors
    },
  ]

  private static let lists: [ParsedLine] = [
    ParsedLine("worklist --limit 5 --after never.1.2.0.1", Worklist.self) {
      $0.limit == 5 && $0.after == "never.1.2.0.1"
    },
    ParsedLine("due --until 2025-12-31", Due.self) { $0.until == "2025-12-31" && $0.limit == 100 },
    ParsedLine("outbox --case 7 --limit 2 --after 3", Outbox.self) {
      $0.reference == "7" && $0.limit == 2 && $0.after == "3"
    },
    ParsedLine("report --year 2025", Report.self) { $0.year == 2025 },
    ParsedLine("metrics", Metrics.self) { !$0.connecting.json },
    ParsedLine("whoami --as ann", WhoAmI.self) { $0.connecting.person == "ann" },
    ParsedLine("clock show", ClockShow.self) { $0.connecting.socket == nil },
    ParsedLine("clock advance 2025-03-04", ClockAdvance.self) { $0.target == "2025-03-04" },
  ]

  private static let definitions: [ParsedLine] = [
    ParsedLine("workflow list", WorkflowList.self) { !$0.connecting.json },
    ParsedLine("workflow show permit --source", WorkflowShow.self) { $0.name == "permit" && $0.source },
    ParsedLine("workflow publish a.yaml b.yaml", WorkflowPublish.self) { $0.files == ["a.yaml", "b.yaml"] },
    ParsedLine("workflow check", WorkflowCheck.self) { $0.paths == ["workflows"] && !$0.strict && $0.absent == 0 },
    ParsedLine("workflow check a b --staff s.csv --absent 2 --strict", WorkflowCheck.self) {
      $0.paths == ["a", "b"] && $0.staff == "s.csv" && $0.absent == 2 && $0.strict
    },
    ParsedLine("workflow explain dead-end", WorkflowExplain.self) { $0.code == "dead-end" },
    ParsedLine("workflow simulate w.yaml --start 2019-01-28 --random 7 --steps 9", WorkflowSimulate.self) {
      $0.path == "w.yaml" && $0.start == "2019-01-28" && $0.random == 7 && $0.steps == 9 && $0.scenario == nil
    },
    ParsedLine("workflow test a --workflows w", WorkflowTest.self) { $0.paths == ["a"] && $0.workflows == "w" },
    ParsedLine("workflow graph w.yaml --format dot -o out --case 7", WorkflowGraph.self) {
      $0.path == "w.yaml" && $0.format == .dot && $0.output == "out" && $0.reference == "7"
    },
    ParsedLine("workflow schema calendar", WorkflowSchema.self) { $0.kind == .calendar },
    ParsedLine("workflow diff permit@1 permit.yaml", WorkflowDiff.self) {
      $0.first == "permit@1" && $0.second == "permit.yaml"
    },
    ParsedLine("workflow migrate permit --to 2 --dry-run --yes", WorkflowMigrate.self) {
      $0.name == "permit" && $0.version == 2 && $0.dryRun && $0.yes
    },
    ParsedLine("workflow migrations 3 --after 9", WorkflowMigrations.self) { $0.number == 3 && $0.after == "9" },
  ]

  private static let calendars: [ParsedLine] = [
    ParsedLine("calendar show cn 2025", CalendarShow.self) { $0.name == "cn" && $0.year == 2025 },
    ParsedLine("calendar days cn --from 2025-01-01 --to 2025-01-31", CalendarDays.self) {
      $0.name == "cn" && $0.from.description == "2025-01-01" && $0.to.description == "2025-01-31"
    },
    ParsedLine("calendar add cn 2025-01-01 20个工作日 --start included --picture", CalendarAdd.self) {
      $0.start.description == "2025-01-01" && $0.span == "20个工作日" && $0.startRule == .included && $0.picture
    },
    ParsedLine("calendar count cn 2025-01-01 2025-02-01 --inclusive", CalendarCount.self) {
      $0.from.description == "2025-01-01" && $0.to.description == "2025-02-01" && $0.inclusive
    },
    ParsedLine("calendar check a.yaml b", CalendarCheck.self) { $0.files == ["a.yaml", "b"] },
    ParsedLine("calendar publish a.yaml --dry-run", CalendarPublish.self) { $0.files == ["a.yaml"] && $0.dryRun },
    ParsedLine("calendar redate --yes", CalendarRedate.self) { $0.yes && !$0.dryRun },
    ParsedLine("calendar redatings 3", CalendarRedatings.self) { $0.number == 3 && $0.after == nil },
  ]

  private static let people: [ParsedLine] = [
    ParsedLine("person add zhang.wei --name 张伟 --uid 1001", PersonAdd.self) {
      $0.code == "zhang.wei" && $0.name == "张伟" && $0.uid == 1001 && $0.file == nil
    },
    ParsedLine("person retire zhang.wei --on 2025-03-10 --successor li.na", PersonRetire.self) {
      $0.code == "zhang.wei" && $0.on == "2025-03-10" && $0.successor == "li.na"
    },
    ParsedLine("person import people.ldif --ldif --dry-run", PersonImport.self) {
      $0.file == "people.ldif" && $0.ldif && $0.dryRun
    },
    ParsedLine("unit import units.csv", UnitImport.self) { $0.file == "units.csv" && !$0.dryRun },
    ParsedLine("post import posts.csv --dry-run", PostImport.self) { $0.file == "posts.csv" && $0.dryRun },
    ParsedLine("person list --json", PersonList.self) { $0.connecting.json },
    ParsedLine("unit add civil-affairs --name 民政局 --document-code 青民", UnitAdd.self) {
      $0.code == "civil-affairs" && $0.name == "民政局" && $0.documentCode == "青民"
    },
    ParsedLine("unit list --tree --ended", UnitList.self) { $0.tree && $0.ended },
    ParsedLine("unit rename desk Counter --document-code 青前", UnitRename.self) {
      $0.code == "desk" && $0.name == "Counter" && $0.documentCode == "青前"
    },
    ParsedLine("unit move desk --under hall", UnitMove.self) { $0.code == "desk" && $0.under == "hall" },
    ParsedLine("unit merge desk hall --with-posts", UnitMerge.self) {
      $0.code == "desk" && $0.other == "hall" && $0.withPosts
    },
    ParsedLine("unit dissolve desk", UnitDissolve.self) { $0.code == "desk" },
    ParsedLine("unit show desk", UnitShow.self) { $0.code == "desk" },
    ParsedLine("post add --file posts.csv", PostAdd.self) { $0.person == nil && $0.file == "posts.csv" },
    ParsedLine("post remove zhang.wei checker@civil-affairs", PostRemove.self) {
      $0.person == "zhang.wei" && $0.post == "checker@civil-affairs"
    },
    ParsedLine("post list --csv", PostList.self) { $0.csv },
    ParsedLine("substitute add a b --from 2025-01-01 --until 2025-01-09 --post p@u", SubstituteAdd.self) {
      $0.person == "a" && $0.substitute == "b" && $0.from == "2025-01-01" && $0.until == "2025-01-09"
        && $0.post == "p@u"
    },
    ParsedLine("substitute list", SubstituteList.self) { _ in true },
    ParsedLine("substitute agree 3", SubstituteAgree.self) { $0.number == 3 },
    ParsedLine("setting list", SettingList.self) { _ in true },
    ParsedLine("setting set substitute_days 30", SettingSet.self) { $0.name == "substitute_days" && $0.value == "30" },
    ParsedLine("substitute end 3", SubstituteEnd.self) { $0.number == 3 },
    ParsedLine("token add ann", TokenAdd.self) { $0.person == "ann" && $0.days == nil && $0.scope == nil },
    ParsedLine("token add ann --name nightly --scope read --days 30", TokenAdd.self) {
      $0.name == "nightly" && $0.scope == "read" && $0.days == 30
    },
    ParsedLine("login ann", Login.self) { $0.person == "ann" }, ParsedLine("logout", Logout.self) { _ in true },
    ParsedLine("password change", PasswordChange.self) { _ in true },
    ParsedLine("password reset ann", PasswordReset.self) { $0.person == "ann" },
    ParsedLine("authenticator add", AuthenticatorAdd.self) { _ in true },
    ParsedLine("authenticator remove", AuthenticatorRemove.self) { _ in true },
    ParsedLine("authenticator reset ann", AuthenticatorReset.self) { $0.person == "ann" },
    ParsedLine("session list --of ann", SessionList.self) { $0.of == "ann" },
    ParsedLine("session end 7", SessionEnd.self) { $0.number == 7 },
    ParsedLine("duty list", DutyList.self) { _ in true },
    ParsedLine("duty give ann security", DutyGive.self) { $0.person == "ann" && $0.duty == "security" },
    ParsedLine("duty take ann security", DutyTake.self) { $0.person == "ann" && $0.duty == "security" },
    ParsedLine("office show", OfficeShow.self) { _ in true },
    ParsedLine("office set --duties apart", OfficeSet.self) { $0.duties == .apart },
    ParsedLine("emergency declare --reason x --minutes 5", EmergencyDeclare.self) {
      $0.reason == "x" && $0.minutes == 5
    },
    ParsedLine("emergency end", EmergencyEnd.self) { _ in true },
    ParsedLine("token list", TokenList.self) { _ in true },
    ParsedLine("token revoke 3", TokenRevoke.self) { $0.number == 3 },
    ParsedLine("register list", RegisterList.self) { !$0.connecting.json },
    ParsedLine("register set 青民函 --period 2025 --next 164", RegisterSet.self) {
      $0.name == "青民函" && $0.period == 2025 && $0.next == 164
    },
    ParsedLine("administration list --kind post-given --subject ann --limit 5 --after 9", AdministrationList.self) {
      $0.kind == "post-given" && $0.subject == "ann" && $0.limit == 5 && $0.after == "9"
    },
    ParsedLine("administration show 7", AdministrationShow.self) { $0.number == 7 },
  ]

  /// Without a daemon, as lines of JSON.
  private static let offline: [ParsedLine] = [
    ParsedLine("deadline compute --jsonl --workflows w", DeadlineCompute.self) {
      $0.jsonl && $0.calendars.workflows == "w"
    },
    ParsedLine("guard eval x+1 --bind x=2 --bind y=3 --calendar cn", GuardEval.self) {
      $0.words == ["x+1"] && $0.bind == ["x=2", "y=3"] && $0.calendar == "cn" && !$0.jsonl
    },
  ]
}
