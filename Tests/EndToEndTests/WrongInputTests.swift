import Foundation
import LookbackTesting
import Testing

/// Whatever is wrong is said in words that name it, with the documented code, and changes nothing.
@Suite("wrong input is refused and changes nothing", .serialized, .timeLimit(.minutes(25)))
struct WrongInputTests {
  @Test("what a rule or the command line refuses, and bytes that are no request")
  func table() async throws {
    try await withDaemon { daemon in
      let id = try await openedCase(daemon)
      for wrong in WrongInput.rules + WrongInput.bodies {
        let before = try await picture(of: id, daemon)
        let (status, words) = try await send(wrong, id, daemon)
        #expect(status == wrong.status, "\(wrong.name): \(words)")
        for fragment in wrong.says { #expect(words.contains(fragment), "\(wrong.name): \(words)") }
        #expect(try await picture(of: id, daemon) == before, "\(wrong.name) changed the case")
      }
    }
  }

  @Test("an idempotency key that comes again with other content is refused, with the same content answered again")
  func reusedKey() async throws {
    try await withDaemon { daemon in
      let id = try await openedCase(daemon)
      let assign = ["do", id, "assign", "main_units=civil-affairs", "--key", "k1"]
      try await daemon.done(assign, as: "government-office.inspector")
      let before = try await picture(of: id, daemon)
      try await daemon.done(assign, as: "government-office.inspector")
      let other = try await daemon.lookback(
        ["do", id, "assign", "main_units=drill", "--key", "k1"], as: "government-office.inspector")
      #expect(other.status == 1, "\(other.errors)")
      #expect(try await picture(of: id, daemon) == before)
    }
  }

  @Test("an address that nothing answers, and bytes that are no address, get a problem")
  func addresses() async throws {
    let table: [(method: String, path: String, status: Int, says: String)] = [
      ("GET", "/v1/nowhere", 404, "unknown-address"), ("PUT", "/v1/cases", 405, "GET, HEAD, OPTIONS, POST"),
      ("GET", "/", 404, "/v1/"), ("GET", "/v1/cases/%ff", 400, "UTF-8"), ("GET", "/v1/cases/%+f", 400, "hexadecimal"),
      ("GET", "/v1/cases/1%00", 400, "NUL"), ("GET", "/v1/cases?workflow=%zz", 400, "hexadecimal"),
    ]
    try await withDaemon { daemon in
      for (method, path, status, says) in table {
        let answer = await daemon.http.send(method, path, headers: [API.worker])
        let words = "\(method) \(path): \(answer?.body ?? "no answer")"
        #expect(answer?.status == status, "\(words)")
        #expect(answer?.body.contains(says) == true, "\(words)")
        #expect(answer?.body.contains("\"code\"") == true, "\(words)")
      }
    }
  }

  @Test("what the daemon itself refuses is told in Chinese to who reads Chinese")
  func chinese() async throws {
    try await withDaemon { daemon in
      let id = try await openedCase(daemon)
      let table: [(arguments: [String], person: String?, says: String)] = [
        (["do", id, "assign", "main_units=civil-affairs"], nil, "您是管理员"),
        (["worklist"], "nobody", "没有人员 nobody"),
        (["deadline", "explain", id, "intak"], nil, "是否为“intake”"),
        (["token", "revoke", "77"], nil, "没有令牌 77"),
        (["clock", "advance", "1990-01-01"], nil, "时钟"),
      ]
      for (arguments, person, says) in table {
        let ending = try await daemon.lookback(arguments + ["--lang", "zh"], as: person)
        #expect(ending.status == 1, "\(arguments): \(ending.errors)")
        #expect(ending.errors.contains(says), "\(arguments): \(ending.errors)")
      }
      let answer = await daemon.http.send("GET", "/v1/nowhere", headers: [("Accept-Language", "zh-CN")])
      #expect(answer?.body.contains("没有“GET /v1/nowhere”") == true, "\(answer?.body ?? "no answer")")
    }
  }

  @Test("a database that is gone is said to be unavailable, and comes back without a restart of the daemon")
  func databaseGone() async throws {
    let cluster = try await TestCluster.create()
    let conninfo = try await cluster.database()
    try await withDaemon(database: .existing(conninfo: conninfo)) { daemon in
      let id = try await openedCase(daemon)
      let before = try await picture(of: id, daemon)
      await cluster.kill9()
      let answer = try await daemon.lookback(
        ["do", id, "assign", "main_units=civil-affairs"], as: "government-office.inspector")
      #expect(answer.status == 3, "\(answer.errors)")
      try await cluster.start()
      try await Waiting.until("the daemon finds its database again", within: 180) {
        try await picture(of: id, daemon) == before
      }
    }
    await cluster.remove()
  }

  @Test("without a daemon the command line says which socket it tried")
  func noDaemon() async throws {
    try await withFolder { folder in
      let socket = folder.appending(path: "none.sock").path
      let ending = try await Program.start(
        try Built.path(of: "lookback"), ["case", "list"], environment: ["LOOKBACK_SOCKET": socket], in: folder
      ).ending()
      #expect(ending.status == 3)
      #expect(ending.errors.contains(socket), "\(ending.errors)")
    }
  }

  @Test("a definition with an error is named with file, line and column, and lookbackd does not start on it")
  func brokenDefinition() async throws {
    try await withFolder { folder in
      let workflows = try DrillWorkflow.folder(in: folder)
      let file = workflows.appending(path: "drill.yaml")
      let broken = DrillWorkflow.text.replacing("to: done", with: "to: dne")
      try Data(broken.utf8).write(to: file)
      let check = try await Program.start(
        try Built.path(of: "lookback"), ["workflow", "check", file.path], in: folder
      ).ending()
      #expect(check.status == 1)
      #expect((check.output + check.errors).contains(#/drill\.yaml:\d+:\d+: error: /#), "\(check)")
      await #expect(throws: Problem.self) { try await Daemon.start(in: folder, workflows: workflows).stop() }
    }
  }

  private func openedCase(_ daemon: Daemon) async throws -> String {
    try await Household.addOffices(to: daemon)
    let opened = try await daemon.done(
      [
        "case", "open", "recommendation", "number=R-1", "subject=社区", "lead=deputy", "received=2019-01-18", "--json",
      ], as: "congress-office.clerk")
    return try #require(JSONText(opened).first("case"))
  }

  private func send(_ wrong: WrongInput, _ id: String, _ daemon: Daemon) async throws -> (Int32, String) {
    switch wrong.way {
    case .command(let arguments, let person):
      let ending = try await daemon.lookback(arguments.map { $0 == "CASE" ? id : $0 }, as: person)
      return (ending.status, ending.output + ending.errors)
    case .body(let bytes, let headers):
      let answer = await daemon.http.send("POST", API.events(of: id), headers: headers, body: bytes)
      return (Int32(answer?.status ?? 0), answer?.body ?? "no answer")
    }
  }

  /// Everything the command line shows of the case, and how many cases and messages there are.
  private func picture(of id: String, _ daemon: Daemon) async throws -> [String] {
    var parts: [String] = []
    for arguments in [["case", "show", id], ["case", "history", id], ["case", "list"], ["outbox"]] {
      parts.append(try await daemon.lookback(arguments + ["--json"]).output)
    }
    return parts
  }
}
