import LookbackCEL
import LookbackCore
import Synchronization
import Testing

@testable import LookbackRuntime
@testable import LookbackStore

@Suite struct BatchAttemptTests {
  private final class Count: Sendable {
    private let number = Mutex(0)
    func add() { number.withLock { $0 += 1 } }
    var taken: Int {
      number.withLock { number in
        defer { number = 0 }
        return number
      }
    }
  }

  @Test("a batch is decided once, and twice only if it draws from registers that it had to lock first")
  func decidedOnce() async throws {
    let office = try await Office()
    let count = Count()
    let ids = CaseIDSource()
    var attempt = BatchAttempt(
      store: office.store, libraries: CurrentLibrary(office.published), ids: ids)
    attempt.decide = { commands, published, locked, ids in
      count.add()
      return BatchDecider(commands, published, locked, ids)
    }
    let cases = (0..<20).map { _ in ids.next() }
    let opening = cases.map { PendingCommand(Office.open("o\($0)", $0, ["count": .int(1)])) }
    #expect(try await attempt.run(opening, isCareful: false).compactMap { $0 }.filter(\.isDone).count == 20)
    #expect(count.taken == 1)
    let sleeping = cases.map { PendingCommand(Office.fire("n\($0)", $0, "sleep")) }
    #expect(try await attempt.run(sleeping, isCareful: false).compactMap { $0 }.filter(\.isDone).count == 20)
    #expect(count.taken == 1)
    let sending = try await attempt.run([PendingCommand(Office.fire("woken", cases[0], "send"))], isCareful: false)
    #expect(sending.compactMap { $0 }.filter(\.isDone).isEmpty)
    #expect(count.taken == 1)
    let fresh = ids.next()
    let drawing = [
      PendingCommand(Office.open("f", fresh, ["count": .int(1)])), PendingCommand(Office.fire("s", fresh, "send")),
    ]
    #expect(try await attempt.run(drawing, isCareful: false).compactMap { $0 }.filter(\.isDone).count == 2)
    #expect(count.taken == 2)
  }
}
