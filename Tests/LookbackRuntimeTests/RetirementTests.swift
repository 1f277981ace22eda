import LookbackCEL
import LookbackCore
import LookbackStore
import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite("posts and persons count on their days", .timeLimit(.minutes(10)))
struct RetirementTests {
  /// The day of the office's clock.
  private let today = CivilDate(days: 17_939)
  private let desk = Post(name: "clerk", unit: "desk")

  private func note(_ id: CaseID, _ key: String, by person: String) -> Command {
    var command = Office.fire(key, id, "note", ["count": .int(1)])
    command.actor = .person(code: person, posts: [])
    return command
  }

  @Test(
    "a post from its first day to its last",
    arguments: [(nil, nil, true), (0, 0, true), (1, nil, false), (nil, -1, false), (-5, 5, true)]
      as [(Int?, Int?, Bool)])
  func days(first: Int?, last: Int?, holds: Bool) async throws {
    let office = try await Office()
    try await office.store.add(PersonLine(code: "li", name: "li"), by: .daemon)
    let days = ActiveDays(
      from: try first.map { try today.adding(days: $0) }, until: try last.map { try today.adding(days: $0) })
    try await office.store.add(PostLine(person: "li", post: desk, days: days), by: .daemon, on: today)
    let engine = office.engine()
    let id = engine.newCaseID()
    #expect(await engine.submit([Office.open("o", id)])[0].isDone)
    #expect(await engine.submit([note(id, "a", by: "li")])[0].isDone == holds)
    let held = try await office.store.actor("li", on: today)
    #expect(held == .person(code: "li", posts: holds ? [desk] : []))
  }

  @Test("a post that is taken away is kept, and given again it is another")
  func again() async throws {
    let office = try await Office()
    try await office.store.add(PersonLine(code: "li", name: "li"), by: .daemon)
    let line = PostLine(person: "li", post: desk, days: ActiveDays(from: today))
    func change(_ isGiven: Bool, _ day: CivilDate) async throws {
      guard isGiven else {
        #expect(try await office.store.remove(line, by: .daemon, on: day))
        return
      }
      try await office.store.add(
        PostLine(person: "li", post: desk, days: ActiveDays(from: day)), by: .daemon, on: today)
    }
    try await change(true, today)
    try await change(true, today)
    try await change(false, try today.adding(days: 3))
    try await change(true, try today.adding(days: 9))
    let all = try await office.store.posts(on: today, ended: true).filter { $0.person == "li" }.map(\.days)
    #expect(
      all == [
        ActiveDays(from: today, until: try today.adding(days: 2)), ActiveDays(from: try today.adding(days: 9)),
      ])
    #expect(try await office.store.posts(on: try today.adding(days: 5)).filter { $0.person == "li" }.count == 1)
  }

  @Test("who has retired does nothing from that day on, also what was asked before")
  func retired() async throws {
    let office = try await Office()
    let engine = office.engine()
    let id = engine.newCaseID()
    #expect(await engine.submit([Office.open("o", id)])[0].isDone)
    let outcome = try await office.store.retire(Retirement(of: "wang", on: today), by: .daemon, on: today)
    #expect(outcome == .done(posts: 1, tokens: 0, substitutions: 0))
    #expect(await engine.submit([note(id, "a", by: "wang")]) == [.rejected(.unresolved(.retired("wang")))])
    #expect(await engine.submit([Office.open("o", id)]) == [.rejected(.unresolved(.retired("wang")))])
    try await office.expectSoundChains()
  }
}
