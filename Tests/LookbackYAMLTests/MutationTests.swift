import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackYAML
import SeededTesting
import Testing

@Suite("Mutated definitions")
struct MutationTests {
  private static let files = ["recommendation.yaml", "handling.yaml", "calendars/cn-qinghai.yaml", "classes/npc.yaml"]
  private static let pieces = [
    "*", "&a ", "!", "{", "}", "[", "]", ": ", "\n", "- ", "'", "\"", "|", ">", "%", "---\n", "\t", "\0", "青",
  ]

  @Test("whatever bytes are changed, the reader answers, and says something where it does not load", arguments: 0..<60)
  func readerSurvives(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
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

  @Test(
    "a calendar with changed bytes is read or refused at a place, and what is read can be counted", arguments: 0..<120)
  func calendarsSurvive(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var files = try ["cn", "cn-ningxia", "uk-northern-ireland"].map { try Workbench.file("calendars/\($0).yaml") }
    files.append(Workbench.file("test.yaml", BrokenCalendarTests.sound))
    let index = Int.random(in: 1..<files.count, using: &generator)
    for _ in 0...Int.random(in: 0..<6, using: &generator) { Self.mutate(&files[index].bytes, &generator) }
    let loaded = LibraryLoader().load(files)
    for diagnostic in loaded.diagnostics {
      #expect(diagnostic.location.line >= 1 && diagnostic.location.column >= 1)
    }
    let day = try CivilDate(parsing: "2020-01-17")
    for calendar in loaded.library.calendars.values {
      let due = try calendar.adding(workingDays: 20, to: day)
      #expect(calendar.workingDays(from: day, to: due) == 20)
      #expect(calendar.publishedYears == calendar.publishedYears.sorted())
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
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
