import LookbackCore
import Synchronization
import Testing

@testable import LookbackHTTP

@Suite("the book of refusals")
struct RefusalBookTests {
  /// A clock that moves only when it is told to.
  private final class Hand: Sendable {
    private let place = Mutex(ContinuousClock.Instant.now)
    var now: ContinuousClock.Instant { place.withLock { $0 } }
    func move(_ seconds: Int) { place.withLock { $0 += .seconds(seconds) } }
  }

  private func refused(_ sender: String, _ kind: AdministrativeAct.Kind = .signInRefused) -> RefusalBook.Refused {
    RefusalBook.Refused(kind: kind, sender: sender)
  }

  @Test("records one a minute of a sender and kind, and then says how many were only counted")
  func oneAMinute() {
    let hand = Hand()
    let book = RefusalBook { hand.now }
    #expect(book.admit(refused("a"))?.unrecorded == 0)
    hand.move(59)
    for _ in 0..<7 { #expect(book.admit(refused("a")) == nil) }
    #expect(book.admit(refused("a", .administrationRefused))?.unrecorded == 0)
    #expect(book.admit(refused("b"))?.unrecorded == 0)
    hand.move(1)
    #expect(book.admit(refused("a"))?.unrecorded == 7)
    #expect(book.admit(refused("b")) == nil)
    hand.move(600)
    #expect(book.admit(refused("a"))?.unrecorded == 0)
    #expect(book.admit(refused("b"))?.unrecorded == 1)
  }

  @Test("records no more than its most rows a minute, however many senders there are, and counts the others together")
  func many() {
    let hand = Hand()
    let book = RefusalBook { hand.now }
    var (rows, counted, names) = (0, 0, Set<String>())
    for minute in 0..<90 {
      var rowsOfMinute = 0
      for number in 0..<1_500 {
        guard let admitted = book.admit(refused("\(minute) \(number)")) else { continue }
        rowsOfMinute += 1
        counted += admitted.unrecorded
        names.insert(admitted.refused.sender)
      }
      #expect(rowsOfMinute <= RefusalBook.mostRows)
      rows += rowsOfMinute
      hand.move(60)
    }
    #expect(names.contains(RefusalBook.others), "after an hour there is no room for further names")
    #expect(counted > 0 && rows + counted <= 90 * 1_500, "\(rows) rows, \(counted) only counted")
  }

  @Test("what could not be recorded is counted")
  func givenBack() throws {
    let hand = Hand()
    let book = RefusalBook { hand.now }
    let first = try #require(book.admit(refused("a")))
    book.giveBack(first.refused, unrecorded: first.unrecorded)
    hand.move(60)
    #expect(book.admit(refused("a"))?.unrecorded == 1)
  }
}
