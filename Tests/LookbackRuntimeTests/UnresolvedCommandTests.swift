import LookbackCEL
import LookbackCore
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// Commands of which the batch finds out who asks and what is meant.
@Suite struct UnresolvedCommandTests {
  private static let user: Int64 = 4711

  private static func office() async throws -> (Office, Engine, CaseID) {
    let office = try await Office()
    try await office.sql("update persons set uid = \(user) where person = 'wang'")
    let engine = office.engine()
    let id = engine.newCaseID()
    let opened = await engine.submit([Office.open("o", id)])
    try #require(opened[0].isDone)
    return (office, engine, id)
  }

  private static func note(
    _ name: String, _ reference: String, by asker: Asker = .user(user, isAdministrator: false),
    on track: TrackChoice? = nil
  ) -> UnresolvedCommand {
    UnresolvedCommand(
      Office.fire(name, CaseID(0), "note", ["count": .int(3)]), asker: asker,
      reference: .name(CaseName(reference)), track: track)
  }

  private static func outcome(_ engine: Engine, _ asked: UnresolvedCommand) async -> Outcome {
    await engine.submit([asked])[0]
  }

  @Test("a command is done in the name of whoever asks, and answered when it is repeated, by whatever way it came")
  func repeated() async throws {
    let (office, engine, id) = try await Self.office()
    let first = await Self.outcome(engine, Self.note("n", id.description))
    #expect(first.isDone)
    #expect(try await office.history(id).last?.actor == "wang")
    #expect(await Self.outcome(engine, Self.note("n", "id:\(id)")).isReplayed)
    #expect(await Self.outcome(engine, Self.note("n", id.description, by: .person("wang"))).isReplayed)
    let named = await engine.submit([Office.fire("n", id, "note", ["count": .int(3)])])
    #expect(named[0].isReplayed)
    #expect(try await office.history(id).count == 2)
    try await office.expectSoundChains()
  }

  @Test(
    "users, tokens and persons whom an administrator names are found out in one batch; each gets an answer of its own")
  func askers() async throws {
    let (office, engine, id) = try await Self.office()
    let grant = TokenGrant(person: "wang", hash: [7, 7], name: "", lifetime: 60)
    let token = try await office.store.addToken(grant, by: .daemon).number
    var reading = TokenGrant(person: "wang", hash: [8], name: "", lifetime: 60)
    reading.scope = .read
    _ = try await office.store.addToken(reading, by: .daemon)
    _ = try await office.store.addToken(
      TokenGrant(person: "wang", hash: [9], name: "", lifetime: -1), by: .daemon)
    let asked: [(Asker, Rejection?)] = [
      (.user(Self.user, isAdministrator: false), nil), (.token([7, 7]), nil), (.person("wang"), nil),
      (.user(1, isAdministrator: false), .unresolved(.unknownUser(1))),
      (.user(0, isAdministrator: true), .unresolved(.administratorForNobody(0))),
      (.token([7]), .unresolved(.unknownToken)), (.token([8]), .unresolved(.tokenFallsShort(.read))),
      (.token([9]), .unresolved(.unknownToken)), (.person("nobody"), .unresolved(.unknownPerson("nobody"))),
    ]
    let outcomes = await engine.submit(
      asked.enumerated().map { Self.note("n\($0.offset)", id.description, by: $0.element.0) })
    for (outcome, (asker, rejection)) in zip(outcomes, asked) {
      #expect(rejection.map { outcome == .rejected($0) } ?? outcome.isDone, "\(asker): \(outcome)")
    }
    let history = try await office.history(id)
    #expect(history.count == 4)
    #expect(history.map(\.via).contains("token \(token)"))
    try await office.expectSoundChains()
  }

  @Test("to a person without a post the case does not exist")
  func withoutPost() async throws {
    let (office, engine, id) = try await Self.office()
    try await office.sql("insert into persons (person, name, uid) values ('li', 'li', 4712)")
    let outcome = await Self.outcome(engine, Self.note("n", id.description, by: .user(4712, isAdministrator: false)))
    guard case .rejected(.unknownCase) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("a person who substitutes for another does it in that person's place")
  func substitute() async throws {
    let (office, engine, id) = try await Self.office()
    try await office.sql(
      """
      insert into persons (person, name, uid) values ('li', 'li', 4712);
      insert into substitutes (person, substitute, first_day, last_day, added_by)
        values ('wang', 'li', '2000-01-01', '2100-01-01', 'wang')
      """)
    let asked = Self.note("n", id.description, by: .user(4712, isAdministrator: false))
    #expect(await Self.outcome(engine, asked).isDone)
    let event = try #require(try await office.history(id).last)
    #expect((event.actor, event.behalf) == ("li", "wang"))
  }

  @Test("cases are meant by their numbers and by their business numbers; a name of none, or of two, moves nothing")
  func names() async throws {
    let (office, engine, id) = try await Self.office()
    let (second, third) = (engine.newCaseID(), engine.newCaseID())
    let opening = [
      Office.open("p", second, ["number": .string("2030-1")]), Office.open("q", third, ["number": .string("77")]),
    ]
    #expect(await engine.submit(opening).allSatisfy(\.isDone))
    try await office.sql("insert into case_keys values ('ticket', 'wish', '2030-2', \(second.value))")
    try await office.sql("insert into case_keys values ('ticket', 'number', '2030-2', \(third.value))")
    let asked = [id.description, "2030-1", "number:2030-1", "77", "id:\(third)", "2030-2", "none", "id:77", "78"]
    let outcomes = await engine.submit(asked.map { Self.note("to \($0)", $0) })
    let cases = outcomes.map { if case .done(let receipt) = $0 { receipt.case } else { CaseID(0) } }
    #expect(cases == [id, second, second, third, third] + Array(repeating: CaseID(0), count: 4))
    guard case .rejected(.unresolved(.ambiguousCase("2030-2", let both))) = outcomes[5] else {
      Issue.record("\(outcomes[5])")
      return
    }
    #expect(Set(both) == [second, third])
    #expect(outcomes[6...].allSatisfy { $0 == .rejected(.unknownCase) })
    try await office.expectSoundChains()
  }

  @Test(
    "a name that no case has is refused, whatever it is made of", arguments: ["", " ", "\u{0}", "id:", "-1", "0", "件"])
  func strange(name: String) async throws {
    let (_, engine, _) = try await Self.office()
    #expect(await Self.outcome(engine, Self.note("n", name)) == .rejected(.unknownCase))
  }

  @Test("a track is meant by its number or by its unit; one that is not there is refused")
  func tracks() async throws {
    let (office, engine, id) = try await Self.office()
    #expect(await Self.outcome(engine, Self.note("a", id.description, on: .name("0"))).isDone)
    #expect(await Self.outcome(engine, Self.note("b", id.description, on: .number(.root))).isDone)
    let refused = await Self.outcome(engine, Self.note("c", id.description, on: .name("civil")))
    #expect(refused == .rejected(.unresolved(.noTrack(of: "civil"))))
    #expect(try await office.history(id).count == 3)
  }

  @Test("the number of a case always means it, though another one were called so")
  func ownNumber() async throws {
    let (office, engine, id) = try await Self.office()
    let other = engine.newCaseID()
    let refused = await engine.submit([Office.open("p", other, ["number": .string(id.description)])])
    #expect(refused == [.rejected(.notUnique(field: "number", value: id.description, holder: id))])
    // A case that came by such a number before is not in the way.
    try #require(await engine.submit([Office.open("q", other)])[0].isDone)
    try await office.sql("insert into case_keys values ('ticket', 'number', '\(id)', \(other.value))")
    #expect(await Self.outcome(engine, Self.note("n", id.description)).isDone)
    #expect(try await office.history(id).count == 2)
    #expect(try await office.store.find(id.description) == [id])
    #expect(try await office.store.find("id:\(id)") == [id])
    #expect(try await office.store.find("number:\(id)") == [other])
  }
}
