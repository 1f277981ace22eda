import Foundation
import LookbackTesting

/// Sends commands of the kill test and asks again, under the same key, until it gets an answer.
struct DrillClient: Sendable {
  let http: UnixHTTP
  /// How long a command may stay without answer, over all its attempts.
  var timeout = Duration.seconds(300)

  /// What the daemon said in the end.
  enum Verdict: Sendable {
    case done(body: String)
    /// A rule said no, for good.
    case refused(body: String)
  }

  /// Opens a case and returns its id.
  func open(number: String) async throws -> String {
    let body: [String: Any] = ["workflow": "drill", "data": ["number": number]]
    let verdict = try await post(API.cases, body, key: "open-\(number)")
    guard case .done(let text) = verdict, let id = JSONText(text).first("case") else {
      throw Problem("opening \(number): \(verdict)")
    }
    return id
  }

  /// Whether the note was taken; it is refused once the case has lapsed.
  func note(_ id: String, count: Int) async throws -> Bool {
    let body: [String: Any] = ["event": "note", "data": ["count": count]]
    if case .done = try await post(API.events(of: id), body, key: "note-\(id)-\(count)") { return true }
    return false
  }

  /// The names of the events of a case, in order.
  func history(of id: String) async throws -> [String] {
    JSONText(try await get("\(API.cases)/\(id)/history?limit=10000")).all("event")
  }

  /// The ids of all cases, page by page.
  func allCases() async throws -> [String] {
    var found: [String] = []
    while true {
      let after = found.last.map { "&after=\($0)" } ?? ""
      let page = JSONText(try await get("\(API.cases)?workflow=drill&limit=100\(after)")).all("id")
      if page.isEmpty { return found }
      found += page
    }
  }

  private func get(_ path: String) async throws -> String {
    let answer = await http.send("GET", path, headers: [API.worker])
    guard let answer, answer.status == 200 else { throw Problem("GET \(path): \(answer.debugDescription)") }
    return answer.body
  }

  private func post(_ path: String, _ body: [String: Any], key: String) async throws -> Verdict {
    let bytes = Array(try JSONSerialization.data(withJSONObject: body))
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key), API.worker]
    let end = ContinuousClock.now + timeout
    while ContinuousClock.now < end {
      let answer = await http.send("POST", path, headers: headers, body: bytes)
      switch answer?.status {
      case .some(200..<300): return .done(body: answer?.body ?? "")
      case .some(400..<500): return .refused(body: answer?.body ?? "")
      default: await Waiting.moment(microseconds: 2_000)
      }
    }
    throw Problem("POST \(path): no answer within \(timeout)")
  }
}

/// The routes and headers that the tests use.
enum API {
  static let cases = "/v1/cases"
  static let worker = caller("worker")
  static func events(of id: String) -> String { "\(cases)/\(id)/events" }
  /// Who asks; believed on the socket only.
  static func caller(_ person: String) -> (String, String) { ("Lookback-As", person) }
}
