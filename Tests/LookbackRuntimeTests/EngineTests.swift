import LookbackCEL
import LookbackCore
import LookbackTime
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite struct EngineTests {
  @Test("a case is opened and moved, and each receipt names the place and link of its event")
  func lifeIsRecorded() async throws {
    let office = try await Office()
    let engine = office.engine()
    let id = engine.newCaseID()
    let outcomes = await engine.submit([
      Office.open("a", id, ["number": .string("1")]), Office.fire("b", id, "note", ["count": .int(3)]),
    ])
    #expect(outcomes.map(\.isDone) == [true, true])
    #expect(outcomes.map { $0.receipt?.sequence } == [1, 2])
    let closed = await engine.submit([Office.fire("c", id, "close")])[0].receipt
    #expect(closed?.state == "closed")
    #expect(closed?.at == Office.start)
    let lines = try await office.store.history(of: id)
    #expect(lines.map(\.event.name) == ["open", "note", "close"])
    #expect(lines.last?.link == closed?.link)
    #expect(closed?.link.count == 32)
    try await office.expectSoundChains()
  }

  @Test("a repeated command is answered and not done again, at once, later and by another engine")
  func repeatedCommandsAreAnswered() async throws {
    let office = try await Office()
    let engine = office.engine()
    let id = engine.newCaseID()
    let note = Office.fire("n", id, "note", ["count": .int(1)])
    let first = await engine.submit([Office.open("o", id), note, note])
    #expect(first.map(\.isDone) == [true, true, false])
    #expect(first[2] == .replayed(try #require(first[1].receipt)))
    let again = await engine.submit([note])[0]
    #expect(again.isReplayed)
    #expect(again.receipt?.link == first[1].receipt?.link)
    let other = Office.fire("n", id, "note", ["count": .int(2)])
    #expect(await office.engine().submit([other]) == [.rejected(.commandIDReused)])
    let history = try await office.history(id)
    #expect(history.count == 2)
  }

  @Test("a repeated opening under another case number is answered with the case it opened")
  func repeatedOpeningIsAnswered() async throws {
    let office = try await Office()
    let engine = office.engine()
    let first = await engine.submit([Office.open("o", engine.newCaseID())])[0].receipt
    let again = await engine.submit([Office.open("o", engine.newCaseID())])[0]
    #expect(again.isReplayed)
    #expect(again.receipt?.case == first?.case)
  }

  @Test("a case number that is taken is replaced by a free one")
  func takenNumberIsReplaced() async throws {
    let office = try await Office()
    let engine = office.engine()
    let id = engine.newCaseID()
    let outcomes = await engine.submit([Office.open("o1", id), Office.open("o2", id)])
    let later = await office.engine().submit([Office.open("o3", id)])
    let cases = (outcomes + later).compactMap(\.receipt).map(\.case)
    #expect(cases.first == id)
    #expect(Set(cases).count == 3)
  }

  @Test("a business key names one case, also among commands of one batch and of two engines")
  func businessKeysAreUnique() async throws {
    let office = try await Office()
    let engines = [office.engine(), office.engine()]
    var settings = EngineSettings()
    settings.parallelBatches = 1
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for number in 0..<20 {
        let engine = engines[number % 2]
        group.addTask {
          await engine.submit([Office.open("o\(number)", engine.newCaseID(), ["number": .string("7")])])[0]
        }
      }
      return await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    #expect(outcomes.filter(\.isDone).count == 1)
    let winner = outcomes.compactMap(\.receipt).first?.case
    let refusal = Rejection.notUnique(field: "number", value: "7", holder: winner)
    let refused = outcomes.filter { $0 == .rejected(refusal) }
    #expect(refused.count == 19, "each is told which case has it")
  }

  @Test("posts are those that the database says, whatever the command claims")
  func postsAreReadUnderTheLock() async throws {
    let office = try await Office()
    let engine = office.engine()
    let id = engine.newCaseID()
    _ = await engine.submit([Office.open("o", id)])
    var command = Office.fire("x", id, "close")
    command.actor = .person(code: "stranger", posts: [Post(name: "clerk", unit: "desk")])
    #expect(await engine.submit([command]) == [.rejected(.unknownCase)])
  }

  @Test("registers give each number once and none is lost, whoever draws")
  func registersAreGapFree() async throws {
    let office = try await Office()
    let engines = [office.engine(), office.engine()]
    let ids = (0..<40).map { _ in engines[0].newCaseID() }
    _ = await engines[0].submit(ids.enumerated().map { Office.open("o\($0)", $1, ["count": .int(1)]) })
    await withTaskGroup { group in
      for (number, id) in ids.enumerated() {
        group.addTask { #expect(await engines[number % 2].submit([Office.fire("s\(number)", id, "send")])[0].isDone) }
      }
    }
    var letters: Set<Value> = []
    for id in ids {
      let stored = try #require(try await office.store.read(id))
      letters.insert(stored.current.root.data["letter"] ?? .null)
    }
    #expect(letters == Set((1...40).map { .string("D〔2019〕\($0)号") }))
  }

  @Test("64 callers on four cases lose nothing and do nothing twice, through two engines")
  func hotCasesStayInOrder() async throws {
    let office = try await Office()
    let engines = [office.engine(), office.engine()]
    let ids = (0..<4).map { _ in engines[0].newCaseID() }
    _ = await engines[0].submit(ids.enumerated().map { Office.open("o\($0)", $1) })
    await withTaskGroup { group in
      for caller in 0..<64 {
        group.addTask {
          let commands = (0..<10).map {
            Office.fire("c\(caller).\($0)", ids[(caller + $0) % 4], "note", ["count": .int(Int64($0))])
          }
          let outcomes = await engines[caller % 2].submit(commands)
          #expect(outcomes.filter(\.isDone).count == 10)
        }
      }
    }
    for id in ids {
      let events = try await office.history(id)
      #expect(events.map(\.sequence) == Array(1...161))
      #expect(Set(events.map(\.command)).count == 161)
    }
    try await office.expectSoundChains()
  }
}
