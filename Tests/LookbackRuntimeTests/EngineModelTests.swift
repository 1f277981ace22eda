import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite struct EngineModelTests {
  /// The same matter in memory: a fold of `decide`.
  private struct Model {
    let library: Library
    var cases: [CaseID: Case] = [:]
    var histories: [CaseID: [CaseEvent]] = [:]
    var registers: [RegisterKey: Int] = [:]
    var numbers: [String: CaseID] = [:]

    mutating func submit(_ command: Command) -> Rejection? {
      do throws(Rejection) {
        let context = DecisionContext(
          library: library, moment: Office.start, directory: command.names(in: library).assumed, registers: registers)
        let transition = try decide(command, on: cases[command.target], in: context)
        if case .string(let number)? = transition.result.root.data["number"] {
          if let owner = numbers[number], owner != command.target {
            throw .notUnique(field: "number", value: number, holder: owner)
          }
          numbers = numbers.filter { $0.value != command.target }
          numbers[number] = command.target
        }
        cases[command.target] = transition.result
        histories[command.target, default: []] += transition.events
        registers.merge(transition.drawn) { $1 }
        return nil
      } catch { return error }
    }
  }

  private func randomCommand(_ number: Int, _ ids: [CaseID], _ generator: inout SplitMix64) -> Command {
    let id = ids.randomElement(using: &generator) ?? CaseID(1)
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1: return Office.fire("c\(number)", id, "note", ["count": .int(Int64(number))])
    case 2:
      return Office.fire(
        "c\(number)", id, "rename", ["number": .string("N\(Int.random(in: 0..<6, using: &generator))")])
    case 3, 4: return Office.fire("c\(number)", id, "send")
    case 5: return Office.fire("c\(number)", id, "sleep")
    case 6: return Office.fire("c\(number)", id, "nonsense")
    case 7:
      var command = Office.fire("c\(number)", id, "note", ["count": .int(1)])
      command.expected = Int64.random(in: 1...5, using: &generator)
      return command
    case 8: return Office.fire("c\(number)", id, "close")
    case 9: return Office.fire("c\(number)", id, "note", ["count": .string("many")])
    default: return Office.fire("c\(number)", id, "note", ["count": .int(2)])
    }
  }

  @Test("the engine does what a fold of `decide` does: outcomes, histories, stored cases", arguments: 0..<8)
  func engineFoldsDecide(seed: Int) async throws {
    var generator = SplitMix64(seed: seed)
    let office = try await Office()
    var settings = EngineSettings()
    settings.batchLimit = [1, 3, 17, 500][seed % 4]
    let engine = office.engine(settings)
    var model = Model(library: office.published.library)
    let ids = (0..<6).map { _ in engine.newCaseID() }
    var commands = ids.enumerated().map { Office.open("o\($0)", $1) }
    commands += (0..<120).map { randomCommand($0, ids, &generator) }
    // One case after the other: the order of a batch.
    let sorted = commands.enumerated().sorted { ($0.element.target, $0.offset) < ($1.element.target, $1.offset) }
    for part in sorted.map(\.element).chunked(by: settings.batchLimit) {
      for (command, outcome) in zip(part, await engine.submit(part)) {
        switch (outcome, model.submit(command)) {
        case (.done(let receipt), nil): #expect(receipt.sequence == model.cases[command.target]?.sequence ?? 0)
        case (.rejected(let found), let wanted?): #expect(found == wanted)
        case (let outcome, let wanted):
          Issue.record("\(command.id): \(outcome), expected \(String(describing: wanted))")
        }
      }
    }
    for id in ids {
      let (history, stored) = (try await office.history(id), try await office.store.read(id))
      #expect(history == model.histories[id] ?? [])
      #expect(stored?.current == model.cases[id])
    }
    try await office.expectSoundChains()
  }
}

extension [Command] {
  fileprivate func chunked(by size: Int) -> [[Command]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
