import Foundation
import HTTPTypes
import LookbackCore
import LookbackJSON
import LookbackStore
import Testing

@testable import LookbackHTTP

/// Lists come in pages; each page names the place where the next one begins.
@Suite("the pages of a list", .timeLimit(.minutes(10)))
struct PageTests {
  /// An office with seven cases, the first four of which were noted, the fourth first.
  private func office() async throws -> (office: RoutedOffice, cases: [String]) {
    let office = try await RoutedOffice()
    var cases: [String] = []
    for number in 1...7 { cases.append(try await office.opened(#"{"number":"P-\#(number)","subject":"a shop"}"#)) }
    for number in (0..<4).reversed() {
      let reply = try await office.ask(
        .post, "/v1/cases/\(cases[number])/events", #"{"event":"note","data":{"fee":1}}"#)
      #expect(reply.status == 200, "\(reply)")
    }
    return (office, cases)
  }

  /// What a list shows page by page, and of how many lines each page is.
  private func walk(
    _ office: RoutedOffice, _ path: String, _ key: String, _ name: String, limit: Int,
    as sender: RoutedOffice.Sender = .ann
  ) async throws -> (lines: [String], pages: [Int]) {
    var lines: [String] = []
    var pages: [Int] = []
    var after = ""
    for _ in 0..<50 {
      let sign = path.contains("?") ? "&" : "?"
      let reply = try await office.ask(.get, "/v1/\(path)\(sign)limit=\(limit)\(after)", as: sender)
      let page = reply.json[key]?.items ?? []
      #expect(reply.status == 200 && page.count <= limit, "\(path): \(reply)")
      lines += page.map { $0[name]?.text ?? $0[name]?.description ?? "" }
      pages.append(page.count)
      let next = try #require(reply.json["next"], "a page without next")
      guard !next.isNull else { return (lines, pages) }
      let place = next.text ?? next.description
      after = "&after=" + (place.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? place)
    }
    Issue.record("\(path) has no last page")
    return (lines, pages)
  }

  @Test(
    "together are the list, nothing twice and nothing left out",
    arguments: [
      ("cases", "items", "id"), ("cases?workflow=permit", "items", "id"),
      ("cases?workflow=permit&state=open", "items", "id"), ("cases?text=shop", "items", "id"),
      ("worklist", "items", "case"), ("due", "items", "id"), ("due?until=2025-12-31", "items", "id"),
    ], [1, 2, 3, 7, 50])
  func whole(list: (path: String, key: String, name: String), limit: Int) async throws {
    let (office, cases) = try await office()
    let (lines, pages) = try await walk(office, list.path, list.key, list.name, limit: limit)
    #expect(lines.sorted() == cases.sorted(), "\(list.path) by \(limit): \(lines)")
    #expect(pages.dropLast().allSatisfy { $0 == limit }, "\(list.path) by \(limit): \(pages)")
    let whole = try await walk(office, list.path, list.key, list.name, limit: 50).lines
    #expect(lines == whole, "\(list.path) by \(limit)")
  }

  @Test(
    "of the office together are the list, nothing twice and nothing left out",
    arguments: [
      ("persons", "code", ["ann", "bob", "chief", "deputy"]), ("units", "code", ["a", "b", "desk"]),
      ("posts", "person", ["bob", "bob", "ann", "chief"]), ("substitutes", "number", ["3", "2", "1"]),
      ("settings", "name", OfficeSettings.Name.allCases.map(\.rawValue).sorted()),
    ], [1, 2, 3, 50])
  func people(list: (path: String, name: String, lines: [String]), limit: Int) async throws {
    let office = try await RoutedOffice()
    let units = #"[{"code":"b","name":"B"},{"code":"a","name":"A"}]"#
    #expect(try await office.ask(.post, "/v1/units", as: .administrator, units).status == 201)
    let posts = #"[{"person":"bob","post":"clerk","unit":"a"},{"person":"bob","post":"head","unit":"a"}]"#
    #expect(try await office.ask(.post, "/v1/posts", as: .administrator, posts).status == 201)
    for day in 3...5 {
      let body = #"{"person":"ann","substitute":"bob","from":"2025-03-0\#(day)","until":"2025-03-0\#(day)"}"#
      #expect(try await office.ask(.post, "/v1/substitutes", body).status == 201)
    }
    let (lines, pages) = try await walk(office, list.path, "items", list.name, limit: limit)
    #expect(lines == list.lines, "\(list.path) by \(limit)")
    #expect(pages.dropLast().allSatisfy { $0 == limit }, "\(list.path) by \(limit): \(pages)")
  }

  @Test("a history comes in pages by number, and the last one has no next", arguments: [1, 2, 5])
  func history(limit: Int) async throws {
    let (office, cases) = try await office()
    for fee in 2...4 {
      _ = try await office.ask(
        .post, "/v1/cases/\(cases[0])/events", #"{"event":"note","data":{"fee":\#(fee)}}"#)
    }
    let (lines, _) = try await walk(office, "cases/\(cases[0])/history", "items", "sequence", limit: limit)
    #expect(lines == ["1", "2", "3", "4", "5"])
  }

  @Test("the dates that a re-dating moved come in pages, each with how many they are in all", arguments: [1, 2, 50])
  func moves(limit: Int) async throws {
    let (office, cases) = try await office()
    let files = RouteExample.files("calendars/plain.yaml", PermitWorkflow.calendarWithLongWeekend)
    let done = try await office.ask(.post, "/v1/calendars", as: .administrator, files)
    let moved = try #require(done.json["moves"]?.items)
    #expect(moved.count >= cases.count, "\(done)")
    let path = "redatings/\(try #require(done.json["redating"]?.whole))"
    let (lines, pages) = try await walk(office, path, "items", "case", limit: limit, as: .administrator)
    #expect(lines.sorted() == moved.compactMap { $0["case"]?.text }.sorted())
    #expect(pages.dropLast().allSatisfy { $0 == limit }, "\(pages)")
    let page = try await office.ask(.get, "/v1/\(path)?limit=1", as: .administrator)
    #expect(page.json["dates"]?.whole == Int64(moved.count) && page.json["cases"] == done.json["cases"], "\(page)")
  }

  @Test("the acts of administrators come in pages, the newest first", arguments: [1, 2, 5])
  func acts(limit: Int) async throws {
    let (office, _) = try await office()
    for _ in 0..<3 {
      #expect(try await office.ask(.post, "/v1/redatings", as: .administrator, "{}").status == 200)
    }
    #expect(
      try await walk(office, "redatings", "items", "redating", limit: limit, as: .administrator).lines == [
        "3", "2", "1",
      ])
  }

  @Test(
    "a place that no page of the list has named is refused, in both languages",
    arguments: [
      "cases?after=x", "cases?workflow=permit&state=open&after=7", "cases?after=1-7", "worklist?after=7",
      "due?after=1-7", "due?after=never.1.2.3", "outbox?after=x",
      "outbox?after=01", "outbox?after=-1", "worklist?after=99999999999999999999.1.1.0.1",
    ])
  func wrongPlace(path: String) async throws {
    let office = try await RoutedOffice()
    let english = try await office.ask(.get, "/v1/\(path)")
    #expect(english.status == 400 && english.detail.contains("`after` is no place in this list"), "\(english)")
    let chinese = try await office.ask(.get, "/v1/\(path)", headers: [.acceptLanguage: "zh"])
    #expect(chinese.detail.contains("`after` 不是此列表中的位置"), "\(chinese)")
  }

  @Test("a cursor is written and read back as it was", arguments: ["7", "-1", "1740963600000000-7", "-5-7"])
  func cursors(text: String) throws {
    #expect(try #require(CaseCursor(text)).description == text)
  }

  @Test("a cursor of due dates is written and read back as it was", arguments: ["never.1.2.0.1", "-5.1.2.3.40"])
  func dueCursors(text: String) throws {
    #expect(try #require(WorkCursor(text)).description == text)
  }

  @Test(
    "what is written otherwise is no cursor", arguments: ["", "x", "7 ", "+7", "1-2-3", "99999999999999999999", "٧"])
  func noCursors(text: String) {
    #expect(CaseCursor(text) == nil)
    #expect(WorkCursor(text) == nil)
  }
}
