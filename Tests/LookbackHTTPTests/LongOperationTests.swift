import HTTPTypes
import LookbackCEL
import LookbackJSON
import LookbackStore
import LookbackTesting
import Testing

@testable import LookbackHTTP

@Suite("what goes on after it was answered", .timeLimit(.minutes(10)))
struct LongOperationTests {
  private let office: RoutedOffice

  init() async throws { office = try await RoutedOffice() }

  private static let sweep = #"{"event":"note","data":{"fee":7}}"#

  /// Asks for an act that goes on; its number.
  private func begun(_ path: String, _ body: String, as sender: RoutedOffice.Sender = .ann) async throws -> String {
    let reply = try await office.ask(.post, path, as: sender, headers: [.prefer: "wait=1, Respond-Async"], body)
    #expect(reply.status == 202 && reply.headers[.preferenceApplied] == "respond-async", "\(reply)")
    let number = try #require(reply.json["operation"]?.text)
    #expect(reply.headers[.location] == "/v1/operations/\(number)")
    #expect(reply.json["state"]?.text == "running" && reply.json["answer"] == nil)
    return number
  }

  /// Works on acts until the body returns.
  private func working<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await office.operations.desk.run() }
      defer { group.cancelAll() }
      return try await body()
    }
  }

  /// Waits until an act has ended.
  private func ended(_ number: String) async throws -> JSON {
    let office = office
    try await Waiting.until("the operation \(number) ends") {
      try await office.ask(.get, "/v1/operations/\(number)").json["state"]?.text != "running"
    }
    return try await office.ask(.get, "/v1/operations/\(number)").json
  }

  @Test("is done, and its answer can be asked for")
  func done() async throws {
    let id = try await office.opened()
    try await working {
      let sweep = try await ended(try await begun("/v1/sweeps", Self.sweep))
      #expect(sweep["state"]?.text == "done" && sweep["status"]?.whole == 200, "\(sweep)")
      #expect(sweep["address"]?.text == "POST sweeps" && sweep["person"]?.text == "ann" && sweep["ended"] != nil)
      let lines = try #require(sweep["answer"]?.items)
      #expect(lines.last?["summary"]?["done"]?.whole == 1, "\(sweep)")
      #expect(sweep["progress"]?["progress"]?["done"]?.whole == 1, "\(sweep)")
      let file = #"{"workflow":"permit","csv":"subject\na shop\n"}"#
      let imported = try await ended(try await begun("/v1/import", file))
      #expect(imported["state"]?.text == "done" && imported["answer"]?["imported"]?.whole == 1, "\(imported)")
    }
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["data"]?["fee"]?.whole == 7)
  }

  @Test("is told as refused with its problem, also where the caller has no right to it")
  func refused() async throws {
    try await working {
      let unknown = try await ended(try await begun("/v1/sweeps", #"{"event":"nothing"}"#))
      #expect(unknown["state"]?.text == "refused" && unknown["status"]?.whole == 404, "\(unknown)")
      #expect(unknown["answer"]?["code"]?.text == "unknown-event", "\(unknown)")
      let forbidden = try await ended(try await begun("/v1/redatings", "{}"))
      #expect(forbidden["answer"]?["code"]?.text == "administrators-only", "\(forbidden)")
    }
    let page = try await office.ask(.get, "/v1/administration", as: .administrator)
    let acts = (page.json["items"]?.items ?? []).compactMap { $0["subject"]?.text }
    #expect(acts.contains("POST /v1/redatings"), "\(acts)")
  }

  @Test("a request that is not of the declared form is answered at once")
  func malformed() async throws {
    let reply = try await office.ask(
      .post, "/v1/import?x=1", headers: [.prefer: "respond-async"], #"{"workflow":"permit"}"#)
    #expect(reply.status == 400, "\(reply)")
  }

  @Test(
    "a preference that says nothing is passed over", arguments: ["", ";", ",", ";;,", " ; respond-async", "wait=;"])
  func nothingPreferred(header: String) async throws {
    let reply = try await office.ask(.post, "/v1/redatings", as: .administrator, headers: [.prefer: header], "{}")
    #expect(reply.status == 200, "\(reply)")
  }

  @Test("is nobody else's to see or to cancel, but root's")
  func others() async throws {
    let number = try await begun("/v1/sweeps", Self.sweep)
    for (method, path) in [(HTTPRequest.Method.get, ""), (.post, "/cancel")] {
      let address = "/v1/operations/\(number)\(path)"
      for sender in [RoutedOffice.Sender.bob, .administrator(as: "bob")] {
        let reply = try await office.ask(method, address, as: sender)
        #expect(reply.status == 404 && reply.code == "unknown-operation", "\(reply)")
      }
    }
    for text in ["999", "x", "0"] {
      #expect(try await office.ask(.get, "/v1/operations/\(text)").code == "unknown-operation")
    }
    #expect(try await office.ask(.get, "/v1/operations", as: .bob).json["items"]?.items == [])
    #expect(try await office.ask(.get, "/v1/operations").json["items"]?.items?.count == 1)
    let root = try await office.ask(.get, "/v1/operations", as: .administrator)
    #expect(root.json["items"]?.items?.first?["operation"]?.text == number)
    #expect(try await office.ask(.get, "/v1/operations/\(number)", as: .administrator).status == 200)
  }

  @Test("is cancelled before its first case", arguments: [("sweeps", sweep), ("import", oneLine)])
  func cancelled(address: String, body: String) async throws {
    let id = try await office.opened()
    let number = try await begun("/v1/\(address)", body)
    #expect(try await office.ask(.post, "/v1/operations/\(number)/cancel").status == 202)
    let operation = try await working { try await ended(number) }
    #expect(operation["state"]?.text == "cancelled", "\(operation)")
    #expect(try await office.ask(.get, "/v1/cases/\(id)").json["sequence"]?.whole == 1)
    #expect(try await office.ask(.get, "/v1/cases").json["items"]?.items?.count == 1)
    let again = try await office.ask(.post, "/v1/operations/\(number)/cancel")
    #expect(again.status == 409 && again.code == "operation-ended", "\(again)")
  }

  private static let oneLine = #"{"workflow":"permit","csv":"subject\na shop\n"}"#

  @Test("is interrupted by the end of the daemon, whether it was stopped or killed")
  func interrupted() async throws {
    let stopped = try await begun("/v1/sweeps", Self.sweep)
    office.operations.desk.close()
    #expect(try await working { try await ended(stopped) }["state"]?.text == "interrupted")
    let late = try await office.ask(.post, "/v1/sweeps", headers: [.prefer: "respond-async"], Self.sweep)
    #expect(late.status == 429, "\(late)")
    let killed = try await RoutedOffice()
    let reply = try await killed.ask(.post, "/v1/sweeps", headers: [.prefer: "respond-async"], Self.sweep)
    let address = try #require(reply.headers[.location])
    #expect(try await killed.ask(.get, address).json["state"]?.text == "running")
    try await killed.sql("update operations set seen_at = now() - interval '31 seconds'")
    #expect(try await killed.ask(.get, address).json["state"]?.text == "interrupted")
  }

  @Test("counts among the requests of its caller for as long as it goes on")
  func counted() async throws {
    let requests = RequestBook()
    @Sendable func sent() async throws -> Reply {
      try await office.ask(
        .post, "/v1/sweeps", headers: [.prefer: "respond-async"], body: Array(Self.sweep.utf8), requests: requests)
    }
    let most = requests.limits.longAtOnce
    for _ in 0..<most { #expect(try await sent().status == 202) }
    #expect(try await sent().status == 429)
    try await working {
      for number in 1...most { _ = try await ended("\(number)") }
      try await Waiting.until("the places are free again") { try await sent().status == 202 }
    }
  }

  @Test("there are at most so many at once")
  func bounded() async throws {
    for _ in 0..<LongOperationDesk.mostAtOnce { _ = try await begun("/v1/redatings", "{}", as: .administrator) }
    let reply = try await office.ask(
      .post, "/v1/redatings", as: .administrator, headers: [.prefer: "respond-async"], "{}")
    #expect(reply.status == 429 && reply.code == "too-many-requests", "\(reply)")
  }

  @Test("keeps the last progress and a bounded number of lines, and takes none after it was stopped")
  func record() throws {
    let allowance = StepAllowance(10)
    let record = LongOperationRecord(1, allowance)
    for count in 0..<(LongOperationRecord.mostLines + 5) {
      try record.take(.members(["refused": .int(Int64(count))]))
      try record.take(.members(["progress": .int(Int64(count))]))
    }
    #expect(record.progress == #"{"progress":1004}"#)
    #expect(record.lines.count == LongOperationRecord.mostLines + 1)
    #expect(record.lines.last?["left_out"]?.whole == 5)
    record.stop(.cancelled)
    record.stop(.interrupted)
    #expect(record.reasonToStop == .cancelled && allowance.isSpent)
    #expect(throws: LongOperationRecord.Stopped.self) { try record.take(.members(["refused": .int(1)])) }
    #expect(throws: Never.self) { try record.take(.members(["problem": .null])) }
  }
}
