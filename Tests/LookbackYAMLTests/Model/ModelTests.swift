import Glibc
import LookbackCore
import LookbackDefinition
import LookbackYAML
import SeededTesting
import Testing

@Suite("The engine and a little model of what the notation promises")
struct ModelTests {
  /// Histories of one definition.
  private static let lives = 10
  private static let pieces = 20

  /// All 10,000 with `make model`; a part of them where nothing is said.
  private static let histories = getenv("LOOKBACK_MODEL_HISTORIES").flatMap { Int(String(cString: $0)) } ?? 200

  @Test("do the same in random histories of random definitions", arguments: 0..<pieces)
  func agreement(piece: Int) throws {
    let count = max(1, Self.histories / Self.lives / Self.pieces)
    var failures: [String] = []
    for seed in piece * count..<(piece + 1) * count {
      do { try Self.walk(UInt64(seed)) } catch { failures.append("definition \(seed): \(error)") }
    }
    #expect(
      failures.isEmpty, "\(failures.count) of \(count); the shortest: \(failures.min { $0.count < $1.count } ?? "")")
  }

  @Test("come to every kind of thing that the model knows")
  func coverage() throws {
    var seen: Set<String> = []
    for seed: UInt64 in 0..<60 { seen.formUnion(try Self.walk(seed)) }
    let wanted: Set<String> = [
      "open", "e", "halt", "go", "remind c", "overdue c", "extend c", "approve", "refuse", "approved",
      "remind approvers",
    ]
    #expect(wanted.subtracting(seen) == [])
  }

  @discardableResult
  private static func walk(_ seed: UInt64) throws -> Set<String> {
    var random = SplitMix64(seed: seed)
    let (workflow, library) = try definition(&random)
    var seen: Set<String> = []
    for life in 0..<UInt64(lives) {
      do {
        var walk = try ModelWalk(workflow, library, seed: seed &* 1_000 &+ life)
        try walk.run(steps: 30)
        seen.formUnion(walk.seen)
      } catch { throw Failure(text: "\(error)\n\(workflow.yaml)") }
    }
    return seen
  }

  private struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }

  /// The first that the checker accepts: what it refuses is not run.
  private static func definition(_ random: inout SplitMix64) throws -> (ModelWorkflow, Library) {
    var refusal: (any Error)?
    for _ in 0..<50 {
      let workflow = ModelWorkflow.random(&random)
      do { return (workflow, try library(workflow)) } catch { refusal = error }
    }
    throw refusal ?? Failure(text: "no definition")
  }

  private static func library(_ workflow: ModelWorkflow) throws -> Library {
    let loaded = LibraryLoader().load([
      Workbench.file("model.yaml", workflow.yaml), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw Failure(text: errors.map { $0.rendered(source: loaded.sources[$0.file]) }.joined(separator: "\n"))
    }
    return loaded.library
  }
}
