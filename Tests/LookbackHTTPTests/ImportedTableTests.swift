import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("a table that is imported as it is", .timeLimit(.minutes(10)))
struct ImportedTableTests {
  private let office: RoutedOffice

  init() async throws { office = try await RoutedOffice() }

  private func sent(_ query: String, _ body: String, type: String = "text/csv") async throws -> Reply {
    try await office.ask(.post, "/v1/import" + query, headers: [.contentType: type], body)
  }

  @Test("is imported as the same text in JSON is, with what the address says of it")
  func whole() async throws {
    let table = "number,subject\nP-1,\"a shop, and\na stall\"\n"
    let dry = try await sent(
      "?workflow=permit&dry_run=true", table, type: "Text/CSV; header=present; charset=\"UTF-8\"")
    #expect(dry.status == 200 && dry.json["valid"]?.whole == 1 && dry.json["imported"]?.whole == 0, "\(dry)")
    let done = try await sent("?workflow=permit&key=first&on=2025-03-03", table)
    #expect(done.json["imported"]?.whole == 1, "\(done)")
    let body = JSON.members([
      "workflow": .string("permit"), "csv": .string(table), "key": .string("first"), "on": .string("2025-03-03"),
    ])
    let again = try await office.ask(.post, "/v1/import", body.description)
    #expect(again.json["already"]?.whole == 1 && again.json["imported"]?.whole == 0, "\(again)")
    #expect(try await office.ask(.get, "/v1/cases/P-1").json["data"]?["subject"]?.text == "a shop, and\na stall")
  }

  @Test(
    "is refused where the address says nothing of it, or something else",
    arguments: [
      ("", "subject\nx\n", "text/csv", 400), ("?workflow=permit&x=1", "subject\nx\n", "text/csv", 400),
      ("?workflow=permit&dry_run=yes", "subject\nx\n", "text/csv", 400),
      ("?workflow=permit&csv=x", "subject\nx\n", "text/csv", 400),
      ("?workflow=permit", "subject\nx\n", "text/csv; charset=gb18030", 415),
      ("?workflow=permit", "subject\nx\n", "text/plain", 400), ("", "subject\nx\n", "text/plain", 415),
      ("?dry_run=true", #"{"workflow":"permit","csv":"subject\nx\n"}"#, "application/json", 400),
    ])
  func refused(query: String, body: String, type: String, status: Int) async throws {
    let reply = try await sent(query, body, type: type)
    #expect(reply.status == status, "\(reply)")
    #expect(try await office.ask(.get, "/v1/cases").json["items"]?.items == [])
  }

  @Test("is refused if it is not UTF-8")
  func encoding() async throws {
    let reply = try await office.ask(
      .post, "/v1/import?workflow=permit", headers: [.contentType: "text/csv"], body: Array("subject\n".utf8) + [0xC2])
    #expect(reply.status == 400 && reply.detail.contains("UTF-8"), "\(reply)")
  }

  @Test("no other address takes one")
  func elsewhere() async throws {
    for shape in RouteShape.all where shape.method != .get && shape.body != nil && shape.table == nil {
      let reply = try await office.ask(
        HTTPRequest.Method(rawValue: shape.method.rawValue) ?? .post, "/v1/" + shape.path.replacing(":", with: ""),
        as: .administrator(as: "chief"), headers: [.contentType: "text/csv"], "a,b\n")
      #expect([400, 403, 404, 415].contains(reply.status), "\(shape.name): \(reply)")
    }
  }
}
