import Foundation
import LookbackHTTP
import LookbackJSON
import Testing

/// A wrong type is never taken as if nothing had been given: in a system that cannot undo, `"dry_run": "true"` must not
/// execute.
@Suite("every address refuses what it does not declare", .serialized, .timeLimit(.minutes(10)))
struct WrongTypeTests {
  private let headers = [("Content-Type", "application/json"), API.caller("government-office.inspector")]

  @Test("a wrong type or an unknown key, at every level of every body and query, is a 400 and does nothing")
  func everywhere() async throws {
    try await withDaemon { daemon in
      let id = try await openedCase(daemon)
      let before = try await picture(of: id, daemon)
      for shape in RouteShape.all {
        let wrong = WrongTypes(shape: shape)
        let path = "/v1/" + address(shape.path, id)
        for query in wrong.queries { try await refuses(daemon, shape, "\(path)?\(query)", place: nil, "") }
        let needed = shape.query.filter(\.isNeeded).map { "\($0.name)=2020" }.joined(separator: "&")
        for (place, body) in wrong.bodies {
          try await refuses(
            daemon, shape, needed.isEmpty ? path : "\(path)?\(needed)", place: place, body.description)
        }
      }
      #expect(try await picture(of: id, daemon) == before)
    }
  }

  @Test("what is wrong is told in the reader's language, with what was probably meant")
  func words() async throws {
    try await withDaemon { daemon in
      let table: [(path: String, body: String, english: String, chinese: String)] = [
        (
          "/v1/sweeps", #"{"event":"close","dry-run":true}"#, "`dry-run` is not known here, did you mean `dry_run`?",
          "此处没有“dry-run”，是否为“dry_run”？"
        ),
        (
          "/v1/sweeps", #"{"event":"close","filter":{"state":7}}"#,
          "`filter/state` is a text of 1 to 1000 characters, not the number 7",
          "“filter/state”应为 1 至 1000 个字符的文本，实为数字 7"
        ),
        (
          "/v1/sweeps", #"{"event":"close","dry_run":"true"}"#, #"`dry_run` is true or false, not the text \"true\""#,
          #"“dry_run”应为 true 或 false，实为文本 \"true\""#
        ),
        ("/v1/tokens", "{}", "`person` is needed: a text of 1 to 200 characters", "须给出“person”：1 至 200 个字符的文本"),
      ]
      for (path, body, english, chinese) in table {
        for (language, words) in [("en", english), ("zh", chinese)] {
          let answer = await daemon.http.send(
            "POST", path, headers: [("Accept-Language", language)], body: Array(body.utf8))
          #expect(answer?.body.contains(words) == true, "\(answer?.body ?? "no answer")")
        }
      }
    }
  }

  private func refuses(
    _ daemon: Daemon, _ shape: RouteShape, _ path: String, place: String?, _ body: String
  ) async throws {
    let answer = await daemon.http.send(shape.method.rawValue, path, headers: headers, body: Array(body.utf8))
    let words = "\(shape.method.rawValue) \(path) \(body.prefix(300)): \(answer?.status ?? 0) \(answer?.body ?? "")"
    #expect(answer?.status == 400, "\(words)")
    let json = try JSONParser.parse(Array((answer?.body ?? "").utf8))
    #expect(json["code"]?.text == "malformed", "\(words)")
    if let place {
      #expect(json["errors"]?.items?.contains { $0["pointer"]?.text == place } == true, "\(place): \(words)")
    }
  }

  private func address(_ path: String, _ id: String) -> String {
    path.replacing(":ref", with: id).replacing(":clock", with: "intake").replacing(":name", with: "recommendation")
      .replacing(":number", with: "1")
  }

  private func openedCase(_ daemon: Daemon) async throws -> String {
    try await Household.addOffices(to: daemon)
    try await daemon.done(
      ["case", "open", "recommendation", "number=1", "subject=s", "lead=deputy", "received=2019-01-02"],
      as: "congress-office.clerk")
    return JSONText(try await daemon.done(["case", "list", "--json"])).all("id").first ?? ""
  }

  /// Everything that any address could have changed.
  private func picture(of id: String, _ daemon: Daemon) async throws -> [String] {
    var all: [String] = []
    for shape in RouteShape.all where shape.method == .get && shape.path != "metrics" {
      let needed = shape.query.filter(\.isNeeded).map { "\($0.name)=\($0.name == "year" ? "2019" : "2030-01-01")" }
      let query = needed.isEmpty ? "" : "?" + needed.joined(separator: "&")
      let answer = await daemon.http.send("GET", "/v1/" + address(shape.path, id) + query, headers: headers)
      // The present moment is no state.
      all.append(shape.path == "clock" ? "\(answer?.status ?? 0)" : answer?.body ?? "")
    }
    return all
  }
}
