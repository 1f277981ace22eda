import LookbackCEL
import LookbackCore
import LookbackPostgres
import LookbackTime
import Synchronization
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("an error that comes again each time is the answer to its command")
struct StayingErrorTests {
  private static func office() async throws -> Office {
    try await Office(files: ClaimWorkflow.files, workflow: "claim")
  }

  private static func open(_ id: Int64, _ data: [String: Value] = [:]) -> Command {
    Office.open("o\(id)", CaseID(id), data, workflow: "claim")
  }

  /// What is tried for the case 1 together with a note to each of 20 others, and what it is answered.
  private static let refused: [(command: Command, expected: @Sendable (Rejection) -> Bool)] = [
    (
      Office.fire("x", CaseID(1), "draw"),
      {
        let number = DrawnNumber(register: RegisterKey(name: "R", period: 0), number: 1)
        return $0 == .notUnique(field: "number", value: "R1号", holder: CaseID(2), drawn: number)
      }
    ),
    (
      Office.fire("x", CaseID(1), "copy"),
      { $0 == .notUnique(field: "number", value: "R1号", holder: CaseID(2)) }
    ),
    (
      Office.fire("x", CaseID(1), "count", ["serial": .int(7)]),
      { $0 == .notUnique(field: "serial", value: "7", holder: CaseID(2)) }
    ),
    (
      Office.fire("x", CaseID(1), "count", ["serial": .int(2)]),
      { $0 == .notUnique(field: "serial", value: "2", holder: CaseID(2)) }
    ),
    (Self.open(99, ["number": .string(String(repeating: "字", count: 257))]), { $0.code == "ill-typed" }),
    (Self.open(99, ["number": .string("R1号")]), { $0.code == "not-unique" }),
    (Office.fire("x", CaseID(1), "note", ["wish": .string("a\0b")]), { $0 == .unkeepable(name: "wish") }),
    (Office.fire("x", CaseID(1), "divide"), { _ in true }),
    (
      Office.fire(String(repeating: "i", count: 3_000), CaseID(1), "note", ["wish": .string("w")]),
      { $0.code == "unfit-command-id" }
    ),
    (Office.fire("a\0b", CaseID(1), "note", ["wish": .string("w")]), { $0.code == "unfit-command-id" }),
  ]

  @Test("a value that is taken or does not fit is refused with words, and nobody else in the batch is tried twice")
  func batch() async throws {
    let office = try await Self.office()
    let others = (Int64(10)..<30)
    let opening =
      [Self.open(1, ["wish": .string("R1号")]), Self.open(2, ["number": .string("R1号"), "serial": .int(7)])]
      + others.map { Self.open($0) }
    #expect(await office.engine().submit(opening).allSatisfy(\.isDone))
    let attempts = Mutex(0)
    let attempt = BatchAttempt(
      store: office.store, libraries: CurrentLibrary(office.published), ids: CaseIDSource())
    let runner = BatchRetrier(
      runner: CountingRunner(attempt: attempt) { _ in attempts.withLock { $0 += 1 } }, timeout: .zero,
      logger: Office.quiet)
    for (number, refused) in Self.refused.enumerated() {
      let notes = others.map { Office.fire("n\(number).\($0)", CaseID($0), "note", ["wish": .string("w")]) }
      if let misfit = refused.command.misfit {
        #expect(refused.expected(misfit), "\(misfit)")
        #expect(await office.engine().submit([refused.command]) == [.rejected(misfit)])
        continue
      }
      attempts.withLock { $0 = 0 }
      let outcomes = await runner.run(([refused.command] + notes).map { PendingCommand($0) })
      guard case .rejected(let rejection)? = outcomes[0] else {
        Issue.record("\(number): \(String(describing: outcomes[0]))")
        continue
      }
      #expect(refused.expected(rejection), "\(number): \(rejection)")
      let done = outcomes.compactMap { $0 }.filter(\.isDone)
      #expect(done.count == others.count)
      #expect(attempts.withLock { $0 } == 1, "\(number)")
    }
    try await office.expectSoundChains()
  }

  @Test("a number that is given up may be taken, in the same batch too, and each may be taken once")
  func freed() async throws {
    let office = try await Self.office()
    let opening = [
      Self.open(1, ["number": .string("A"), "wish": .string("B")]), Self.open(2, ["wish": .string("A")]),
      Self.open(3, ["wish": .string("A")]),
    ]
    #expect(await office.engine().submit(opening).allSatisfy(\.isDone))
    let outcomes = await office.engine().submit((1...3).map { Office.fire("c\($0)", CaseID($0), "copy") })
    #expect(outcomes[0].isDone && outcomes[1].isDone)
    #expect(outcomes[2] == .rejected(.notUnique(field: "number", value: "A", holder: CaseID(2))))
    #expect(try await office.store.find("A") == [CaseID(2)])
    try await office.expectSoundChains()
  }

  @Test("what the database refuses all the same is an answer, too, and says what the database says")
  func lastLine() async throws {
    let office = try await Self.office()
    let opened = await office.engine().submit((1...9).map { Self.open($0) })
    #expect(opened.filter(\.isDone).count == 9)
    try await office.sql("alter table case_views add constraint no_nine check (data->>'wish' is distinct from '9')")
    let notes = (1...9).map { number in
      Office.fire("n\(number)", CaseID(number), "note", ["wish": .string("\(number)")])
    }
    let outcomes = await office.engine().submit(notes)
    #expect(outcomes.prefix(8).filter(\.isDone).count == 8)
    #expect(outcomes[8] == .rejected(.cannotBeKept(code: "23514 no_nine")))
  }

  @Test("a refusal of a drawn number says which register gives it, which case has it and what to do")
  func words() {
    let drawn = DrawnNumber(register: RegisterKey(name: "R", period: 0), number: 1)
    let rejection = Rejection.notUnique(field: "number", value: "R1号", holder: CaseID(2), drawn: drawn)
    let (english, chinese) = RejectionWording(rejection).detail
    for text in ["register R", "R1号", "case 2", "lookback register set R --period 0 --next 2"] {
      #expect(english.contains(text), "\(english)")
    }
    #expect(chinese.contains("lookback register set R --period 0 --next 2") && chinese.contains("R1号"))
  }
}
