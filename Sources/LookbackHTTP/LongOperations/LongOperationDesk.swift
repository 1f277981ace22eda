import LookbackStore
import ServiceLifecycle
import Synchronization

/// Works on acts that go on after they were answered. At a graceful shutdown it asks all of them to stop, and waits.
package final class LongOperationDesk: Service {
  /// The most acts at once, of all callers together.
  static let mostAtOnce = 16

  private struct State {
    var underway: [Int64: LongOperationRecord] = [:]
    var isOpen = true
  }

  private struct Work: Sendable {
    let record: LongOperationRecord
    let perform: @Sendable () async -> Void
  }

  private let state = Mutex(State())
  private let work: AsyncStream<Work>
  private let offer: AsyncStream<Work>.Continuation

  package init() { (work, offer) = AsyncStream.makeStream() }

  /// Works until the graceful shutdown.
  package func run() async {
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await work in self.work {
          group.addTask {
            await work.perform()
            self.state.withLock { $0.underway[work.record.number] = nil }
          }
        }
      }
    } onGracefulShutdown: {
      self.close()
    }
  }

  /// Takes no more acts, and asks those that are underway to stop.
  func close() {
    let underway = state.withLock { state in
      state.isOpen = false
      return Array(state.underway.values)
    }
    for record in underway { record.stop(.interrupted) }
    offer.finish()
  }

  /// Whether one more act can be begun.
  var hasRoom: Bool { state.withLock { $0.isOpen && $0.underway.count < Self.mostAtOnce } }

  /// Begins to work on an act.
  /// - Returns: false if there are too many, or the daemon is about to stop.
  func begin(_ record: LongOperationRecord, _ perform: @escaping @Sendable () async -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard state.isOpen, state.underway.count < Self.mostAtOnce else { return false }
      state.underway[record.number] = record
      return true
    }
    if isTaken { offer.yield(Work(record: record, perform: perform)) }
    return isTaken
  }
}
