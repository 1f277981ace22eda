import Glibc
import LookbackCore
import LookbackYAML
import Testing

@Suite("Loading calendars")
struct CalendarLoadingTests {
  /// A time would say how fast the core is just now. It takes about 15 times as long; on a quiet core that is 25 ms.
  private static let most = 25.0

  @Test("all shipped calendars load within the time that the same core takes to add up 2.5 million bytes")
  func loadsFast() throws {
    let names = [
      "cn", "cn-ningxia", "cn-qinghai", "uk-all", "uk-england-wales", "uk-northern-ireland", "uk-scotland",
    ]
    let files = try names.map { try Workbench.file("calendars/\($0).yaml") }
    let bytes = [UInt8](repeating: 1, count: 100_000)
    // In turns, so that both meet the core as fast or as slow as it is just now.
    let ratios = (0..<9).map { _ in
      let adding = Self.seconds { #expect(Self.sum(bytes) == 100_000) }
      let loading = Self.seconds {
        #expect(LibraryLoader().load(files).library.newestCalendars.keys.sorted() == names)
      }
      return loading / adding
    }
    #expect(try #require(ratios.min()) < Self.most, "\(ratios)")
  }

  private static func sum(_ bytes: [UInt8]) -> Int {
    var sum = 0
    for byte in bytes { sum += Int(byte) }
    return sum
  }

  /// What this thread uses of a core for it, however many others wait for one.
  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorSeconds()
    try body()
    return processorSeconds() - start
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
