import Glibc
import LookbackCore
import LookbackYAML
import Testing

@Suite("The checker on small definitions")
struct SmallDefinitionTests {
  /// More seeds than every run needs: `make check-agreement`.
  private static let count = min(
    300, UInt64(getenv("LOOKBACK_CHECK_SEEDS").flatMap { Int(String(cString: $0)) } ?? 30))

  private static func codes(_ seed: UInt64) -> Set<String> { Set(Matter.codes(SmallDefinition(seed: seed).text)) }

  @Test("of three hundred small definitions three at most, of thirty one, have more ways than are looked at")
  func areExplored() {
    let found = (0..<Self.count).map { Self.codes($0) }
    let large = found.indices.filter { found[$0].contains("check-too-large") }
    #expect(large.count <= max(1, Int(Self.count) / 100), "\(large.count) of \(Self.count): \(large)")
    // What is not read to the end is not explored either.
    #expect(found.allSatisfy { $0.isSubset(of: Self.codesOfCourses) }, "\(found.reduce(Set()) { $0.union($1) })")
    #expect(found.contains { $0.isEmpty } && found.contains { $0.contains("guard-never-holds") })
  }

  private static let codesOfCourses: Set<String> = [
    "check-too-large", "clock-stops-at-once", "guard-never-holds", "dead-end", "never-ends", "unreachable-state",
    "event-never-possible", "clock-never-starts", "read-before-set", "may-be-missing", "not-proved",
  ]
}
