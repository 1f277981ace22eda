import LookbackCEL
import LookbackCore
import LookbackPostgres
import SeededTesting
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

/// Callers who repeat what they asked while the server ends the sessions that record it, at any moment, also in COMMIT.
@Suite("repeats while sessions are ended", .timeLimit(.minutes(5)))
struct RepeatTests {
  private static let rounds = 12
  private static let perRound = 24

  /// What one caller has been told so far.
  private struct Asked {
    let command: Command
    var receipt: Receipt?
    var rejection: Rejection?
    /// An answer left open whether the command was recorded.
    var wasUnknown = false

    mutating func hear(_ outcome: Outcome) {
      switch outcome {
      case .done(let receipt):
        #expect(self.receipt == nil, "\(command.id) was done a second time")
        (self.receipt, rejection) = (receipt, nil)
      case .replayed(let receipt):
        #expect(self.receipt != nil || wasUnknown, "\(command.id) was never done before")
        if let first = self.receipt { #expect(receipt == first, "\(command.id)") }
        self.receipt = receipt
      case .rejected(let rejection):
        #expect(receipt == nil, "\(command.id) was acknowledged and is refused: \(rejection)")
        self.rejection = rejection
      case .unknown: wasUnknown = true
      case .unavailable: break
      }
    }

    var isAnswered: Bool { receipt != nil || rejection != nil }
  }

  @Test(
    "each acknowledged command is done once and its repeats have the first receipt; what cannot be recorded is an answer to that command alone",
    arguments: 0..<4)
  func repeats(seed: Int) async throws {
    var random = SplitMix64(seed: seed)
    let office = try await Office()
    let engines = [office.engine(), office.engine()]
    let ids = (0..<8).map { _ in engines[0].newCaseID() }
    var asked = ids.enumerated().map { Asked(command: Office.open("o\($0)", $1)) }
    try await answerAll(&asked, from: 0, engines, office, &random)
    for round in 0..<Self.rounds {
      let first = asked.count
      asked += (0..<Self.perRound).map { Asked(command: command("\(round).\($0)", ids, &random)) }
      // Some of what was answered long ago is asked again among the new.
      for _ in 0..<6 {
        asked.swapAt(Int.random(in: 0..<first, using: &random), Int.random(in: 0..<first, using: &random))
      }
      try await answerAll(&asked, from: max(0, first - 6), engines, office, &random)
    }
    try await expectDoneOnce(asked, ids, office)
  }

  /// Asks until every command from a place on has an answer; the sessions of the first tries are ended under way.
  private func answerAll(
    _ asked: inout [Asked], from first: Int, _ engines: [Engine], _ office: Office, _ random: inout SplitMix64
  ) async throws {
    var cuts = Int.random(in: 0...2, using: &random)
    var open = Array(first..<asked.count)
    while !open.isEmpty {
      let engine = engines[Int.random(in: 0..<engines.count, using: &random)]
      let commands = open.map { asked[$0].command }
      async let outcomes = engine.submit(commands)
      if cuts > 0 {
        cuts -= 1
        try await office.sql(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
          """)
      }
      for (place, outcome) in zip(open, await outcomes) { asked[place].hear(outcome) }
      open = open.filter { !asked[$0].isAnswered }
    }
  }

  private func command(_ id: String, _ ids: [CaseID], _ random: inout SplitMix64) -> Command {
    let target = ids.randomElement(using: &random) ?? ids[0]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Office.fire(id, target, "rename", ["number": .string("N\(Int.random(in: 0..<4, using: &random))")])
    case 1: return Office.fire(id, target, "rename", ["number": .string(String(repeating: "x", count: 1_000))])
    case 2: return Office.fire(id, target, "send")
    case 3: return Office.fire(id, target, "note", ["count": .string("many")])
    default: return Office.fire(id, target, "note", ["count": .int(2)])
    }
  }

  private func expectDoneOnce(_ asked: [Asked], _ ids: [CaseID], _ office: Office) async throws {
    var counts: [CommandID: Int] = [:]
    for id in ids {
      for event in try await office.history(id) { counts[event.command, default: 0] += 1 }
    }
    for one in asked {
      #expect(counts[one.command.id, default: 0] == (one.receipt == nil ? 0 : 1), "\(one.command.id)")
    }
    try await office.expectSoundChains()
  }
}
