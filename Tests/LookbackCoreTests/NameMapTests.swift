import SeededTesting
import Testing

@testable import LookbackCore

@Suite("a map from names") struct NameMapTests {
  @Test("holds what a dictionary holds after the same changes, in the order of bytes", arguments: 0..<40)
  func likeDictionary(seed: Int) {
    var random = SplitMix64(seed: seed)
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
    #expect(
      map.entries.map(\.key) == dictionary.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(names.allSatisfy { map[$0] == dictionary[$0] })
  }

  @Test("knows a name in either spelling, as a dictionary does, and keeps that which came first", arguments: [1, 40])
  func spellings(others: Int) {
    let (short, long) = ("caf\u{E9}", "cafe\u{301}")
    for (first, second) in [(short, long), (long, short)] {
      var (map, dictionary) = (NameMap<Int>(), [String: Int]())
      for name in (0..<others).map({ "cafe\($0)" }) + [first] { (map[name], dictionary[name]) = (1, 1) }
      (map[second], dictionary[second]) = (2, 2)
      #expect(map[first] == 2 && map[second] == 2 && map.entries.count == dictionary.count)
      let utf8 = map.entries.map { Array($0.key.utf8) }
      #expect(utf8.contains(Array(first.utf8)) && !utf8.contains(Array(second.utf8)))
      #expect(zip(utf8, utf8.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
    var read = NameMap<Int>()
    #expect(read.append(long, 1) && !read.append(short, 2))
  }

  @Test("takes at its end only what comes after all others")
  func appending() {
    var map = NameMap<Int>()
    #expect(map.append("b", 1) && !map.append("b", 2) && !map.append("a", 3) && map.append("c", 4))
    #expect(map.entries.map(\.value) == [1, 4])
  }
}
