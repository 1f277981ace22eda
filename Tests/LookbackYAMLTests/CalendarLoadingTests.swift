import Glibc
import LookbackCore
import LookbackYAML
import Testing

@Suite("Loading calendars")
struct CalendarLoadingTests {
  @Test("all shipped calendars load within 50 ms of one core, even without optimisation")
  func loadsFast() throws {
    let names = [
      "cn", "cn-ningxia", "cn-qinghai", "uk-all", "uk-england-wales", "uk-northern-ireland", "uk-scotland",
    ]
    let files = try names.map { try Workbench.file("calendars/\($0).yaml") }
    let times = (0..<5).map { _ in
      let start = Self.processorSeconds()
      let calendars = LibraryLoader().load(files).library.newestCalendars
      let end = Self.processorSeconds()
      #expect(calendars.keys.sorted() == names)
      return end - start
    }
    #expect(try #require(times.min()) < 0.05, "\(times)")
  }

  /// What this thread has used of a core, however many others wait for one.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
