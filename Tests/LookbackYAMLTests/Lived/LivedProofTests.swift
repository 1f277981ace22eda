import Glibc
import SeededTesting
import Testing

@Suite("Proofs, and lives led by the engine")
struct LivedProofTests {
  private static let pieces = 10
  /// More seeds than every run needs: `make check-agreement`.
  private static let seeds = min(2_000, getenv("LOOKBACK_CHECK_SEEDS").flatMap { Int(String(cString: $0)) } ?? 20)
  /// Lives of one definition.
  private static let lives: UInt64 = 8

  @Test("no life does what was proved never to happen", arguments: 0..<pieces)
  func nothingIsBroken(piece: Int) throws {
    let count = max(1, Self.seeds / Self.pieces)
    var failures: [String] = []
    for seed in piece * count..<(piece + 1) * count {
      do { try Self.live(UInt64(seed)) } catch { failures.append("definition \(seed): \(error)") }
    }
    #expect(
      failures.isEmpty, "\(failures.count) of \(count); the shortest: \(failures.min { $0.count < $1.count } ?? "")")
  }

  /// Where nothing is proved, nothing is compared.
  @Test("proofs are given of every kind of time, and some are used up to their end")
  func kindsAreMixed() throws {
    var kept: [String: Int] = [:]
    var usedUp: [String: Int] = [:]
    for seed: UInt64 in 1_000_000..<1_000_028 {
      let found = try Self.live(seed)
      for kind in found.kinds {
        kept[kind, default: 0] += found.kept
        usedUp[kind, default: 0] += found.usedUp
      }
    }
    #expect(kept.count >= 18 && kept.values.allSatisfy { $0 > 4 }, "\(kept)")
    #expect(usedUp.values.filter { $0 > 0 }.count >= 15, "\(usedUp)")
  }

  @discardableResult
  private static func live(_ seed: UInt64) throws -> (kept: Int, usedUp: Int, kinds: Set<String>) {
    let (definition, proof) = try meaningful(seed)
    var sum = (kept: 0, usedUp: 0)
    for life in 0..<lives {
      do {
        var life = try Life(proof, seed: seed &* 1_000 &+ life)
        try life.lead(steps: 25)
        sum = (sum.kept + life.watch.kept, sum.usedUp + life.watch.usedUp)
      } catch { throw Failure(text: "\(error)\n\(definition.text)") }
    }
    return (sum.kept, sum.usedUp, definition.kinds)
  }

  /// The first that means something, and whose course can be explored.
  private static func meaningful(_ seed: UInt64) throws -> (LivedDefinition, LivedProof) {
    for attempt in 0..<40 {
      let definition = LivedDefinition(seed: seed &* 64 &+ UInt64(attempt))
      if let proof = LivedProof(definition), proof.isExplored { return (definition, proof) }
    }
    throw Failure(text: "no definition")
  }

  private struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}
