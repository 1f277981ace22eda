import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackPostgres
import LookbackStore
import LookbackTesting
import LookbackTime
import Testing

@testable import LookbackHTTP

@Suite("why a request was not done", .timeLimit(.minutes(10)))
struct ProblemTests {
  @Test(
    "is told by status, code and words, in the reader's language, as RFC 9457 puts it", arguments: ProblemExample.all)
  func told(example: ProblemExample) async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened(#"{"number":"P-1"}"#)
    // A register that has given numbers.
    let register = #"{"name":"D","period":2025,"next":7}"#
    #expect(try await office.ask(.post, "/v1/registers", as: .administrator, register).status == 200)
    for (language, words) in [("en", example.english), ("zh", example.chinese)] {
      let reply = try await office.ask(
        example.method, "/v1/" + example.address.replacing("{case}", with: id), as: example.sender,
        headers: [.acceptLanguage: language], example.body)
      #expect(reply.status == example.status && reply.code == example.code, "\(reply)")
      #expect(reply.detail.contains(words), "\(reply)")
      expectDocument(reply, isChinese: language == "zh")
    }
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["sequence"]?.whole == 1)
  }

  private func expectDocument(_ reply: Reply, isChinese: Bool) {
    #expect(reply.headers[.contentType] == "application/problem+json")
    #expect(reply.json["type"]?.text == "/v1/problems/\(reply.code)", "\(reply)")
    #expect(reply.json["status"]?.whole == Int64(reply.status), "\(reply)")
    for text in [reply.json["title"]?.text ?? "", reply.detail] {
      let hasChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(hasChinese == isChinese, "\(reply)")
    }
  }

  @Test("a condition that does not hold names what it read, and definitions with errors name each place")
  func more() async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened(#"{"number":"P-1"}"#)
    _ = try await office.ask(.post, "/v1/cases/\(id)/events", #"{"event":"note","data":{"fee":-1}}"#)
    let refused = try await office.ask(.post, "/v1/cases/\(id)/events", #"{"event":"grant"}"#)
    #expect(refused.json["readings"]?["data.fee"] == .int(-1), "\(refused)")
    let broken = try await office.ask(
      .post, "/v1/workflows", as: .administrator,
      #"{"files":[{"name":"a.yaml","source":"notation: 1\nworkflow: a\n"}]}"#)
    #expect(broken.json["errors"]?.items?.first?["excerpt"]?.text?.contains("a.yaml:") == true, "\(broken)")
  }

  @Test("an office on the real clock has no clock to move")
  func realClock() async throws {
    let office = try await RoutedOffice()
    let connection = try await Connection.connect(.testing(office.conninfo))
    try await connection.run { try $0.script("update office set clock_us = null") }
    await connection.close()
    let reply = try await office.ask(.post, "/v1/clock", as: .administrator, #"{"to":"2025-03-04"}"#)
    #expect(reply.status == 409 && reply.code == "real-clock", "\(reply)")
  }

  private static let ofStore: [(StoreError, Int, String)] = [
    (.unknown(PostgresError(.commitUnknown, "lost")), 503, "unknown-outcome"),
    (.database(PostgresError(.closed, "gone")), 503, "unavailable"),
    (.olderSchema(missing: ["0009"]), 503, "unavailable"),
    (.newerSchema(name: "0099"), 503, "unavailable"), (.editedMigration(name: "0001"), 503, "unavailable"),
    (.unreadable("case 7"), 500, "failure"), (.invalid(english: "no", chinese: "不"), 422, "invalid"),
  ]

  @Test("of the store is told in both languages, and tells whether to come back", arguments: ofStore)
  func store(error: StoreError, status: Int, code: String) throws {
    let problem = Problem(error)
    #expect(problem.status == status && problem.code == code)
    let answer = Answer(problem)
    #expect((answer.headers[.retryAfter] != nil) == (status == 503))
    let chinese = problem.said(in: .chinese)
    #expect(chinese.title != problem.title && chinese.detail != problem.detail, "\(chinese.json)")
  }
}
