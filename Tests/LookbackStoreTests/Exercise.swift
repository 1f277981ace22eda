import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime
import Testing

@testable import LookbackStore

/// Uses everything that the store offers once.
struct Exercise {
  let office: Office
  private var store: Store { office.store }

  init(office: Office) { self.office = office }

  func all() async throws {
    try await write()
    try await readCases()
    try await readTimers()
    try await readOrganisation()
    try await readMonths()
    _ = try await office.verify()
    _ = try await store.examine(overdue: 0, slow: 0)
    _ = try await store.directory(of: Directory.Names(), on: .first)
  }

  private func write() async throws {
    _ = try await store.setClock(to: start, by: .daemon)
    try await office.submit([office.opening(1, number: "1"), office.opening(2, number: "2")])
    try await office.submit([office.firing("note", 1, ["number": .string("3")]), office.firing("assign", 1)])
    try await office.submit([office.firing("send", 1), office.firing("close", 1)])
    try await office.submit([office.firing("assign", 2)]) { writes in
      writes.changes[0].transition.writes.readers.removed = [.person("nobody")]
    }
    try await fireReminder()
    for _ in 0..<2 {
      let line = DefinitionLine(kind: .workflow, name: "matter", version: 1, source: "x")
      _ = try await store.publish([line], by: .daemon)
    }
    _ = try await store.setRegister(RegisterKey(name: "函", period: 2018), next: 9, by: .daemon)
    try await store.makePartitions(for: [CivilDate(days: 17_000)])
  }

  private var start: Moment { Moment(microseconds: 1_549_000_000_000_000) }

  /// Lets the test clock run until the first timer is due: its firing leaves a message.
  private func fireReminder() async throws {
    guard let first = try await store.testTimers(until: .init(microseconds: .max), limit: 9).first
    else { return }
    _ = try await store.setClock(to: first.due, by: .daemon)
    let command = office.command("timer", 2, .timer(key: first.key, due: first.due), by: .engine)
    try await office.submit([command], timers: [first])
  }

  private func readCases() async throws {
    _ = try await store.find("3")
    for name in ["3", "n3"] {
      let named = CaseReference.name(CaseName(name))
      _ = try await office.locked([
        UnresolvedCommand(office.firing("note", 1), asker: .token([1]), reference: named),
        UnresolvedCommand(office.firing("note", 1), asker: .user(1, isAdministrator: false), reference: named),
      ])
    }
    let needs = BatchNeeds(
      registers: [RegisterKey(name: "careful", period: 0)],
      keys: [UniqueValue(workflow: "matter", field: "number", value: "careful")])
    _ = try await office.batch(BatchRequest(commands: [office.firing("note", 1)]), timeout: .none) { _ in
      needs
    } deciding: { _ in
      nil
    }
    _ = try await store.history(of: CaseID(1))
    _ = try await store.list(CaseFilter(workflow: "matter", state: "closed", text: "roads"))
    _ = try await store.list(CaseFilter(state: "closed"))
    var walking = store
    (walking.fewCases, walking.fewCasesByNumber) = (0, 0)
    for store in [store, walking] {
      _ = try await store.list(CaseFilter(workflow: "matter", state: "closed", readers: ["liu"]))
      _ = try await store.list(CaseFilter(state: "closed", readers: ["liu"]))
      _ = try await store.due(until: CivilDate.last, after: nil, limit: 9, readers: ["liu"])
    }
    _ = try await store.candidates(CandidateFilter(), after: CaseID(0), limit: 9)
    _ = try await store.due(until: CivilDate.last, limit: 9)
    _ = try await store.worklist(of: ["inspector@office"], limit: 9)
    _ = try await store.outbox(limit: 9)
    _ = try await store.outbox(limit: 9, dead: true)
    _ = try await store.outboxCounts()
    _ = try await store.archive(endedBefore: Moment(microseconds: .max - 1), limit: 9)
    try await office.submit([office.firing("note", 1, ["number": .string("4")])])
    try await store.analyzeHistory()
    let witness = Witness()
    witness.note(.init(id: CaseID(77), sequence: 1, link: []))
    try? await store.examine(with: witness)
    let signals = try await store.signals(lanes: [0], perLane: 9)
    try await store.settle(delivered: signals, dead: signals.map { ($0, "nobody there") })
    _ = try await store.closings(from: CivilDate.first, to: CivilDate.last)
    _ = try await store.openings(from: CivilDate.first, to: CivilDate.last)
    _ = try await store.registers([RegisterKey(name: "函", period: 2019)])
    _ = try await store.definitions()
    _ = try await store.openCases(after: CaseID(0), limit: 9)
    let number = try await store.beginRedating(editions: ["plain 1"], by: Initiator(person: "ma", via: "test"))
    try await store.add([], toRedating: number)
    try await store.endRedating(number)
    _ = try await store.redatings(limit: 9)
    _ = try await store.redatedDates(of: number)
    try await readCaseMigrations()
  }

  private func readCaseMigrations() async throws {
    let version = WorkflowReference(name: "matter", version: 2)
    let number = try await store.beginCaseMigration(to: version, by: Initiator(person: "ma", via: "test"))
    #expect(try await store.beginCaseMigration(to: version, by: Initiator(person: "li", via: "test")) == number)
    let change = DateChange(track: .root, subject: "reply", from: CivilDate.first, to: nil, reason: .stopped)
    try await store.plan([CaseID(1): [change], CaseID(2): []], inMigration: number)
    try await store.plan([CaseID(1): [change]], inMigration: number)
    #expect(try await store.plannedCases(ofMigration: number) == [CaseID(1), CaseID(2)])
    let fates: [CaseID: CaseMigrationFate] = [
      CaseID(1): .moved, CaseID(2): .refused(Label(english: "no", chinese: "否")),
    ]
    try await store.record(fates, inMigration: number)
    try await store.endCaseMigration(number)
    let line = try #require(try await store.caseMigrations(limit: 9).first)
    #expect((line.moved, line.refused, line.planned) == (1, 1, 0))
    #expect(line.person == "ma" && line.ended != nil)
    let results = try await store.results(ofMigration: number, after: CaseID(0), limit: 9)
    #expect(results.map(\.fate) == [.moved, .refused(Label(english: "no", chinese: "否"))])
    #expect(results.map(\.dates) == [[change], []])
    #expect(try await store.openVersions(of: "nothing").isEmpty)
  }

  private func readMonths() async throws {
    let first = CivilDate(days: 16_983)
    try await office.tamper(
      "delete from timers; delete from work_items; delete from case_readers; update cases set state = ''; delete from case_keys"
    )
    let made = try await store.rebuild(after: CaseID(0), limit: 9, only: nil, library: office.library, person: "root")
    #expect(made.last == CaseID(2) && made.found.allSatisfy { $0.left.isEmpty && $0.fault == nil })
    _ = try await store.held([CaseID(1)])
    let sizes = try await store.sizes()
    #expect(sizes.count == 14 && sizes.allSatisfy { $0.bytes > 0 || $0.table == "detached" })
    let months = try await store.months()
    let table = try #require(months.first).table
    // The daemon's role may do none of these.
    _ = try? await store.content(of: table)
    _ = try? await store.holders(of: table, limit: 9)
    _ = try? await store.verify(month: table)
    _ = try? await store.detach(month: first, person: "root", attempts: 1)
    _ = try? await store.attach(month: first, person: "root", attempts: 1)
    let month: Parameters = ["month": .date(first.days)]
    let steps: [(Statement, Parameters)] = [
      (Statements.detachMonth, month), (Statements.addMonthBounds, month), (Statements.validateMonthBounds, month),
      (Statements.moveTextsBack, month),
      (Statements.attachMonth, ["month": .date(first.days), "person": .text("root")]),
      (Statements.setShortPatience, []),
    ]
    for (statement, parameters) in steps {
      _ = try? await store.run { c in try c.query(statement, parameters).count }
    }
    _ = try await store.ownsHistory()
  }

  private func readTimers() async throws {
    let lanes = try await store.heartbeat(daemon: 1, timeout: .seconds(3))
    _ = try await store.dueTimers(lanes, limit: 9)
    _ = try await store.nextDue(lanes)
    try await store.retire(daemon: 1)
    _ = try await store.clock()
  }

  private func duties() async throws {
    try await store.add(PersonLine(code: "sec", name: "Sec", uid: nil), by: .daemon)
    _ = try await store.give(.security, to: "sec", by: .daemon)
    _ = try await store.duties()
    try await store.keepDuties(apart: true, by: .daemon)
    _ = try await store.setEmergency(minutes: 1, reason: "a test", by: .daemon)
    _ = try await store.separation()
    try await store.keepDuties(apart: false, by: .daemon)
    _ = try await store.take(.security, from: "sec", by: .daemon)
  }

  private func signIn() async throws {
    let token = try await store.addToken(
      TokenGrant(person: "ma", hash: [1], name: "a program", lifetime: 60), by: .daemon)
    _ = try await store.token(token.number)
    _ = try await store.tokens(.program, limit: 9)
    try await store.noteUse(ofToken: [1])
    _ = try await store.endToken(token.number, by: .daemon)
    _ = try await store.credentials(of: "ma")
    try await store.setPassword(of: "ma", "$scrypt$", isInitial: true, by: .daemon)
    try await store.rehashPassword(of: "ma", from: "$scrypt$", to: "$scrypt$2")
    _ = try await store.addAuthenticator(of: "ma", secret: [1], by: .daemon)
    _ = try await store.confirmAuthenticator(of: "ma", step: 1, recovery: [[1]], by: .daemon)
    _ = try await store.takeCode(of: "ma", step: 2)
    _ = try await store.takeRecoveryCode(of: "ma", hash: [1])
    _ = try await store.removeAuthenticator(of: "ma", by: .daemon)
  }

  private func readOrganisation() async throws {
    try await store.add(UnitLine(code: "civil", name: "Civil affairs", documentCode: nil), by: .daemon)
    try await store.add(PersonLine(code: "ma", name: "Ma", uid: nil), by: .daemon)
    try await store.add(PostLine(person: "ma", post: Post(name: "clerk", unit: "civil")), by: .daemon)
    try await signIn()
    try await duties()
    try await longOperations()
    _ = try await store.registers()
    _ = try await store.identities(users: [1000], tokens: [[1]], persons: ["ma"])
    let today = CivilDate(days: 18_000)
    let line = SubstituteLine(person: "ma", substitute: "liu", from: today, until: today)
    let number = try await store.add(line, by: .daemon, on: today).number
    #expect(try await store.set(.substituteNeeds, to: "consent", by: .daemon)?.substituteNeeds == .consent)
    #expect(try await store.settings().substituteNeeds == .consent)
    #expect(try await !store.agree(to: number, giving: .consent, by: .daemon))
    _ = try await store.actor("ma", on: today)
    _ = try await store.substitutes()
    _ = try await store.endSubstitute(number, by: .daemon)
    _ = try await store.persons(on: today)
    _ = try await store.units()
    _ = try await store.posts(on: today)
    _ = try await store.acts(limit: 9)
    _ = try await store.remove(PostLine(person: "ma", post: Post(name: "clerk", unit: "civil")), by: .daemon, on: today)
    try await retire(on: today)
  }

  private func longOperations() async throws {
    let number = try await store.beginOperation("POST sweeps", by: Initiator(person: "ma", via: "test")).number
    #expect(try await !store.noteProgress("{}", ofOperation: number))
    try await store.cancelOperation(number, via: "test")
    #expect(try await store.noteProgress(nil, ofOperation: number))
    let line = try #require(try await store.operations(of: "ma", limit: 9).first)
    #expect(line.outcome == nil && line.progress == "{}")
    try await store.end(number, LongOperationEnding(.done, status: 200, answer: "[]"))
    let ended = try #require(try await store.operation(number))
    #expect(ended.outcome == .done && ended.status == 200 && ended.answer == "[]" && ended.progress == "{}")
    #expect(try await store.operations(of: nil, before: number, limit: 9) == [])
  }

  private func retire(on today: CivilDate) async throws {
    let clerk = Post(name: "clerk", unit: "civil")
    let ended = PostLine(person: "ma", post: clerk, days: ActiveDays(from: today))
    try await store.add(ended, by: .daemon, on: today)
    try await store.add(
      PostLine(person: "ma", post: clerk, days: ActiveDays(from: today, until: today)), by: .daemon, on: today)
    let retirement = Retirement(of: "ma", on: today, successor: "liu")
    #expect(try await store.retire(retirement, by: .daemon, on: today) == .done(posts: 1, tokens: 0, substitutions: 0))
    try await store.add(PersonLine(code: "xu", name: "Xu"), by: .daemon)
    _ = try await store.retire(Retirement(of: "xu", on: today), by: .daemon, on: today)
    try await store.add(UnitLine(code: "hall", name: "Hall", documentCode: nil), by: .daemon, on: today)
    try await store.add(UnitLine(code: "hall", name: "Big hall", documentCode: nil), by: .daemon, on: today)
    _ = try await store.formerNames(of: "hall")
    _ = try await store.heldPosts(on: today)
    _ = try await store.merge("civil", into: "hall", movesPosts: true, by: .daemon, on: today)
    _ = try await store.dissolve("hall", askedFor: [], by: .daemon, on: today)
  }
}
