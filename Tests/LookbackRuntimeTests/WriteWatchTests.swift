import LookbackTesting
import Synchronization
import Testing

@testable import LookbackRuntime

@Suite("whether anything can be recorded", .timeLimit(.minutes(10)))
struct WriteWatchTests {
  @Test("is not asked while nobody has a doubt, and a try that succeeds stands for a while")
  func idle() async {
    let disk = FullDisk()
    disk.isFull.store(false, ordering: .relaxed)
    let watch = WriteWatch { disk.attempt() }
    #expect(watch.refusal == nil)
    #expect(disk.tries.load(ordering: .relaxed) == 0)
    for _ in 0..<100 { #expect(await watch.answer() == nil) }
    #expect(disk.tries.load(ordering: .relaxed) == 1)
  }

  @Test("is told in half of the five seconds that are promised, whenever it is asked")
  func margin() { #expect(WriteWatch.timeout + WriteWatch.freshness <= .milliseconds(2_500)) }

  @Test("is no where a commit gets no answer, and whoever asks is not held up by it")
  func silent() async throws {
    let (gate, open) = AsyncStream<Void>.makeStream()
    let watch = WriteWatch {
      for await _ in gate { break }
      return nil
    }
    #expect(await watch.answer()?.contains("gets no answer") == true)
    open.yield()
    try await Waiting.until("it is yes again") { watch.refusal == nil }
    watch.end()
  }
}
