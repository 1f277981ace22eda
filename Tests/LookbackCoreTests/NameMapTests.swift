import SeededTesting
import Testing

@testable import LookbackCore

@Suite("a map from names") struct NameMapTests {
  @Test("holds what a dictionary holds after the same changes, in the order of bytes", arguments: 0..<40)
  func likeDictionary(seed: Int) {
    var random = SplitMix64(seed: seed)
    // Small ones are searched otherwise than large ones.
    let names = (0..<(seed.isMultiple(of: 2) ? 9 : 60)).map { ["a", "", "任务", "é", "\u{1F600}"][$0 % 5] + "\($0)" }
    var (map, dictionary) = (NameMap<[Int]>(), [String: [Int]]())
    for step in 0..<300 {
      guard let name = names.randomElement(using: &random) else { continue }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: (map[name], dictionary[name]) = (nil, nil)
      case 1:
        map[name]?.append(step)
        dictionary[name]?.append(step)
      default: (map[name], dictionary[name]) = ([step], [step])
      }
      #expect(map[name] == dictionary[name])
    }
    #expect(map.keys == dictionary.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(names.allSatisfy { map[$0] == dictionary[$0] })
    #expect(map.values == map.keys.map { dictionary[$0] ?? [] })
  }

  @Test("takes at its end only what comes after all others")
  func appending() {
    var map = NameMap<Int>()
    #expect(map.append("b", 1) && !map.append("b", 2) && !map.append("a", 3) && map.append("c", 4))
    #expect(map.values == [1, 4])
  }
}
