import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

/// A wrong type is never taken as if nothing had been given: in a system that cannot undo, `"dry_run": "true"` must not
/// execute.
@Suite("every address refuses what it does not declare", .timeLimit(.minutes(10)))
struct WrongTypeTests {
  @Test(
    "a wrong type or an unknown key, at every level of every body and query, is a 400 and does nothing",
    arguments: RouteShape.all.map(\.name))
  func everywhere(route: String) async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let before = try await picture(of: id, office)
    let shape = try #require(RouteShape.all.first { $0.name == route })
    let wrong = WrongTypes(shape: shape)
    let path = address(shape.path, id)
    for query in wrong.queries { try await refuses(office, shape, "\(path)?\(query)", place: nil, "") }
    let needed = shape.query.filter(\.isNeeded).map { "\($0.name)=2020" }.joined(separator: "&")
    for (place, body) in wrong.bodies {
      try await refuses(office, shape, needed.isEmpty ? path : "\(path)?\(needed)", place: place, body.description)
    }
    #expect(try await picture(of: id, office) == before)
  }

  private static let told: [(path: String, body: String, english: String, chinese: String)] = [
    (
      "sweeps", #"{"event":"close","dry-run":true}"#, "`dry-run` is not known here, did you mean `dry_run`?",
      "此处没有“dry-run”，是否为“dry_run”？"
    ),
    (
      "sweeps", #"{"event":"close","filter":{"state":7}}"#,
      "`filter/state` is a text of 1 to 1000 characters, not the number 7",
      "“filter/state”应为 1 至 1000 个字符的文本，实为数字 7"
    ),
    (
      "sweeps", #"{"event":"close","dry_run":"true"}"#, #"`dry_run` is true or false, not the text "true""#,
      #"“dry_run”应为 true 或 false，实为文本 "true""#
    ),
    ("tokens", "{}", "`person` is needed: a text of 1 to 200 characters", "须给出“person”：1 至 200 个字符的文本"),
    (
      "tokens", "[]", "the body is an object with person, name, scope, days, not a list of 0",
      "正文应为含 person、name、scope、days 的对象，实为 0 项的列表"
    ),
    (
      "posts", #"{"person":null,"post":"hand","unit":"yard"}"#,
      "`person` is a text of 1 to 200 characters, not null: leave the key out instead",
      "“person”应为 1 至 200 个字符的文本，实为 null（请勿填此键）"
    ),
    (
      "registers", #"{"name":"D","period":10000,"next":1}"#,
      "`period` is a whole number from 0 to 9999, not the number 10000", "“period”应为 0 至 9999 的整数，实为数字 10000"
    ),
    (
      "registers", #"{"name":"","period":1,"next":1}"#, "`name` is a text of 1 to 200 characters, not an empty text",
      "“name”应为 1 至 200 个字符的文本，实为空文本"
    ),
    (
      "cases", #"{"workflow":"permit","data":{"fee":{"a":1}}}"#,
      "`data/fee` is an object of fields with texts, numbers, true, false, null, or lists of these, not an object",
      "“data/fee”应为字段的对象，其值为文本、数字、true、false、null 或其列表，实为对象"
    ),
    (
      "cases?limit=5", "{}", "`limit` is not known here; nothing is", "此处没有“limit”；可用：无"
    ),
  ]

  @Test("what is wrong is told in the reader's language, with what was probably meant", arguments: told)
  func words(path: String, body: String, english: String, chinese: String) async throws {
    let office = try await RoutedOffice()
    for (language, words) in [("en", english), ("zh", chinese)] {
      let reply = try await office.ask(
        .post, "/v1/\(path)", as: .administrator, headers: [.acceptLanguage: language], body)
      #expect(reply.detail == words || reply.detail.hasPrefix(words + "；") || reply.detail.hasPrefix(words + ";"))
      #expect(reply.json["title"]?.text == (language == "zh" ? "请求有误" : "malformed request"))
    }
  }

  @Test("every wrong place is told with its pointer, twenty at most")
  func places() async throws {
    let office = try await RoutedOffice()
    let reply = try await office.ask(
      .post, "/v1/persons", as: .administrator,
      "[" + (0..<30).map { _ in #"{"code":1,"name":"x"}"# }.joined(separator: ",") + "]")
    let errors = reply.json["errors"]?.items ?? []
    #expect(errors.count == 20)
    #expect(errors.first?["pointer"]?.text == "/0/code" && errors.last?["pointer"]?.text == "/19/code", "\(reply)")
    #expect(errors.first?["detail"]?.text == reply.detail)
  }

  private func refuses(
    _ office: RoutedOffice, _ shape: RouteShape, _ path: String, place: String?, _ body: String
  ) async throws {
    let method = shape.method.http
    let reply = try await office.ask(method, path, as: .administrator(as: "ann"), body)
    let words = "\(method) \(path) \(body.prefix(300)): \(reply)"
    #expect(reply.status == 400, "\(words)")
    #expect(reply.code == "malformed", "\(words)")
    if let place {
      #expect(reply.json["errors"]?.items?.contains { $0["pointer"]?.text == place } == true, "\(place): \(words)")
    }
  }

  private func address(_ path: String, _ id: String) -> String {
    (path.isEmpty ? "/v1" : "/v1/")
      + path.replacing(":ref", with: id).replacing(":clock", with: "reply")
      .replacing(":name", with: "permit").replacing(":number", with: "1").replacing(":code", with: "stale")
  }

  /// Everything that any address could have changed.
  private func picture(of id: String, _ office: RoutedOffice) async throws -> [String] {
    var all: [String] = []
    for shape in RouteShape.all where shape.method == .get && shape.path != "metrics" {
      let needed = shape.query.filter(\.isNeeded).map { "\($0.name)=\($0.name == "year" ? "2025" : "2030-01-01")" }
      let query = needed.isEmpty ? "" : "?" + needed.joined(separator: "&")
      let reply = try await office.ask(.get, address(shape.path, id) + query, as: .administrator(as: "ann"))
      all.append("\(shape.path) \(reply.status) \(reply.text)")
    }
    return all
  }
}
