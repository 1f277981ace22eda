import Foundation

/// Sends commands of the kill test and asks again, under the same key, until it gets an answer.
struct DrillClient: Sendable {
  let http: UnixHTTP
  /// How long a command may stay without answer, over all its attempts.
  var patience = Duration.seconds(60)

  struct Opened: Decodable, Sendable {
    let `case`: String
  }

  /// Opens a case and returns its id.
  func open(number: String) async throws -> String {
    let answer = try await post("/api/v1/cases", ["workflow": "drill", "data": ["number": number]], key: "open-\(number)")
    return try JSONDecoder().decode(Opened.self, from: Data(answer.body.utf8)).case
  }

  func note(_ id: String, count: Int) async throws {
    _ = try await post("/api/v1/cases/\(id)/events/note", ["data": ["count": count]], key: "note-\(id)-\(count)")
  }

  private func post(_ path: String, _ body: [String: Any], key: String) async throws -> UnixHTTP.Answer {
    let bytes = Array(try JSONSerialization.data(withJSONObject: body))
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)]
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
      guard let answer = await http.send("POST", path, headers: headers, body: bytes), answer.status < 500 else {
        await Waiting.moment(microseconds: 2_000)
        continue
      }
      guard answer.status < 300 else { throw Problem("POST \(path): \(answer.status) \(answer.body)") }
      return answer
    }
    throw Problem("POST \(path): no answer within \(patience)")
  }
}
