import LookbackTime
import Testing

@testable import LookbackRuntime

@Suite("a service sleeps until its next timer", .timeLimit(.minutes(2)))
struct TimerWakeupTests {
  private static let later = Moment(microseconds: .max)

  @Test("a sleep that is over before anybody waits for its end wakes all the same")
  func shortSleeps() async {
    // Each of these may end while it is still being begun. One that is lost would last for ever. They sleep side by side,
    // so that the test does not wait 20,000 times for a thread that other tests hold.
    await withDiscardingTaskGroup { tasks in
      for _ in 0..<100 {
        tasks.addTask {
          let wakeup = TimerWakeup()
          for microseconds in 0..<200 { await wakeup.sleep(for: .microseconds(microseconds % 40), until: Self.later) }
        }
      }
    }
  }

  @Test("on a machine on which everything is late, too")
  func busyMachine() async {
    await withTaskGroup { tasks in
      for _ in 0..<8 {
        tasks.addTask { for number in 0..<200_000 where number.isMultiple(of: 1_000) { await Task.yield() } }
        tasks.addTask {
          let wakeup = TimerWakeup()
          for microseconds in 0..<500 { await wakeup.sleep(for: .microseconds(microseconds % 50), until: Self.later) }
        }
      }
    }
  }

  @Test("a timer that is announced before the end of a sleep ends it, one after it does not; so does cancelling")
  func announced() async {
    let wakeup = TimerWakeup()
    let (early, planned) = (Moment(microseconds: 1), Moment(microseconds: 1_000))
    let sleeping = Task { await wakeup.sleep(for: .seconds(3_600), until: planned) }
    wakeup.announce(Moment(microseconds: 2_000))
    wakeup.announce(early)
    await sleeping.value
    #expect(wakeup.takeAnnounced() == early)
    let cancelled = Task { await wakeup.sleep(for: .seconds(3_600), until: planned) }
    cancelled.cancel()
    await cancelled.value
  }
}
