import LookbackAudit
import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite("Every construct that writes facts of its own, through the engine and the store")
struct ConstructTests {
  private static let names = [
    "change", "ask", "hear", "ask to extend answer", "correct answer", "sign", "approve", "refuse",
  ]

  @Test("what is stored is what replaying the stored history gives, and the chain is sound", arguments: 0..<6)
  func storedIsReplayed(seed: Int) async throws {
    var generator = SplitMix64(seed: seed)
    let office = try await Office(files: ConstructWorkflow.files, workflow: "matter")
    for unit in ["a", "b", "c"] {
      try await office.store.add(UnitLine(code: unit, name: unit, documentCode: nil), by: .daemon)
    }
    let engine = office.engine()
    let id = engine.newCaseID()
    let opened = await engine.submit([Office.open("o", id, data(&generator), workflow: "matter")])
    #expect(opened[0].isDone)
    var done: Set<String> = []
    for number in 0..<60 {
      let name = Self.names.randomElement(using: &generator) ?? "ask"
      var inputs: [String: Value] = [:]
      if name == "change" { inputs = data(&generator) }
      if name == "refuse" { inputs = ["reason": .string("no")] }
      if name == "correct answer" { inputs = ["started": day(&generator, -9...0)] }
      if await engine.submit([Office.fire("c\(number)", id, name, inputs)])[0].isDone { done.insert(name) }
    }
    #expect(done.count >= 5)
    let stored = try #require(try await office.store.read(id)?.current)
    #expect(Case.replay(try await office.history(id), id: id) == stored)
    #expect(try Case(canonicalBytes: stored.canonicalBytes) == stored)
    try await office.expectSoundChains()
  }

  private func data(_ generator: inout SplitMix64) -> [String: Value] {
    let units = ["a", "b", "c"].filter { _ in Bool.random(using: &generator) }
    return [
      "units": .list(units.map { .string($0) }), "day": day(&generator, -30...30),
      "text": .string("text \(Int.random(in: 0..<3, using: &generator))"),
    ]
  }

  private func day(_ generator: inout SplitMix64, _ range: ClosedRange<Int>) -> Value {
    .date(CivilDate(days: 17_939 + Int32(Int.random(in: range, using: &generator))))
  }
}
