import LookbackCore
import LookbackYAML
import Testing

@Suite("Mutated definitions")
struct MutationTests {
  private static let files = ["recommendation.yaml", "handling.yaml", "calendars/cn-qinghai.yaml", "classes/npc.yaml"]
  private static let pieces = [
    "*", "&a ", "!", "{", "}", "[", "]", ": ", "\n", "- ", "'", "\"", "|", ">", "%", "---\n", "\t", "\0", "青",
  ]

  @Test("whatever bytes are changed, the reader answers, and says something where it does not load", arguments: 0..<60)
  func readerSurvives(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var files = try Self.files.map { try Workbench.file($0) }
    files.append(try Workbench.file("calendars/cn.yaml"))
    let index = Int.random(in: 0..<Self.files.count, using: &generator)
    for _ in 0...Int.random(in: 0..<6, using: &generator) { Self.mutate(&files[index].bytes, &generator) }
    let loaded = LibraryLoader().load(files)
    for diagnostic in loaded.diagnostics {
      #expect(diagnostic.location.line >= 1 && diagnostic.location.column >= 1)
      #expect(diagnostic.rendered(source: loaded.sources[diagnostic.file]).hasPrefix(diagnostic.file))
    }
    #expect(loaded.library.latest("recommendation") != nil || loaded.hasErrors)
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
    case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &generator) ?? "").utf8), at: place)
    default:
      let end = min(bytes.count, place + Int.random(in: 1...200, using: &generator))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0..<bytes.count, using: &generator))
    }
  }
}
