import HTTPTypes
import LookbackCore
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("how much one caller may send", .timeLimit(.minutes(10)))
struct RequestBookTests {
  private static let ann = Asker.user(70_001, isAdministrator: false)
  private static let bob = Asker.token([1, 2, 3])

  private func taken(_ book: RequestBook, _ asker: Asker, at now: ContinuousClock.Instant, most: Int = 1_000) -> Int {
    var count = 0
    while count < most, (try? book.enter(asker, isLong: false, now: now)) != nil { count += 1 }
    return count
  }

  @Test("is a stretch and then so many a second, each caller for itself")
  func rate() {
    let book = RequestBook(.init(perSecond: 10, burst: 30))
    let start = ContinuousClock.now
    #expect(taken(book, Self.ann, at: start) == 30)
    #expect(taken(book, Self.ann, at: start + .milliseconds(50)) == 0)
    #expect(taken(book, Self.bob, at: start) == 30)
    #expect(taken(book, Self.ann, at: start + .seconds(1)) == 10)
    #expect(taken(book, Self.ann, at: start + .seconds(3_600)) == 30)
  }

  @Test("is bounded at once, and of long requests more closely; what has ended counts no more")
  func atOnce() throws {
    let book = RequestBook(.init(atOnce: 3, longAtOnce: 2))
    var underway = [try book.enter(Self.ann, isLong: true), try book.enter(Self.ann, isLong: true)]
    #expect(throws: Problem.self) { try book.enter(Self.ann, isLong: true) }
    underway.append(try book.enter(Self.ann, isLong: false))
    #expect(throws: Problem.self) { try book.enter(Self.ann, isLong: false) }
    #expect(throws: Never.self) { try book.enter(Self.bob, isLong: true) }
    underway.removeFirst()
    #expect(throws: Never.self) { try book.enter(Self.ann, isLong: true) }
    #expect(underway.count == 2)
  }

  @Test("is forgotten of callers who are quiet, and never of more than a bounded number")
  func forgetting() throws {
    let book = RequestBook(.init(perSecond: 1, burst: 2, senders: 100))
    let start = ContinuousClock.now
    let held = try book.enter(Self.ann, isLong: false, now: start)
    for number in 0..<1_000 {
      _ = try? book.enter(.token([UInt8(number % 256), UInt8(number / 256)]), isLong: false, now: start)
    }
    #expect(book.count == 100)
    _ = try book.enter(Self.bob, isLong: false, now: start + .seconds(60))
    #expect(book.count == 2)
    #expect(taken(book, Self.ann, at: start) == 1)
    withExtendedLifetime(held) {}
  }

  @Test("is told as 429 with the time to wait, to administrators never")
  func answered() async throws {
    let office = try await RoutedOffice()
    let book = RequestBook(.init(perSecond: 0.001, burst: 3))
    for (language, words) in [("en", "a second"), ("zh", "每秒")] {
      var replies: [Reply] = []
      for _ in 0..<5 {
        replies.append(
          try await office.ask(.get, "/v1/worklist", headers: [.acceptLanguage: language], requests: book))
      }
      let last = try #require(replies.last)
      #expect(last.status == 429 && last.code == "too-many-requests" && last.detail.contains(words), "\(last)")
      #expect(last.headers[.retryAfter] == "1")
      #expect(replies[0].status == (language == "en" ? 200 : 429), "\(replies[0])")
    }
    for _ in 0..<20 {
      #expect(try await office.ask(.get, "/v1/cases", as: .administrator, requests: book).status == 200)
      #expect(try await office.ask(.get, "/v1/health", requests: book).status == 200)
    }
  }
}
