import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("Substitutes, in the engine")
struct SubstituteTests {
  /// The day of the office's clock.
  private let today = CivilDate(days: 17_939)

  private func office() async throws -> Office {
    let office = try await Office()
    for code in ["li", "zhao"] {
      try await office.store.add(PersonLine(code: code, name: code, uid: nil), by: .daemon)
    }
    return office
  }

  private func note(_ id: CaseID, _ key: String, by person: String = "li") -> Command {
    var command = Office.fire(key, id, "note", ["count": .int(1)])
    command.actor = .person(code: person, posts: [])
    return command
  }

  @Test("a substitute may do what the absent person may, and history says for whom")
  func acts() async throws {
    let office = try await office()
    let engine = office.engine()
    let id = engine.newCaseID()
    _ = await engine.submit([Office.open("o", id)])
    #expect(await engine.submit([note(id, "a")]) == [.rejected(.unknownCase)])
    let line = SubstituteLine(person: "wang", substitute: "li", from: today, until: today)
    let number = try await office.store.add(line, by: .daemon, on: today).number
    #expect(await engine.submit([note(id, "b")])[0].isDone)
    let last = try #require(try await office.history(id).last)
    #expect(last.actor == "li" && last.behalf == "wang")
    #expect(try await office.store.endSubstitute(number, by: .daemon))
    #expect(try await !office.store.endSubstitute(number, by: .daemon))
    #expect(!(await engine.submit([note(id, "c")])[0].isDone))
    try await office.expectSoundChains()
  }

  @Test(
    "only from the first day to the last", arguments: [(-2, -1, false), (1, 9, false), (-9, 0, true), (0, 9, true)])
  func days(first: Int, last: Int, holds: Bool) async throws {
    let office = try await office()
    let engine = office.engine()
    let id = engine.newCaseID()
    let line = SubstituteLine(
      person: "wang", substitute: "li", from: try today.adding(days: first), until: try today.adding(days: last))
    _ = try await office.store.add(line, by: .daemon, on: today)
    #expect(await engine.submit([Office.open("o", id), note(id, "a")]).map(\.isDone) == [true, holds])
  }

  @Test("for one post only that one, and not for the substitute of a substitute")
  func limits() async throws {
    let office = try await office()
    let engine = office.engine()
    let id = engine.newCaseID()
    func add(_ person: String, _ substitute: String, _ post: Post?) async throws {
      let line = SubstituteLine(person: person, substitute: substitute, from: today, until: today, post: post)
      _ = try await office.store.add(line, by: .daemon, on: today)
    }
    try await add("wang", "zhao", Post(name: "head", unit: "desk"))
    #expect(await engine.submit([Office.open("o", id), note(id, "a", by: "zhao")]).map(\.isDone) == [true, false])
    try await add("wang", "li", Post(name: "clerk", unit: "desk"))
    try await add("li", "zhao", nil)
    #expect(await engine.submit([note(id, "b"), note(id, "c", by: "zhao")]).map(\.isDone) == [true, false])
  }

  @Test("what cannot be is refused in words")
  func refused() async throws {
    let office = try await office()
    for (person, substitute, last) in [("wang", "wang", 0), ("wang", "nobody", 0), ("wang", "li", -1)] {
      let line = SubstituteLine(
        person: person, substitute: substitute, from: today, until: try today.adding(days: last))
      let failure = await #expect(throws: StoreError.self) {
        _ = try await office.store.add(line, by: .daemon, on: today)
      }
      guard case .invalid = failure else {
        Issue.record("\(String(describing: failure))")
        continue
      }
    }
  }
}
