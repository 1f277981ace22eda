import HTTPTypes
import LookbackJSON
import Testing

@testable import LookbackHTTP

@Suite("the bytes of a request", .timeLimit(.minutes(10)))
struct BodyTests {
  private static func assign(_ data: String) -> [UInt8] { Array(#"{"event":"note","data":\#(data)}"#.utf8) }

  private static let wrong: [(name: String, bytes: [UInt8], says: (String, String))] = [
    ("nothing", [], ("not JSON", "不是 JSON")),
    ("no end", Array(#"{"event":"#.utf8), ("not JSON", "不是 JSON")),
    ("two values", Array("{} {}".utf8), ("not JSON", "不是 JSON")),
    ("a form", Array("event=note".utf8), ("not JSON", "不是 JSON")),
    ("a key twice", Array(#"{"event":"note","event":"grant"}"#.utf8), ("stands twice", "stands twice")),
    ("a key twice in the data", assign(#"{"fee":1,"fee":2}"#), ("stands twice", "stands twice")),
    (
      "bytes that are no UTF-8", Array(#"{"event":""#.utf8) + [0xff, 0xfe] + Array(#""}"#.utf8), ("not JSON", "不是 JSON")
    ),
    ("a NUL in a text", assign(#"{"subject":"a\u0000b"}"#), ("NUL", "NUL")),
    ("a half of a pair", assign(#"{"subject":"\ud800"}"#), ("not JSON", "不是 JSON")),
    ("a list nested without end", [UInt8](repeating: 0x5b, count: 100_000), ("not JSON", "不是 JSON")),
  ]

  @Test("that are no JSON are a 400 that says where, and nothing happens", arguments: wrong)
  func malformed(name: String, bytes: [UInt8], says: (String, String)) async throws {
    let office = try await RoutedOffice()
    let id = try await office.opened()
    let english = try await office.ask(.post, "/v1/cases/\(id)/events", body: bytes)
    #expect(english.status == 400 && english.code == "malformed", "\(name): \(english)")
    #expect(english.detail.contains(says.0) && english.detail.contains("at byte "), "\(name): \(english)")
    let chinese = try await office.ask(
      .post, "/v1/cases/\(id)/events", headers: [.acceptLanguage: "zh"], body: bytes)
    #expect(chinese.detail.contains(says.1) && chinese.detail.contains("字节"), "\(name): \(chinese)")
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["sequence"]?.whole == 1)
  }

  @Test(
    "that are more than the address takes are a 413 with the number that it takes",
    arguments: [
      ("cases/1/events", API.commandBodyLimit, API.commandBodyLimit + 1),
      ("tokens", API.commandBodyLimit, API.commandBodyLimit + 1), ("commands", API.bodyLimit, API.bodyLimit + 1),
      ("workflows", API.bodyLimit, 3 * API.bodyLimit),
    ])
  func tooLarge(path: String, limit: Int, count: Int) async throws {
    let office = try await RoutedOffice()
    let bytes = [UInt8](repeating: 0x20, count: count)
    let english = try await office.ask(.post, "/v1/\(path)", as: .administrator(as: "ann"), body: bytes)
    #expect(english.status == 413 && english.code == "too-large", "\(english)")
    #expect(english.detail.contains("at most \(limit) bytes"), "\(english)")
    let chinese = try await office.ask(
      .post, "/v1/\(path)", as: .administrator(as: "ann"), headers: [.acceptLanguage: "zh"], body: bytes)
    #expect(chinese.detail.contains("至多 \(limit) 字节"), "\(chinese)")
  }

  @Test("that are just as many as the address takes are read")
  func large() async throws {
    let office = try await RoutedOffice()
    let body = Array("{}".utf8) + [UInt8](repeating: 0x20, count: API.commandBodyLimit - 2)
    let reply = try await office.ask(.post, "/v1/tokens", as: .administrator, body: body)
    #expect(reply.status == 400 && reply.detail.contains("`person` is needed"), "\(reply)")
  }

  @Test(
    "are refused where nobody would read them, but an empty object",
    arguments: ["GET cases", "GET worklist", "DELETE tokens/7", "POST substitutes/7/end"])
  func unread(route: String) async throws {
    let office = try await RoutedOffice()
    let parts = route.split(separator: " ")
    let method: HTTPRequest.Method = parts[0] == "GET" ? .get : parts[0] == "POST" ? .post : .delete
    for (body, isRefused) in [(#"{"dry_run":true}"#, true), ("[]", true), ("x", true), ("{}", false), ("", false)] {
      let reply = try await office.ask(method, "/v1/\(parts[1])", as: .administrator(as: "ann"), body)
      #expect((reply.status == 400) == isRefused, "\(route) \(body): \(reply)")
    }
  }

  @Test("an address is text: an escape that is none, a NUL and a name that is given twice are refused")
  func addresses() async throws {
    let office = try await RoutedOffice()
    let table: [(path: String, english: String, chinese: String)] = [
      ("/v1/cases/%ff", "not UTF-8", "不是 UTF-8"), ("/v1/cases/%+f", "hexadecimal", "十六进制"),
      ("/v1/cases/1%00", "NUL", "NUL"), ("/v1/cases?workflow=%zz", "hexadecimal", "十六进制"),
      ("/v1/cases?limit=1&limit=2", "`limit` is given twice", "“limit”重复给出"),
      ("/v1/cases?limit=1&li%6Dit=2", "`limit` is given twice", "“limit”重复给出"),
      ("/v1/cases?limti=1", "did you mean `limit`", "是否为“limit”"),
      ("/v1/cases?limit=0", "from 1 to 1000", "1 至 1000"),
      ("/v1/report", "`year` is needed", "须给出“year”"), ("/v1/report?year=1899", "from 1900 to 9998", "1900 至 9998"),
      ("/v1/due?until=2025-02-30", "does not exist", "没有 2025 年 2 月 30 日"),
    ]
    for (path, english, chinese) in table {
      for (language, words) in [("en", english), ("zh", chinese)] {
        let reply = try await office.ask(.get, path, headers: [.acceptLanguage: language])
        #expect([400, 422].contains(reply.status) && reply.detail.contains(words), "\(path): \(reply)")
      }
    }
  }
}
