import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("a list in another type of content", .timeLimit(.minutes(10)))
struct ListFormatTests {
  @Test("comes as one item in a line, and the header says where the next page begins")
  func lines() async throws {
    let office = try await RoutedOffice()
    for number in 1...3 { _ = try await office.opened(#"{"number":"P-\#(number)"}"#) }
    var found: [String] = []
    var address: String? = "/v1/cases?workflow=permit&limit=2"
    for _ in 0..<5 {
      guard let asked = address else { break }
      let reply = try await office.ask(.get, asked, headers: [.accept: "application/x-ndjson"])
      #expect(reply.headers[.contentType] == "application/x-ndjson", "\(reply)")
      found += reply.lines.compactMap { $0["data"]?["number"]?.text }
      address = reply.headers[.link].flatMap { $0.firstMatch(of: #/<([^>]+)>; rel="next"/#) }.map { String($0.1) }
    }
    #expect(address == nil && found.sorted() == ["P-1", "P-2", "P-3"], "\(found)")
  }

  @Test(
    "as CSV has no cell that a spreadsheet would compute or a terminal would obey",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("＝1", "'＝1"), ("a=b", "a=b"),
      ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("x\u{202E}y", "x<U+202E>y"), ("\u{1B}[1m", "␛[1m"), ("青", "青"),
    ])
  func cells(text: String, cell: String) throws {
    let page = Answer.page([.members(["name": .string(text), "count": .int(-5)])], next: nil)
    let format = ListFormat(type: ListFormat.csv, item: .object([.always("name"), .always("count", .count)]))
    #expect(format.table(page.json["items"]?.items ?? []) == "name,count\r\n\(cell),-5\r\n")
  }

  @Test("is what `Accept` wants most, and JSON where it does not say")
  func chosen() async throws {
    let office = try await RoutedOffice()
    _ = try await office.opened(#"{"number":"P-1","subject":"=cmd()"}"#)
    let table: [(String, String)] = [
      ("text/csv", "text/csv; charset=utf-8; header=present"), ("text/*", "text/csv; charset=utf-8; header=present"),
      ("*/*", "application/json"), ("application/json, text/csv;q=0.5", "application/json"),
      ("application/*;q=0.2, text/csv;q=0.9", "text/csv; charset=utf-8; header=present"),
    ]
    for (accept, type) in table {
      let reply = try await office.ask(.get, "/v1/cases?limit=1", headers: [.accept: accept])
      #expect(reply.headers[.contentType] == type, "\(accept): \(reply)")
    }
    let csv = try await office.ask(.get, "/v1/worklist", headers: [.accept: "text/csv"])
    #expect(csv.text.hasPrefix("case,title,workflow,state,track,kind,kind_title,assignee,due,overdue\r\n"), "\(csv)")
    let other = try await office.ask(.get, "/v1/clock", headers: [.accept: "text/csv"])
    #expect(other.status == 406 && other.detail.contains("the answer is application/json,"), "\(other)")
  }
}
