import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackStore
import LookbackTime
import Synchronization
import Testing

@testable import LookbackRuntime

@Suite("one command over many cases") struct BulkCommandTests {
  private static func request(_ condition: String, _ event: String, key: String) throws -> BulkRequest {
    BulkRequest(
      filter: CandidateFilter(workflow: "ticket"), condition: try Guard(untyped: condition, names: Case.conditionNames),
      event: event, data: event == "note" ? ["count": .int(-1)] : [:], actor: Office.clerk, via: "test", key: key)
  }

  private static let evaluator = Result { Evaluator(on: try ThreadExecutor(name: "evaluation")) }

  private static func sweep(
    _ office: Office, _ engine: Engine, meanwhile: @escaping @Sendable () async -> Void = {},
    steps: StepAllowance? = nil
  ) throws -> BulkCommand {
    BulkCommand(store: office.store, engine: engine, evaluator: try evaluator.get()) { _ in
      await meanwhile()
      var context = DecisionContext(library: office.published.library, moment: Office.start)
      context.allowance = steps
      return context
    }
  }

  /// Opens tickets numbered from 1 whose counts go round from 0 to 6.
  private static func open(_ count: Int, _ engine: Engine) async -> [CaseID] {
    let commands = (1...count).map {
      Office.open("open \($0)", engine.newCaseID(), ["number": .string("T\($0)."), "count": .int(Int64($0 % 7))])
    }
    return await engine.submit(commands).compactMap { $0.receipt?.case }
  }

  @Test("a dry run changes nothing; the real one moves exactly what was picked; again it does nothing twice")
  func picksAndMoves() async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(2_300, engine)
    let sweep = try Self.sweep(office, engine)
    let request = try Self.request("data.count == 3", "sleep", key: "k")
    let refusals = Mutex(0)
    let report: @Sendable (BulkReport) async throws -> Void = {
      if case .refused = $0 { refusals.withLock { $0 += 1 } }
    }
    let dry = try await sweep.run(request, isDry: true, report: report)
    #expect(dry == BulkCount(looked: 2_300, picked: 329, done: 329, replayed: 0, refused: 0))
    #expect(try await office.history(cases[2]).count == 1)
    #expect(try await sweep.run(request, isDry: false, report: report) == dry)
    for (index, id) in cases.enumerated().prefix(21) {
      #expect(try await office.history(id).map(\.name) == ((index + 1) % 7 == 3 ? ["open", "sleep"] : ["open"]))
    }
    let again = try await sweep.run(request, isDry: false, report: report)
    #expect(again == BulkCount(looked: 2_300, picked: 329, done: 0, replayed: 329, refused: 0))
    let other = try Self.request("data.count == 3", "sleep", key: "other")
    #expect(try await sweep.run(other, isDry: false, report: report).refused == 329)
    #expect(refusals.withLock { $0 } == 329)
    try await office.expectSoundChains()
  }

  @Test("a case for which the condition cannot be answered is refused with the reason, and not moved")
  func undecidable() async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(3, engine)
    let reasons = Mutex<[String]>([])
    let count = try await Self.sweep(office, engine).run(
      try Self.request("data.cuont == 1", "close", key: "k"), isDry: false
    ) { report in
      guard case .refused(let refusal) = report, case .undecidable(let what) = refusal.reason else { return }
      reasons.withLock { $0.append(what) }
    }
    #expect(count == BulkCount(looked: 3, picked: 0, done: 0, replayed: 0, refused: 3))
    #expect(reasons.withLock { $0 }.allSatisfy { $0.contains("cuont") })
    for id in cases { #expect(try await office.history(id).count == 1) }
  }

  @Test("a case that moves between reading and firing is judged by what it is then")
  func movedMeanwhile() async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(2, engine)
    let isFirst = Mutex(true)
    // The first still satisfies the condition after it has moved, the second does not.
    let sweep = try Self.sweep(office, engine) {
      guard isFirst.withLock({ if $0 { $0 = false; return true } else { return false } }) else { return }
      _ = await engine.submit([
        Office.fire("a", cases[0], "note", ["count": .int(5)]), Office.fire("b", cases[1], "note", ["count": .int(50)]),
      ])
    }
    let count = try await sweep.run(try Self.request("data.count < 10", "close", key: "k"), isDry: false) { _ in }
    #expect(count == BulkCount(looked: 2, picked: 1, done: 1, replayed: 0, refused: 0))
    #expect(try await office.history(cases[0]).map(\.name) == ["open", "note", "close"])
    #expect(try await office.history(cases[1]).map(\.name) == ["open", "note"])
  }

  @Test("when the engine takes nothing the sweep stops before the first case that has no answer")
  func interrupted() async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(3, engine).sorted()
    await engine.drain()
    var sweep = try Self.sweep(office, engine)
    sweep.pause = { _ in }
    let last = await #expect(throws: BulkInterruption.self) {
      try await sweep.run(try Self.request("true", "close", key: "k"), isDry: false) { _ in }
    }?.last
    #expect(last?.value == cases[0].value - 1)
  }

  @Test(
    "one that has spent the steps of its request stops, says up to which case, and goes on from there: each case once",
    arguments: [true, false])
  func stepsSpent(isDry: Bool) async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(60, engine)
    // About 600 steps a case; the decision of a dry run counts too.
    var request = try Self.request(
      "data.count == 3 || [1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, a + b > 0)) && data.count < 5",
      "sleep", key: "k")
    var (done, requests) = (0, 0)
    while true {
      requests += 1
      let steps = StepAllowance(8_000)
      let part = Mutex(BulkCount())
      do {
        let count = try await Self.sweep(office, engine, steps: steps).run(request, isDry: isDry) { report in
          if case .progress(let count, _) = report { part.withLock { $0 = count } }
        }
        done += count.done
        break
      } catch let error as BulkInterruption {
        #expect(error.reason == .stepsSpent)
        try #require(error.last > request.after && requests < 30)
        request.after = error.last
        done += part.withLock { $0.done }
      }
    }
    #expect(requests > 2)
    #expect(done == cases.indices.count { ($0 + 1) % 7 < 5 })
    for (index, id) in cases.enumerated() {
      let isMoved = !isDry && (index + 1) % 7 < 5
      #expect(try await office.history(id).map(\.name) == (isMoved ? ["open", "sleep"] : ["open"]))
    }
  }

  @Test("nobody waits any more: the sweep ends with the stretch it is in")
  func abandoned() async throws {
    struct Gone: Error {}
    let office = try await Office()
    let engine = office.engine()
    _ = await Self.open(1_500, engine)
    let sweep = try Self.sweep(office, engine)
    await #expect(throws: Gone.self) {
      try await sweep.run(try Self.request("true", "close", key: "k"), isDry: false) { _ in throw Gone() }
    }
    let left = try await office.store.list(CaseFilter(state: "open", limit: 1_000)).cases
    #expect(left.count == 500)
  }

  @Test("cases are looked at in stretches of bounded work, whether or not any is picked")
  func boundedStretches() async throws {
    let office = try await Office()
    let engine = office.engine()
    let cases = await Self.open(25, engine).sorted()
    let title = try #require(try await office.store.read(cases[24])).current.root.data["number"]
    guard case .string(let last)? = title else {
      throw BulkInterruption(last: cases[24], reason: .unavailable("no number"))
    }
    let filter = CandidateFilter(workflow: "ticket", text: last)
    let first = try await office.store.candidates(filter, after: CaseID(0), limit: 10)
    #expect(first.cases.isEmpty && first.looked == 10 && first.last == cases[9])
    let end = try await office.store.candidates(filter, after: cases[19], limit: 10)
    #expect(end.cases.map(\.current.id).contains(cases[24]) && end.looked == 5)
    let none = try await office.store.candidates(filter, after: cases[24], limit: 10)
    #expect(none.last == nil && none.looked == 0)
  }
}
