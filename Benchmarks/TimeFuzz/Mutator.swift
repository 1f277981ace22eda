import SeededTesting

/// Makes new inputs out of old ones, from a seed.
struct Mutator {
  var generator: SplitMix64

  mutating func mutated(_ corpus: [[UInt8]], _ tokens: [[UInt8]]) -> [UInt8] {
    var input = corpus[below(corpus.count)]
    for _ in 0...below(4) {
      switch below(7) {
      case 0 where !input.isEmpty: input[below(input.count)] = UInt8(below(256))
      case 1 where !input.isEmpty: input[below(input.count)] ^= 1 << UInt8(below(8))
      case 2: input.insert(UInt8(below(256)), at: below(input.count + 1))
      case 3 where !input.isEmpty:
        let start = below(input.count)
        input.removeSubrange(start..<min(input.count, start + below(12) + 1))
      case 4:
        let other = corpus[below(corpus.count)]
        input = Array(input.prefix(below(input.count + 1))) + other.suffix(below(other.count + 1))
      case 5 where !input.isEmpty:
        let start = below(input.count)
        let piece = input[start..<min(input.count, start + below(40) + 1)]
        input.insert(contentsOf: piece, at: below(input.count + 1))
      default: input.insert(contentsOf: tokens[below(tokens.count)], at: below(input.count + 1))
      }
    }
    return Array(input.prefix(1 << 16))
  }

  private mutating func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
}
