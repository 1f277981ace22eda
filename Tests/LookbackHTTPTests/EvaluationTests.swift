import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("what one request may have evaluated", .timeLimit(.minutes(10)))
struct EvaluationTests {
  /// About 600 steps a case.
  private static let dear =
    "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, a + b > 0))"

  private static func sweep(after: String? = nil) -> String {
    let members: [JSON.Member] = [
      .init(name: "event", value: .string("note")), .init(name: "dry_run", value: .bool(true)),
      .init(name: "where", value: .string(dear)), .init(name: "data", value: .members(["fee": .int(1)])),
    ]
    return JSON.object(members + (after.map { [.init(name: "after", value: .string($0))] } ?? [])).description
  }

  @Test("is bounded for all its cases together: a sweep says where it stopped, and goes on from there")
  func sweeps() async throws {
    let office = try await RoutedOffice()
    var cases: [String] = []
    for _ in 0..<12 { cases.append(try await office.opened()) }
    var (after, looked, requests) = (String?.none, Int64(0), 0)
    while requests < 20 {
      requests += 1
      let reply = try await office.ask(.post, "/v1/sweeps", body: Array(Self.sweep(after: after).utf8), steps: 3_000)
      let last = try #require(reply.lines.last, "\(reply)")
      looked += reply.lines.compactMap { $0["progress"]?["done"]?.whole }.last ?? 0
      guard let problem = last["problem"] else { break }
      #expect(problem["code"]?.text == "steps-spent" && problem["status"]?.whole == 422, "\(last)")
      let stopped = try #require(last["after"]?.text)
      #expect(problem["detail"]?.text?.contains(stopped) == true && stopped != after)
      after = stopped
    }
    #expect(requests > 2 && requests < 20 && looked == 12, "\(requests) requests, \(looked) cases")
  }

  @Test(
    "is bounded for what is asked of one case, too",
    arguments: [
      (HTTPRequest.Method.get, "can", ""), (.get, "whatif?until=2030-01-01", ""),
      (.post, "events", #"{"event":"note","data":{"fee":1},"dry_run":true}"#),
    ])
  func ofOneCase(method: HTTPRequest.Method, what: String, body: String) async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let path = "/v1/cases/\(id)/\(what)"
    let cut = try await office.ask(method, path, headers: [.acceptLanguage: "zh"], body: Array(body.utf8), steps: 20)
    #expect(cut.status == 422 && cut.code == "steps-spent" && cut.detail.contains("20"), "\(cut)")
    #expect(try await office.ask(method, path, body: Array(body.utf8)).status == 200)
  }

  @Test("is told shortly of an import, however many columns and lines are wrong")
  func imports() async throws {
    let office = try await RoutedOffice()
    let files: [(csv: String, count: Int64)] = [
      ((0..<100_000).map(String.init).joined(separator: ",") + "\n", 100_000),
      (String(repeating: ",", count: 400_000), 0), ("number\n" + String(repeating: "1,2\n", count: 100_000), 100_000),
      ("number,fee\n" + (0..<50_000).map { "\($0),x\n" }.joined(), 50_000),
    ]
    for (csv, count) in files {
      let body = JSON.members(["workflow": .string("permit"), "csv": .string(csv), "dry_run": .bool(true)])
      let reply = try await office.ask(.post, "/v1/import", body.description)
      #expect(reply.text.utf8.count < 100_000, "\(reply)")
      guard reply.status == 200 else {
        #expect(reply.code == "malformed-csv", "\(reply)")
        continue
      }
      #expect(reply.json["error_count"]?.whole == count && reply.json["errors"]?.items?.count == 200, "\(reply)")
    }
    let body = JSON.members([
      "workflow": .string("permit"), "csv": .string(String(repeating: ",", count: 1_000_000)),
    ])
    let reply = try await office.ask(.post, "/v1/import", body.description)
    #expect(reply.status == 422 && reply.code == "malformed-csv" && reply.detail.contains("500000"), "\(reply)")
  }
}
