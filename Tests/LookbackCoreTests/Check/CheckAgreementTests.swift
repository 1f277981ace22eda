import Glibc
import LookbackCEL
import LookbackTime
import Testing

@testable import LookbackCheck
@testable import LookbackCore
@testable import LookbackDefinition

@Suite("The checker against exhaustive search")
struct CheckAgreementTests {
  /// More seeds than every run needs: `make check-agreement`.
  private static let seeds = UInt64(getenv("LOOKBACK_CHECK_SEEDS").flatMap { Int(String(cString: $0)) } ?? 120)
  /// After so many steps by itself the engine stops.
  private static let mostSteps = 100
  /// Definitions with more cases than that are not compared.
  private static let most = seeds > 1_000 ? 1_500 : 400

  @Test("both say the same of states, ends, events, cycles and promises", arguments: 0..<(seeds / 20))
  func verdictsAgree(_ batch: UInt64) throws {
    for seed in (batch * 20)..<(batch * 20 + 20) { try compare(seed) }
  }

  private func compare(_ seed: UInt64) throws {
    let definition = try RandomDefinition(seed: seed)
    let search = try ExhaustiveSearch(definition, most: Self.most)
    guard !search.isCut else { return }
    let (proof, exploration) = Self.prove(definition)
    let codes = Set(proof.map(\.code))
    let cycles = !codes.isDisjoint(with: ["automatic-cycle", "join-completes-twice"])
    let inner = Self.prove(definition.child, beside: definition.parent).0.map(\.code)
    #expect(
      search.cycles == cycles || (search.cycles && inner.contains("automatic-cycle")), "seed \(seed): cycles")
    #expect(search.longest <= 2 * Self.mostSteps, "seed \(seed): a command made \(search.longest) events")
    // The engine refuses what leads into a cycle; what lies behind it is no case.
    guard !cycles, !search.cycles else { return }
    #expect(search.blocked.isEmpty, "seed \(seed): \(search.blocked)")
    let reached = Set(exploration.nodes.indices.map { exploration.state(of: $0).name })
    #expect(reached == search.reached, "seed \(seed): states")
    let hopeless = Set(
      proof.filter { ["dead-end", "never-ends"].contains($0.code) }.map { Self.named(in: $0.message) })
    // The checker names the state from which the end is out of reach whatever else is not known; the search knows all.
    #expect(hopeless.isSubset(of: search.hopeless), "seed \(seed): ends")
    #expect(hopeless.isEmpty == search.hopeless.isEmpty, "seed \(seed): ends")
    #expect(Self.events(exploration) == search.fired.subtracting(["open"]), "seed \(seed): events")
    guard !codes.contains("bad-promise") else { return }
    #expect(codes.contains("promise-refuted") == search.isBroken, "seed \(seed): \(definition.promise)")
  }

  /// Where nothing is compared, nothing is proved.
  @Test("the definitions are of every kind that is compared")
  func kindsAreMixed() throws {
    var found: [String: Int] = [:]
    var cut = 0
    for seed in 0..<UInt64(40) {
      let definition = try RandomDefinition(seed: seed)
      let search = try ExhaustiveSearch(definition, most: 400)
      cut += search.isCut ? 1 : 0
      if search.cycles { found["cycles", default: 0] += 1 }
      if !search.hopeless.isEmpty { found["hopeless", default: 0] += 1 }
      if search.isBroken { found["broken", default: 0] += 1 } else { found["kept", default: 0] += 1 }
      if search.reached.count < definition.parent.states.count { found["unreached", default: 0] += 1 }
    }
    #expect(cut < 12, "\(cut) of 40 are too large to be searched")
    for kind in ["cycles", "hopeless", "broken", "kept", "unreached"] {
      #expect(found[kind, default: 0] > 2, "\(kind)")
    }
  }

  static func prove(_ definition: RandomDefinition) -> ([Diagnostic], Exploration) {
    prove(definition.parent, beside: definition.child)
  }

  private static func prove(_ workflow: Workflow, beside other: Workflow) -> ([Diagnostic], Exploration) {
    let keys = KeyedValues(location: SourceLocation(line: 1, column: 1), values: [:])
    let root = SourceNode(.mapping([]), at: SourceLocation(line: 1, column: 1))
    let outline = WorkflowOutline(
      file: "random.yaml", root: root, keys: keys, reference: workflow.reference,
      title: workflow.title, fields: workflow.fields, brokenFields: [], roles: ["office"],
      runs: ["child"])
    var proof = DefinitionProof(
      [DefinitionProof.Subject(workflow: workflow, outline: outline)], known: [other],
      staffing: nil, isComplete: true)
    proof.run()
    let exploration = proof.exploration(of: workflow, as: nil)
    return (proof.diagnostics, exploration)
  }

  private static func named(in message: String) -> String {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : ""
  }

  private static func events(_ exploration: Exploration) -> Set<String> {
    let used = Set(exploration.edges.flatMap { $0.map(\.label) })
    return Set(
      used.compactMap { label in
        switch exploration.labels[label].act {
        case .event(let name, _, _): name
        case .approve: "approve"
        case .refuse: "refuse"
        default: nil
        }
      })
  }
}
