import Glibc
import HostileTexts
import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("Hostile texts are refused for little")
struct HostileCostTests {
  /// CPU milliseconds. In release each takes less than 100, which `HostileFiles` measures from start to finish; a debug
  /// build takes up to thirty times as long, and nothing here may be worse than that.
  private static let bar = 3_000

  @Test("a definition is refused, and its findings are shown, in bounded time and length", arguments: HostileText.all)
  func definition(_ text: HostileText) {
    guard text.kind == .definition else { return }
    let start = Self.milliseconds
    let loaded = LibraryLoader().load([DefinitionFile(name: "hostile.yaml", bytes: text.bytes)])
    let shown = loaded.diagnostics.map { $0.rendered(source: loaded.sources[$0.file]) }
    #expect(loaded.hasErrors)
    // 200 of each kind of reading at most, and what is missing.
    #expect(loaded.diagnostics.count <= 250)
    #expect(shown.allSatisfy { $0.utf8.count < 8_000 })
    #expect(Self.milliseconds - start < Self.bar)
  }

  @Test("scenarios are refused in bounded time and length", arguments: HostileText.all)
  func scenarios(_ text: HostileText) {
    guard text.kind == .scenarios else { return }
    let start = Self.milliseconds
    let reading = ScenarioFile.read(DefinitionFile(name: "hostile.yaml", bytes: text.bytes), Library())
    #expect(!reading.diagnostics.isEmpty && reading.diagnostics.count <= 201)
    #expect(Self.milliseconds - start < Self.bar)
  }

  /// Of this thread, so that other tests do not count.
  private static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
