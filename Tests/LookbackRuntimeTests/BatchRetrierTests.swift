import Logging
import LookbackCore
import LookbackTime
import Synchronization
import Testing

@testable import LookbackRuntime

@Suite struct BatchRetrierTests {
  private static func command(_ number: Int) -> PendingCommand {
    PendingCommand(
      Command(
        id: CommandID("c\(number)"), target: CaseID(Int64(number)),
        request: .fire(event: "e", track: nil, data: [:]), actor: .engine, via: "test"))
  }

  private static func receipt(_ pending: PendingCommand) -> Receipt {
    Receipt(case: pending.command.target, sequence: 1, state: "s", link: [], at: Moment(microseconds: 0))
  }

  private func runner(
    timeout: Duration = .seconds(3600), _ attempt: @escaping @Sendable ([PendingCommand]) async throws -> [Outcome?]
  ) -> BatchRetrier {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var runner = BatchRetrier(timeout: timeout, logger: logger, body: attempt)
    runner.pause = { _ in await Task.yield() }
    return runner
  }

  @Test("a batch that meets a deadlock is tried again with the same commands")
  func retryableIsRetried() async {
    let attempts = Mutex<[[CommandID]]>([])
    let outcomes = await runner { commands in
      let count = attempts.withLock {
        $0.append(commands.map(\.command.id))
        return $0.count
      }
      guard count > 3 else { throw BatchFailure.retryable("deadlock") }
      return commands.map { .done(Self.receipt($0)) }
    }.run([Self.command(1), Self.command(2)])
    #expect(outcomes == [1, 2].map { .done(Self.receipt(Self.command($0))) })
    #expect(Set(attempts.withLock { $0 }).count == 1)
  }

  @Test("a commit whose answer was lost is asked about, and the replay is its answer")
  func unknownIsAsked() async {
    let attempts = Mutex(0)
    let outcomes = await runner { commands in
      if attempts.withLock({ count in
        count += 1; return count
      }) == 1 {
        commands[0].expect(Self.receipt(commands[0]))
        throw BatchFailure.unknown("end of file")
      }
      return commands.map { .replayed(Self.receipt($0)) }
    }.run([Self.command(1)])
    #expect(outcomes == [.done(Self.receipt(Self.command(1)))])
  }

  @Test("when the timeout ends a doubtful batch is unknown and another one unavailable", arguments: [true, false])
  func timeoutEnds(isDoubtful: Bool) async {
    let outcomes = await runner(timeout: .zero) { _ in
      throw isDoubtful ? BatchFailure.unknown("end of file") : BatchFailure.retryable("no server")
    }.run([Self.command(1)])
    #expect(outcomes == [isDoubtful ? .unknown : .unavailable("the database cannot be reached; try again")])
  }

  @Test("what was recorded before is told so, though the answer of a batch that it shared was lost")
  func repeatInALostBatch() async {
    let attempts = Mutex(0)
    let (mine, other) = (Self.command(1), Self.command(2))
    let outcomes = await runner { commands in
      if attempts.withLock({ count in
        count += 1; return count
      }) == 1 {
        commands[0].expect(Self.receipt(commands[0]))
        throw BatchFailure.unknown("end of file")
      }
      return commands.map { .replayed(Self.receipt($0)) }
    }.run([mine, other])
    #expect(outcomes == [.done(Self.receipt(mine)), .replayed(Self.receipt(other))])
  }

  @Test("a value that the database refuses is the answer to its command, after one attempt of the others together")
  func unkeepable() async {
    let sizes = Mutex<[Int]>([])
    let outcomes = await runner { commands in
      sizes.withLock { $0.append(commands.count) }
      if commands.contains(where: { $0.command.id.value == "c5" }) {
        throw BatchFailure.unkeepable("too long", code: "54000")
      }
      return commands.map { .done(Self.receipt($0)) }
    }.run((0..<16).map(Self.command))
    #expect(outcomes[5] == .rejected(.cannotBeKept(code: "54000")))
    let done = outcomes.compactMap { $0 }.filter(\.isDone)
    #expect(done.count == 15)
    #expect(sizes.withLock { $0 } == [16, 8, 4, 4, 2, 1, 1, 1, 2, 8], "halves, and the one that stands alone twice")
  }

  @Test("one command that cannot be recorded does not spoil its batch", arguments: 0..<16)
  func poisonStandsAlone(poison: Int) async {
    let outcomes = await runner { commands in
      if commands.contains(where: { $0.command.id == Self.command(poison).command.id }) {
        throw BatchFailure.refused("22021")
      }
      return commands.map { .done(Self.receipt($0)) }
    }.run((0..<16).map(Self.command))
    for (number, outcome) in outcomes.enumerated() where number != poison {
      #expect(outcome == .done(Self.receipt(Self.command(number))))
    }
    #expect(outcomes[poison] == .unavailable("the command cannot be recorded; the daemon's log says why"))
  }
}
