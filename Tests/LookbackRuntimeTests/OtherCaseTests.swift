import LookbackCEL
import LookbackCore
import LookbackStore
import LookbackTime
import LookbackYAML
import Testing

@testable import LookbackRuntime

@Suite("Guards look at other cases as they stand")
struct OtherCaseTests {
  private static let pair = """
    notation: 1
    workflow: pair
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data:
      number: {type: text, unique: true}
      lead: {type: case}
      followers: {type: list, of: case}
    roles: {clerk: {post: clerk, of: desk}}
    states:
      free:
        who: clerk
        waits: without limit
        events:
          join: {needs: [lead], if: data.lead.state == 'free', to: joined}
          name: {needs: [lead, followers]}
          follow: {if: "data.lead.ended && data.followers.all(c, c.workflow == 'pair')", to: done}
          end: {to: done}
      joined: {who: clerk, waits: without limit, events: {leave: {to: free}}}
      done: {final: true}
    """
  private static let calendar = """
    notation: 1
    calendar: plain
    version: 1
    weekend: [saturday, sunday]
    years: {}
    """

  private func office() async throws -> Office {
    let files = [("pair.yaml", Self.pair), ("calendars/plain.yaml", Self.calendar)].map {
      DefinitionFile(name: $0.0, bytes: Array($0.1.utf8))
    }
    return try await Office(files: files, workflow: "pair")
  }

  private func opened(_ number: String, _ engine: Engine) async throws -> CaseID {
    let command = Office.open(
      "open-\(number)", engine.newCaseID(), ["number": .string(number)], workflow: "pair")
    return try #require(await engine.submit([command])[0].receipt).case
  }

  @Test("of two cases that join each other at once, by two daemons or in one batch, one does and one is refused")
  func crossing() async throws {
    let office = try await office()
    let engines = [office.engine(), office.engine()]
    for round in 0..<10 {
      let (first, second) = (
        try await opened("a\(round)", engines[0]), try await opened("b\(round)", engines[0])
      )
      let joins = [
        Office.fire("j\(round) a", first, "join", ["lead": .string("b\(round)")]),
        Office.fire("j\(round) b", second, "join", ["lead": .string("a\(round)")]),
      ]
      var outcomes: [Outcome] = []
      if round % 2 == 0 {
        outcomes = await engines[0].submit(joins)
      } else {
        async let one = engines[0].submit([joins[0]])
        async let other = engines[1].submit([joins[1]])
        outcomes = await one + other
      }
      #expect(outcomes.count(where: \.isDone) == 1)
      let refusals = outcomes.filter { if case .rejected(.guardFailed) = $0 { true } else { false } }
      #expect(refusals.count == 1, "\(outcomes)")
    }
  }

  @Test("a case named in a field is read as it stands, also in a list, and one that nobody named is said to be missing")
  func stored() async throws {
    let office = try await office()
    let engine = office.engine()
    let (lead, own) = (try await opened("lead", engine), try await opened("own", engine))
    guard case .rejected(.guardErred) = await engine.submit([Office.fire("f0", own, "follow")])[0] else {
      Issue.record("it followed nobody")
      return
    }
    let naming = Office.fire(
      "n", own, "name", ["lead": .string("lead"), "followers": .list([.string("lead")])])
    #expect(await engine.submit([naming])[0].isDone)
    guard case .rejected(.guardFailed) = await engine.submit([Office.fire("f1", own, "follow")])[0] else {
      Issue.record("it followed a case that has not ended")
      return
    }
    #expect(await engine.submit([Office.fire("e", lead, "end")])[0].isDone)
    #expect(await engine.submit([Office.fire("f2", own, "follow")])[0].isDone)
    try await office.expectSoundChains()
  }
}
