import HTTPTypes
import LookbackJSON
import LookbackPostgres
import LookbackStore
import LookbackTesting
import Testing

@testable import LookbackHTTP

/// Answers tell nothing of the inside: neither what the database says, nor where something stands.
@Suite("what answers do not tell", .timeLimit(.minutes(10)))
struct LeakTests {
  private static let inside = [
    "SQLSTATE", "relation", "insert_", "index row", "pkey", "/work", "/var", "PostgresError",
  ]

  private func expectNothingInside(_ reply: Reply) {
    for word in Self.inside { #expect(!reply.text.contains(word), "\(reply)") }
  }

  @Test("names that the database would not take are wrong by their form, whatever they are")
  func longNames() async throws {
    let office = try await RoutedOffice()
    let long = String(repeating: "编", count: 9_000)
    let requests: [(String, String)] = [
      ("persons", #"{"code":"\#(long)","name":"x"}"#), ("persons", #"{"code":"x","name":"\#(long)"}"#),
      ("units", #"{"code":"\#(long)","name":"x"}"#), ("posts", #"{"person":"ann","post":"\#(long)","unit":"desk"}"#),
      ("substitutes", #"{"person":"ann","substitute":"\#(long)","from":"2025-03-03","until":"2025-03-04"}"#),
      ("registers", #"{"name":"\#(long)","period":2025,"next":1}"#), ("tokens", #"{"person":"\#(long)"}"#),
    ]
    for (address, body) in requests {
      let reply = try await office.ask(.post, "/v1/\(address)", as: .administrator, body)
      #expect(reply.status == 400 && reply.code == "malformed", "\(reply)")
      expectNothingInside(reply)
    }
  }

  @Test(
    "names and codes have no characters that a terminal would obey, nor line breaks",
    arguments: [
      "\\u001b[31m", "\\u0007", "\\u202e", "\\u2066", "\\u200f", "\\u061c", "\\u2028", "\\n", "\\t", "\\u0085",
    ])
  func obeyed(character: String) async throws {
    let office = try await RoutedOffice()
    for (address, body, place) in [
      ("persons", #"{"code":"x","name":"a\#(character)b"}"#, "name"),
      ("persons", #"[{"code":"x","name":"y"},{"code":"a\#(character)b","name":"y"}]"#, "1/code"),
      ("units", #"{"code":"x","name":"a\#(character)b"}"#, "name"),
      ("registers", #"{"name":"a\#(character)b","period":2025,"next":1}"#, "name"),
    ] {
      let reply = try await office.ask(.post, "/v1/\(address)", as: .administrator, body)
      #expect(reply.status == 400 && reply.code == "malformed" && reply.detail.contains("`\(place)`"), "\(reply)")
    }
    // The fields of a case may hold them.
    let opened = try await office.ask(
      .post, "/v1/cases", #"{"workflow":"permit","data":{"subject":"a\#(character)b"}}"#)
    #expect(opened.status == 201, "\(opened)")
  }

  @Test("when a table is missing the caller is told nothing of it, and the log everything")
  func missingTable() async throws {
    let office = try await RoutedOffice()
    let connection = try await Connection.connect(.testing(office.conninfo))
    try await connection.run { try $0.script("alter table work_items rename to elsewhere") }
    for language in ["en", "zh"] {
      let reply = try await office.ask(.get, "/v1/worklist", headers: [.acceptLanguage: language])
      #expect(reply.status == 503 && reply.code == "unavailable", "\(reply)")
      expectNothingInside(reply)
      #expect(!reply.text.contains("work_items"), "\(reply)")
    }
    await connection.close()
  }

  @Test("of a constraint that has no words of its own the caller is told only that a value is not taken")
  func unknownConstraint() async throws {
    let office = try await RoutedOffice()
    try await office.sql("alter table units add constraint not_this check (unit <> 'u')")
    for language in ["en", "zh"] {
      let reply = try await office.ask(
        .post, "/v1/units", as: .administrator, headers: [.acceptLanguage: language], #"{"code":"u","name":"U"}"#)
      #expect(reply.status == 422 && reply.code == "invalid", "\(reply)")
      expectNothingInside(reply)
      #expect(!reply.text.contains("not_this") && !reply.text.contains("insert_unit"), "\(reply)")
    }
  }

  @Test("a search that the database stops says so, and how to ask for less")
  func stopped() async throws {
    let office = try await RoutedOffice()
    _ = try await office.opened()
    var configuration = ConnectionConfiguration.testing(office.conninfo)
    configuration.statementTimeout = .milliseconds(20)
    let pool = ConnectionPool(configuration, size: 1)
    var operations = office.operations
    operations.store = Store(pool)
    let held = try await HeldTransaction("lock table cases in access exclusive mode", on: office.conninfo)
    for (language, words) in [("en", "narrow the search"), ("zh", "缩小范围")] {
      let reply = try await office.ask(
        .get, "/v1/cases", as: .administrator, headers: [.acceptLanguage: language], operations: operations)
      #expect(reply.status == 503 && reply.code == "search-too-long" && reply.detail.contains(words), "\(reply)")
      #expect(reply.headers[.retryAfter] != nil)
    }
    try await held.end()
    await pool.close()
  }
}
