import HTTPTypes
import Testing

@testable import LookbackHTTP

@Suite("the bytes of all bodies together", .timeLimit(.minutes(10)))
struct BodyBudgetTests {
  @Test("are taken as they come and given back with the last copy of a body")
  func shares() {
    let budget = BodyBudget(unknown: 100, known: 200)
    var first: BodyShare? = BodyShare(budget)
    let second = BodyShare(budget)
    #expect(first?.grow(by: 60) == true && !second.grow(by: 60) && second.grow(by: 40))
    #expect(first?.becomeKnown() == true && first?.grow(by: 140) == true && first?.grow(by: 1) == false)
    #expect(second.grow(by: 60) && !second.becomeKnown())
    first = nil
    #expect(second.becomeKnown() && second.grow(by: 100) && !second.grow(by: 1))
  }

  private static let senders: [(RoutedOffice.Sender, Int)] = [
    (.token(nil), 401), (.token("lb_x"), 401), (.user(70_099), 401), (.ann, 413),
  ]

  @Test("of somebody unknown are at most 64 kB, whether or not their number is told before", arguments: senders)
  func strangers(sender: RoutedOffice.Sender, status: Int) async throws {
    let office = try await RoutedOffice()
    let bytes = [UInt8](repeating: 0x20, count: API.commandBodyLimit + 1)
    for headers: HTTPFields in [[:], [.contentLength: String(bytes.count)]] {
      let reply = try await office.ask(.post, "/v1/cases", as: sender, headers: headers, body: bytes)
      #expect(reply.status == status, "\(sender) \(headers): \(reply)")
    }
  }

  @Test("that are too many are a 503 with Retry-After, and small ones of strangers have a budget of their own")
  func full() async throws {
    let office = try await RoutedOffice()
    let budget = BodyBudget(unknown: 1_000, known: 100_000)
    func ask(_ count: Int, as sender: RoutedOffice.Sender = .ann) async throws -> Reply {
      let body = Array(#"{"workflow":"permit"}"#.utf8) + [UInt8](repeating: 0x20, count: count)
      return try await office.ask(.post, "/v1/cases", as: sender, body: body, bodies: budget)
    }
    #expect(try await ask(100).status == 201)
    let large = try await ask(100_000)
    #expect(large.status == 503 && large.headers[.retryAfter] == "1" && large.code == "unavailable", "\(large)")
    // What strangers have taken is full: whoever is known goes on, and nobody else.
    let taken = BodyShare(budget)
    #expect(taken.grow(by: 1_000))
    #expect(try await ask(100).status == 201)
    #expect(try await ask(100, as: .token("lb_x")).status == 401)
    #expect(try await ask(80_000).status == 201, "nothing is lost of the budget")
  }
}
