import Foundation
import LookbackJSON
import Testing

@testable import lookback

@Suite("how the daemon is asked", .timeLimit(.minutes(10)))
struct AskingTests {
  private static let empty = CannedDaemon.Canned("GET /v1/worklist", #"{"items":[]}"#)

  @Test(
    "says who acts, in which language, with which token and under which key",
    arguments: [
      (["worklist", "--as", "zhang.wei"], [:], ["lookback-as: zhang.wei", "accept-language: en"]),
      (["--as", "ann", "worklist"], [:], ["lookback-as: ann"]),
      (["worklist"], ["LOOKBACK_TOKEN": "lb_x"], ["authorization: bearer lb_x"]),
      (["worklist"], ["LANG": "zh_CN.UTF-8"], ["accept-language: zh"]),
      (["worklist"], ["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], ["accept-language: en"]),
      (["worklist", "--lang", "zh"], ["LC_ALL": "C"], ["accept-language: zh"]),
    ] as [([String], [String: String], [String])])
  func headers(words: [String], environment: [String: String], headers: [String]) async throws {
    let daemon = try CannedDaemon([Self.empty])
    defer { daemon.stop() }
    let run = try await CommandRun.of(words, asking: daemon, environment: environment)
    #expect(run.status == 0, "\(run)")
    let asked = try #require(daemon.requests.first)
    for header in headers { #expect(asked.headers.contains(header), "\(asked.headers)") }
  }

  @Test("a key of one's own goes with the command")
  func key() async throws {
    let daemon = try CannedDaemon([.init("POST /v1/cases", #"{"case":"7"}"#), .init("GET /v1/cases/7", "{}")])
    defer { daemon.stop() }
    _ = try await CommandRun.of(["case", "open", "permit", "--key", "k 1"], asking: daemon)
    #expect(daemon.requests.first?.headers.contains("idempotency-key: k 1") == true)
  }

  @Test("names are parts of addresses, whatever signs they have")
  func addresses() async throws {
    let daemon = try CannedDaemon([.init("GET /v1/cases", "{}")])
    defer { daemon.stop() }
    for name in ["青/13 ?", "a%2Fb", "-1"] { _ = try await CommandRun.of(["case", "show", "--", name], asking: daemon) }
    #expect(
      daemon.requests.map(\.line) == [
        "GET /v1/cases/%E9%9D%92%2F13%20%3F", "GET /v1/cases/a%252Fb", "GET /v1/cases/-1",
      ])
  }

  @Test("cases from standard input are asked for five hundred at a time, and what was refused is named")
  func manyFromInput() async throws {
    let outcomes = #"{"outcomes":[{"status":"done"},{"status":"rejected","problem":{"detail":"no such case"}}]}"#
    let daemon = try CannedDaemon([.init("POST /v1/commands", outcomes)])
    defer { daemon.stop() }
    let input = (1...501).map { "P-\($0)\n" }.joined()
    let run = try await CommandRun.of(["do", "-", "note", "fee=1"], asking: daemon, input: input)
    let sizes = try daemon.requests.map { request in
      try JSONParser.parse(Array(request.body.utf8))["commands"]?.items?.count
    }
    #expect(sizes == [500, 1])
    #expect(run.status == 1 && run.errors.contains("P-2: no such case"), "\(run)")
    #expect(run.output == "2 done, 0 done before, 499 rejected\n")
  }

  @Test("where nobody answers, the exit code is 3 and the words name the socket and what to do, in both languages")
  func unreachable() async throws {
    for (language, cause, remedy) in [
      ("en", "nothing listens there", "is lookbackd running?"), ("zh", "该处没有服务", "lookbackd 是否在运行？"),
    ] {
      let run = try await CommandRun.of(["worklist", "--lang", language, "--socket", "/nowhere/at-all"])
      #expect(run.status == 3 && run.output.isEmpty, "\(run)")
      #expect(run.errors.contains("/nowhere/at-all") && run.errors.contains(cause), "\(run)")
      #expect(run.errors.contains(remedy), "\(run)")
    }
  }

  @Test(
    "an exit code tells success from wrong usage, whether the line cannot be read or cannot be meant",
    arguments: [
      (["--help"], 0), (["--version"], 0), (["case", "--help"], 0), (["case"], 0), (["nothing"], 2),
      (["case", "show"], 2),
      (["case", "show", "--nothing"], 2), (["do"], 2), (["do", "7"], 2), (["person", "add"], 2),
      (["workflow", "explain", "no-such-code"], 2), (["workflow", "explain"], 0), (["workflow", "schema"], 0),
    ] as [([String], Int32)])
  func exitCodes(words: [String], status: Int32) async throws {
    let run = try await CommandRun.of(words)
    #expect(run.status == status, "\(run)")
    #expect(run.output.isEmpty == (status != 0) && run.errors.isEmpty == (status == 0), "\(run)")
  }
}
