import Glibc
import LookbackCheck
import LookbackCore
import LookbackDefinition
import LookbackYAML
import SeededTesting

/// The files that are mutated: those of a folder, and the ones that explain codes.
struct DefinitionCorpus {
  private var sets: [[DefinitionFile]] = []

  init(_ folder: String) throws {
    let loaded = try LibraryLoader().load(folder, .skipBroken)
    sets.append(
      loaded.sources.sorted { $0.key < $1.key }.map { DefinitionFile(name: $0.key, bytes: Array($0.value.text.utf8)) })
    for one in CodeExplanation.all {
      if case .filled = one.example { continue }
      sets.append(
        one.files.sorted { $0.key < $1.key }.map { DefinitionFile(name: $0.key, bytes: Array($0.value.utf8)) })
    }
  }

  func mutated(_ mutator: inout DefinitionMutator) -> [DefinitionFile] {
    var files = sets[Int.random(in: 0..<sets.count, using: &mutator)]
    let workflows = files.indices.filter { !files[$0].name.contains("calendars/") }
    let index = workflows.randomElement(using: &mutator) ?? 0
    mutator.mutate(&files[index].bytes)
    return files
  }
}

/// Changes texts so that they often stay definitions: lines, words and numbers are moved, doubled and swapped.
struct DefinitionMutator: RandomNumberGenerator {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { generator.next() }

  mutating func mutate(_ bytes: inout [UInt8]) {
    for _ in 0...Int.random(in: 0..<2, using: &self) { change(&bytes) }
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard bytes.count > 2 else { return }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    let (a, b) = (Int.random(in: 0..<lines.count, using: &self), Int.random(in: 0..<lines.count, using: &self))
    switch Int.random(in: 0..<7, using: &self) {
    case 0: lines.swapAt(a, b)
    case 1: lines.insert(lines[a], at: b)
    case 2: lines.remove(at: a)
    case 3, 4: (lines[a], lines[b]) = swapped(lines[a], lines[b])
    case 5:
      let place = Int.random(in: 0..<bytes.count, using: &self)
      bytes[place] = UInt8.random(in: 32...126, using: &self)
      return
    default:
      let start = Int.random(in: 0..<bytes.count, using: &self)
      bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...20, using: &self)))
      return
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// A word of one line against a word of another.
  private mutating func swapped(_ one: [UInt8], _ other: [UInt8]) -> ([UInt8], [UInt8]) {
    var (left, right) = (one.split(separator: 32).map(Array.init), other.split(separator: 32).map(Array.init))
    guard !left.isEmpty, !right.isEmpty else { return (one, other) }
    let (i, j) = (Int.random(in: 0..<left.count, using: &self), Int.random(in: 0..<right.count, using: &self))
    swap(&left[i], &right[j])
    let indents = (one.prefix { $0 == 32 }, other.prefix { $0 == 32 })
    return (
      Array(indents.0) + Array(left.joined(separator: [32])), Array(indents.1) + Array(right.joined(separator: [32]))
    )
  }
}
