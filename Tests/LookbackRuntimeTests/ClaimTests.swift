import LookbackCEL
import LookbackCore
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// Commands of which the batch finds out who asks.
@Suite struct ClaimTests {
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

  private static func claim(_ id: CaseID, user: Int64 = user, reference: String? = nil) -> Claim {
    Claim(user: user, reference: reference ?? id.description)
  }

  private static func note(_ name: String, _ id: CaseID) -> Command {
    Office.fire(name, id, "note", ["count": .int(3)])
  }

  @Test("a claim that holds is done in the person's name, and answered when it is repeated, by whatever way it came")
  func confirmed() async throws {
    let (office, engine, id) = try await Self.office()
    let first = await engine.submit(Self.note("n", id), claiming: Self.claim(id))
    #expect(first.isDone)
    #expect(try await office.history(id).last?.actor == "wang")
    let again = await engine.submit(Self.note("n", id), claiming: Self.claim(id))
    #expect(again.isReplayed)
    let named = await engine.submit([Self.note("n", id)])
    #expect(named[0].isReplayed)
    #expect(try await office.history(id).count == 2)
    try await office.expectSoundChains()
  }

  @Test("a user who is nobody does nothing, whatever person the command names")
  func stranger() async throws {
    let (office, engine, id) = try await Self.office()
    let outcome = await engine.submit(Self.note("n", id), claiming: Self.claim(id, user: 1))
    guard case .unavailable = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(try await office.history(id).count == 1)
  }

  @Test("a person without the post is refused by the rule")
  func withoutPost() async throws {
    let (office, engine, id) = try await Self.office()
    try await office.sql("insert into persons (person, name, uid) values ('li', 'li', 4712)")
    let outcome = await engine.submit(Self.note("n", id), claiming: Self.claim(id, user: 4712))
    guard case .rejected(.notAllowed) = outcome else {
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
    #expect(await engine.submit(Self.note("n", id), claiming: Self.claim(id, user: 4712)).isDone)
    let event = try #require(try await office.history(id).last)
    #expect((event.actor, event.behalf) == ("li", "wang"))
  }

  @Test("a reference that means another case, or none, moves nothing")
  func otherCase() async throws {
    let (office, engine, id) = try await Self.office()
    let (other, none) = (engine.newCaseID(), engine.newCaseID())
    try #require(await engine.submit([Office.open("p", other)])[0].isDone)
    for (target, reference) in [(other, id.description), (id, none.description)] {
      let claim = Self.claim(target, reference: reference)
      let outcome = await engine.submit(Self.note("n\(target)-\(reference)", target), claiming: claim)
      guard case .unavailable = outcome else {
        Issue.record("\(reference) for \(target): \(outcome)")
        continue
      }
    }
    #expect(try await office.history(id).count == 1)
    #expect(try await office.history(other).count == 1)
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
    #expect(await engine.submit(Self.note("n", id), claiming: Self.claim(id)).isDone)
    #expect(try await office.store.find(id.description) == [id])
    #expect(try await office.store.find("id:\(id)") == [id])
    #expect(try await office.store.find("number:\(id)") == [other])
  }
}
